"""How long the law lets a person be held without charge in England and Wales, for the ordinary case.

An aid and not legal advice: the custody record is the authority. The figures are dated data in
`vocabulary/clocks.toml`,
so that a change of the law is a change of data.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

from django.utils.translation import gettext as _

from sightline.kit.clocks import Rule, deadline, load_rules, rule_on
from sightline.kit.clocks.deadlines import as_utc, london_day

RULES = Path(__file__).with_name("vocabulary") / "clocks.toml"


class Unlawful(ValueError):
    """The law does not allow this extension; the message says why."""


@dataclass(frozen=True, slots=True)
class Extension:
    """More time in custody. hours: a superintendent's are added to the end; a court's count from `granted_at`."""

    by: Literal["superintendent", "court"]
    granted_at: datetime
    hours: int


@dataclass(frozen=True, slots=True)
class Limit:
    """Where the detention clock stands: its end and the rule that set it."""

    ends_at: datetime
    rule: Rule


def relevant_time(arrested_at: datetime, arrived_at: datetime) -> datetime:
    """When the detention clock starts: on arrival, or 24 hours after the arrest if that is earlier.

    arrived_at: at the first police station; waiting in its yard counts as arrival. Both aware; the answer is in UTC.
    Source: Police and Criminal Evidence Act 1984, section 41(2).
    """
    return min(as_utc(arrived_at), deadline(custody_rule("relevant-time", arrested_at), arrested_at))


def detention_ends(relevant_time: datetime, extensions: Sequence[Extension] = ()) -> datetime:
    """The moment the detention clock runs out, in UTC.

    relevant_time: usually arrival at the first station; aware.
    extensions: in the order granted, each in whole hours. Empty means the first 24 hours.
    Raises Unlawful when an extension was granted after the clock had run out, when a superintendent passes 36 hours or
    follows a court, when one warrant passes 36 hours from its issue, or when the total passes 96 hours.
    Source: Police and Criminal Evidence Act 1984, sections 41 to 44. Not legal advice.
    """
    limit = first_limit(relevant_time)
    for extension in extensions:
        limit = extended(limit, relevant_time, extension)
    return limit.ends_at


def first_limit(relevant_time: datetime) -> Limit:
    """The limit before anybody has extended it."""
    rule = custody_rule("detention", relevant_time)
    return Limit(deadline(rule, relevant_time), rule)


def extended(limit: Limit, start: datetime, extension: Extension) -> Limit:
    """The limit after one more extension. start: the relevant time. Raises Unlawful as `detention_ends` does."""
    if not start <= extension.granted_at <= limit.ends_at:
        raise Unlawful(_("granted when the clock was not running"))
    if extension.hours < 1 or extension.hours != int(extension.hours):
        raise Unlawful(_("an extension is a whole number of hours"))
    return (_by_court if extension.by == "court" else _by_superintendent)(limit, start, extension)


def _by_superintendent(limit: Limit, start: datetime, extension: Extension) -> Limit:
    if limit.rule.id not in ("detention", "superintendent"):
        raise Unlawful(_("a superintendent cannot extend after a court"))
    rule = custody_rule("superintendent", start)
    ends_at = limit.ends_at + timedelta(hours=extension.hours)
    if ends_at > deadline(rule, start):
        raise Unlawful(_("a superintendent may allow no more than 36 hours in all"))
    return Limit(ends_at, rule)


def _by_court(limit: Limit, start: datetime, extension: Extension) -> Limit:
    rule, longest = custody_rule("warrant", start), custody_rule("longest", start)
    ends_at = as_utc(extension.granted_at) + timedelta(hours=extension.hours)
    if extension.hours > rule.limit:
        raise Unlawful(_("a warrant may allow no more than 36 hours from its issue"))
    if ends_at > deadline(longest, start):
        raise Unlawful(_("no warrant may run past 96 hours"))
    return Limit(ends_at, longest if ends_at == deadline(longest, start) else rule)


def custody_rule(id: str, moment: datetime) -> Rule:
    """The custody rule of that id on the London day of `moment`."""
    return rule_on(_rules(), id, london_day(moment))


@cache
def _rules() -> tuple[Rule, ...]:
    return load_rules(RULES)
