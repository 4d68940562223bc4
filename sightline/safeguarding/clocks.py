"""The clocks that run for a person who may be a victim, read from the facts of their case.

The rules T1 to T13 are dated data in `vocabulary/clocks.toml`. A clock warns people; it never ends support by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sightline.kit.clocks import (
    NoRule,
    OutsideTheTable,
    Reading,
    Rule,
    bank_holidays,
    cannot_compute,
    deadline,
    load_rules,
    rule_on,
)
from sightline.kit.clocks.deadlines import london_day, start_of_day

RULES = Path(__file__).with_name("vocabulary") / "clocks.toml"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a case, as far as its clocks care. Moments are aware; None means it has not happened.

    nation: whose law and bank holidays apply. child: under 18, or not sure. born_on: needed for a child.
    rg, cg: "positive", "negative" or "" for the reasonable and the conclusive grounds decision.
    plan_reviewed_at: every review of the support plan, in any order.
    """

    nation: str = "england-and-wales"
    child: bool = False
    born_on: date | None = None
    met_at: datetime | None = None
    talked_at: datetime | None = None
    at_risk_at: datetime | None = None
    support_line_called_at: datetime | None = None
    interim_safety_at: datetime | None = None
    referral_decided_at: datetime | None = None
    referred_at: datetime | None = None
    rg: str = ""
    rg_at: datetime | None = None
    cg: str = ""
    cg_at: datetime | None = None
    reconsideration_asked_at: datetime | None = None
    support_wanted: bool = False
    provider_reached_at: datetime | None = None
    consented_as_adult_at: datetime | None = None
    withdrawn_at: datetime | None = None
    declined_at: datetime | None = None
    notified_at: datetime | None = None
    support_entered_at: datetime | None = None
    plan_reviewed_at: tuple[datetime, ...] = ()
    support_ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock: when it applies, what starts and what stops it. lacks: what to say when it applies without a start."""

    id: str
    label: str | Promise
    applies: Callable[[Facts], bool]
    starts: Callable[[Facts], datetime | None]
    stops: Callable[[Facts], datetime | None] = lambda facts: None
    lacks: str | Promise = ""
    after_withdrawal: bool = True


def readings(facts: Facts, now: datetime) -> tuple[Reading, ...]:
    """Every clock that applies to the case at `now`, in the order of the rules T1 to T13.

    Clocks that have not started are left out, and so is a rule that did not yet exist on the day it would start. A
    clock whose starting fact is missing reads "cannot compute" and names it.
    """
    shown = (_reading(clock, facts, now) for clock in CLOCKS if _applies(clock, facts, now))
    return tuple(reading for reading in shown if reading is not None)


def _applies(clock: Clock, facts: Facts, now: datetime) -> bool:
    withdrawn = facts.withdrawn_at is not None and facts.withdrawn_at <= now
    return clock.applies(facts) and (clock.after_withdrawal or not withdrawn)


def _reading(clock: Clock, facts: Facts, now: datetime) -> Reading | None:
    start = clock.starts(facts)
    label = str(clock.label)
    try:
        rule = rule_on(_rules(), clock.id, london_day(start or now))
        if start is None:
            return cannot_compute(label, rule, str(clock.lacks))
        return _started(clock, facts, rule, start) if start <= now else None
    except NoRule:
        return None
    except OutsideTheTable as error:
        return cannot_compute(label, rule, str(error))


def _started(clock: Clock, facts: Facts, rule: Rule, start: datetime) -> Reading:
    ends_at = _bounded(clock, facts, deadline(rule, start, facts.nation))
    basis = bank_holidays().version if rule.calendar == "working days" else ""
    return Reading(str(clock.label), rule, start, ends_at, met_at=clock.stops(facts), basis=basis)


def _bounded(clock: Clock, facts: Facts, ends_at: datetime) -> datetime:
    """The conclusive decision lengthens the recovery period, and ends Scotland's statutory support early."""
    if facts.cg_at is None:
        return ends_at
    return {"T5": max, "T10": min}.get(clock.id, lambda end, decided: end)(ends_at, facts.cg_at)


def _negative_at(facts: Facts) -> datetime | None:
    return facts.cg_at if facts.cg == "negative" else facts.rg_at


def _birth(facts: Facts) -> datetime | None:
    return start_of_day(facts.born_on) if facts.born_on else None


def _last_review(facts: Facts) -> datetime | None:
    return max(facts.plan_reviewed_at, default=None)


RG_DATE = _("no date of the reasonable-grounds decision")
CG_DATE = _("no date of the conclusive-grounds decision")
CLOCKS = (
    Clock(
        "T1",
        _("Talk alone with the person"),
        applies=lambda facts: True,
        starts=lambda facts: facts.met_at,
        stops=lambda facts: facts.talked_at,
        lacks=_("no time of meeting the person"),
    ),
    Clock(
        "T2",
        _("Call the support line"),
        applies=lambda facts: not facts.child and facts.at_risk_at is not None,
        starts=lambda facts: facts.at_risk_at,
        stops=lambda facts: facts.support_line_called_at,
    ),
    Clock(
        "T3",
        _("Decide on referral"),
        applies=lambda facts: facts.interim_safety_at is not None,
        starts=lambda facts: facts.interim_safety_at,
        stops=lambda facts: facts.referral_decided_at,
    ),
    Clock(
        "T4",
        _("Reasonable-grounds decision, an aim"),
        applies=lambda facts: facts.referred_at is not None,
        starts=lambda facts: facts.referred_at,
        stops=lambda facts: facts.rg_at,
        after_withdrawal=False,
    ),
    Clock(
        "T5",
        _("Time to recover, at least"),
        applies=lambda facts: facts.rg == "positive",
        starts=lambda facts: facts.rg_at,
        lacks=RG_DATE,
        after_withdrawal=False,
    ),
    Clock(
        "T6",
        _("Ask for reconsideration"),
        applies=lambda facts: "negative" in (facts.rg, facts.cg),
        starts=_negative_at,
        stops=lambda facts: facts.reconsideration_asked_at,
        lacks=_("no date of the negative decision"),
        after_withdrawal=False,
    ),
    Clock(
        "T7",
        _("The provider reaches the person"),
        applies=lambda facts: facts.rg == "positive" and facts.support_wanted,
        starts=lambda facts: facts.rg_at,
        stops=lambda facts: facts.provider_reached_at,
        lacks=RG_DATE,
        after_withdrawal=False,
    ),
    Clock(
        "T8",
        _("Move-on support, at least"),
        applies=lambda facts: facts.cg == "positive" and facts.nation == "england-and-wales",
        starts=lambda facts: facts.cg_at,
        lacks=CG_DATE,
        after_withdrawal=False,
    ),
    Clock(
        "T9",
        _("Turns 18"),
        applies=lambda facts: facts.child and facts.cg_at is None,
        starts=_birth,
        stops=lambda facts: facts.consented_as_adult_at,
        lacks=_("no date of birth"),
        after_withdrawal=False,
    ),
    Clock(
        "T10",
        _("Statutory support in Scotland"),
        applies=lambda facts: facts.rg == "positive" and facts.nation == "scotland",
        starts=lambda facts: facts.rg_at,
        lacks=RG_DATE,
        after_withdrawal=False,
    ),
    Clock(
        "T11",
        _("Support paid for by the Home Office ends"),
        applies=lambda facts: facts.withdrawn_at is not None,
        starts=lambda facts: facts.withdrawn_at,
    ),
    Clock(
        "T12",
        _("Send the Duty to Notify"),
        applies=lambda facts: facts.declined_at is not None and not facts.child and facts.nation == "england-and-wales",
        starts=lambda facts: facts.declined_at,
        stops=lambda facts: facts.notified_at,
    ),
    Clock(
        "T13-first",
        _("First review of the support plan"),
        applies=lambda facts: facts.support_entered_at is not None and not facts.plan_reviewed_at,
        starts=lambda facts: facts.support_entered_at,
        stops=lambda facts: facts.support_ended_at,
    ),
    Clock(
        "T13-later",
        _("Next review of the support plan"),
        applies=lambda facts: facts.support_entered_at is not None and bool(facts.plan_reviewed_at),
        starts=_last_review,
        stops=lambda facts: facts.support_ended_at,
    ),
)


@cache
def _rules() -> tuple[Rule, ...]:
    return load_rules(RULES)
