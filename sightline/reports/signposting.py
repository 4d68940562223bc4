"""Where to turn: services whose numbers are right and freshly checked, never more than three at once.

The list of the release stands in `vocabulary/signposting.toml`; what an administrator has changed stands in the
database, version by version, and counts instead.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.functional import Promise
from django.utils.timezone import localtime

from sightline.kit.vocabulary import Entry, load
from sightline.reports.models import Signpost

SERVICES, SITUATIONS = "reports/signposting/service", "reports/signposting/situation"
AT_ONCE = 3
IN_ORDER = ("danger", "unknown")  # where no language may change who comes first
EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

Listed = Mapping[str, Entry]


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

    def opens_next(self, now: datetime) -> datetime | None:
        """When it next opens; None while it is open, and where its hours are not known. now: aware."""
        opens, closes = self.entry.get("opens_at"), self.entry.get("closes_at")
        if opens is None or closes is None:
            return None
        here, days = localtime(now), self.entry.get("days") or EVERY_DAY
        if here.isoweekday() in days and opens <= here.time() < closes:
            return None
        return next(moment for moment in _openings(here, opens, days) if moment > here)


def _openings(here: datetime, opens: time, days: Iterable[int]) -> Iterable[datetime]:
    mornings = (here + timedelta(days=ahead) for ahead in range(8))
    allowed = (morning for morning in mornings if morning.isoweekday() in days)
    return (each.replace(hour=opens.hour, minute=opens.minute, second=0, microsecond=0) for each in allowed)


def current() -> Listed:
    """Every service as it now stands: the release's list, and instead of it what was changed since."""
    return changed_by(Signpost.objects.newest())


def changed_by(posts: Iterable[Signpost]) -> Listed:
    """The release's list, with what these say instead."""
    listed = load(SERVICES)
    return {**listed, **{post.code: post.as_entry(listed.get(post.code)) for post in posts}}


def services_for(
    nation: str, situation: str, on: date, *, language: str = "", listed: Listed | None = None
) -> tuple[Service, ...]:
    """At most three services, the first to use first. In "danger" the first is 999, which a page shows alone on top.

    nation: "england", "wales", "scotland" or "northern-ireland". situation: a code of the list of situations.
    on: the day of the page; services not yet or no longer there, or whose check is overdue, are left out.
    language: the reader's; who speaks it comes before who does not. listed: as `current` gives it; the release's list
    when left out. Raises KeyError for a situation that the list does not know.
    """
    found = _in_order(nation, situation, load(SERVICES) if listed is None else listed)
    there = [Service(entry) for entry in found if not why_hidden(entry, on)]
    if situation not in IN_ORDER:
        there.sort(key=lambda service: language not in service.entry.get("languages", ()))
    return tuple(there[:AT_ONCE])


def takers(nation: str, situation: str, on: date, listed: Listed) -> tuple[Service, ...]:
    """The services of a situation to which the desk can pass a report on, at most three; their numbers are not needed."""
    found = _in_order(nation, situation, listed)
    return tuple(Service(entry) for entry in found if entry.get("takes") and entry.held_on(on))[:AT_ONCE]


def _in_order(nation: str, situation: str, listed: Listed) -> list[Entry]:
    order = load(SITUATIONS)[situation]
    codes = order.get(nation) or order.get("services")
    return [listed[code] for code in codes if nation in listed[code].get("nations")]


def service(code: str, on: date, listed: Listed | None = None) -> Service | None:
    """One service by its code, for a contact line; None when it may not be shown on that day."""
    entry = (load(SERVICES) if listed is None else listed)[code]
    return None if why_hidden(entry, on) else Service(entry)


def hidden(on: date, listed: Listed | None = None) -> tuple[tuple[Entry, str], ...]:
    """The services of that day that may not be shown, each with the reason, for the administrator."""
    there = (entry for entry in (listed or load(SERVICES)).values() if entry.held_on(on))
    return tuple((entry, why) for entry in there if (why := why_hidden(entry, on)))


def why_hidden(entry: Entry, on: date) -> str:
    """Why a service may not be shown on that day, in words for an administrator; empty when it may."""
    if not entry.held_on(on):
        return "not in service on that day"
    if on > entry.get("check_by", date.max):
        return f"its check was due by {entry.get('check_by')}"
    if entry.get("unconfirmed"):
        return f"to be confirmed: {entry.get('confirm')}"
    return "" if entry.get("web") else wrong_number(entry)


def wrong_number(entry: Entry) -> str:
    """What is wrong with the number of a service; empty when its digits, beginning and grouping are right."""
    number, shown = str(entry.get("number")), str(entry.get("shown"))
    if not number:
        return "no number yet"
    if len(number) != entry.get("digits") or not number.isdecimal():
        return f"{number} does not have {entry.get('digits')} digits"
    if not number.startswith(entry.get("prefix", "")):
        return f"{number} does not begin with {entry.get('prefix')}"
    return "" if digits(shown).startswith(number) else f"{shown} is not {number}"


def digits(text: str) -> str:
    """The digits of a text: two groupings of one number are one number."""
    return re.sub(r"\D", "", text)
