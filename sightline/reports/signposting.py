"""Where to turn: services whose numbers are right and freshly checked, never more than three at once."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from sightline.kit.vocabulary import Entry, load

SERVICES, SITUATIONS = "reports/signposting/service", "reports/signposting/situation"
AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Service:
    """One service to show. number: digits only, for the link; shown: the same, grouped for reading."""

    entry: Entry

    @property
    def code(self) -> str:
        return self.entry.code

    @property
    def name(self) -> Promise:
        return self.entry.label

    @property
    def number(self) -> str:
        return str(self.entry.get("number", ""))

    @property
    def shown(self) -> str:
        return str(self.entry.get("shown", ""))

    @property
    def why(self) -> Promise:
        """One line on when to use it, in the reader's language."""
        return Entry("why", self.entry.get("why")).label

    @property
    def hours(self) -> Promise | str:
        """When it answers, in the reader's language; empty when that is to be confirmed."""
        hours = self.entry.get("hours")
        return Entry("hours", hours).label if hours else ""

    @property
    def stays_unknown(self) -> bool:
        """Whether the caller is never known to them."""
        return bool(self.entry.get("anonymous") == "yes")


def services_for(nation: str, situation: str, on: date) -> tuple[Service, ...]:
    """At most three services, the first to use first. In "danger" the first is 999, which a page shows alone on top.

    nation: "england", "wales", "scotland" or "northern-ireland". situation: a code of the list of situations.
    on: the day of the page; services not yet or no longer there, or whose check is overdue, are left out.
    Raises KeyError for a situation that the list does not know.
    """
    order = load(SITUATIONS)[situation]
    codes = order.get(nation) or order.get("services")
    found = (service(code, on) for code in codes)
    there = [one for one in found if one is not None and nation in one.entry.get("nations")]
    return tuple(there[:AT_ONCE])


def service(code: str, on: date) -> Service | None:
    """One service by its code, for a contact line; None when it may not be shown on that day."""
    entry = load(SERVICES)[code]
    return None if why_hidden(entry, on) else Service(entry)


def hidden(on: date) -> tuple[tuple[Entry, str], ...]:
    """The services of that day that may not be shown, each with the reason, for the administrator."""
    there = (entry for entry in load(SERVICES).values() if entry.held_on(on))
    return tuple((entry, why) for entry in there if (why := why_hidden(entry, on)))


def why_hidden(entry: Entry, on: date) -> str:
    """Why a service may not be shown on that day, in words for an administrator; empty when it may."""
    if not entry.held_on(on):
        return "not in service on that day"
    if on > entry.get("check_by", date.max):
        return f"its check was due by {entry.get('check_by')}"
    return "" if entry.get("web") else _wrong_number(entry)


def _wrong_number(entry: Entry) -> str:
    number, shown = str(entry.get("number")), str(entry.get("shown"))
    if not number:
        return "no number yet"
    if len(number) != entry.get("digits") or not number.isdecimal():
        return f"{number} does not have {entry.get('digits')} digits"
    if not number.startswith(entry.get("prefix")):
        return f"{number} does not begin with {entry.get('prefix')}"
    return "" if _digits(shown).startswith(number) else f"{shown} is not {number}"


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
