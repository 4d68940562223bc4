"""A clock as a page shows it: what is left, of what, by which rule, and what moved it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.utils.translation import gettext as _

from sightline.kit.clocks.rules import Rule

State = Literal["running", "soon", "over", "met", "cannot compute"]


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened to a clock. counted: False when the law gives it no effect, and `says` tells why."""

    says: str
    at: datetime
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """One clock, ready to show at any moment.

    label: what runs out, in words. rule: the rule that set the end, with its source.
    started_at, ends_at: aware, UTC; ends_at is None when a fact is missing, and `missing` then says which one.
    met_at: when the thing was done that stops the clock, or None.
    events: all that moved the clock, in order of time.
    basis: the version of the bank holiday table used, or empty.
    """

    label: str
    rule: Rule
    started_at: datetime | None = None
    ends_at: datetime | None = None
    missing: str = ""
    met_at: datetime | None = None
    events: tuple[Moment, ...] = ()
    basis: str = ""

    def remaining(self, now: datetime) -> timedelta | None:
        """Time left, negative once it is over; what was left when it was met; None when it cannot be computed."""
        if self.ends_at is None:
            return None
        return self.ends_at - self._seen_at(now)

    def share_used(self, now: datetime) -> float | None:
        """How much of the period is gone, from 0 to 1; None when it cannot be computed."""
        if self.ends_at is None or self.started_at is None:
            return None
        period = self.ends_at - self.started_at
        gone = self._seen_at(now) - self.started_at
        return min(1.0, max(0.0, gone / period)) if period else 1.0

    def state(self, now: datetime) -> State:
        """The state as a word. A clock met too late still reads "over"; a period that has been given reads "met"."""
        remaining = self.remaining(now)
        if remaining is None:
            return "cannot compute"
        if remaining < timedelta(0):
            return "met" if self.rule.kind in ("period", "at once") else "over"
        if self.met_at is not None and self.met_at <= now:
            return "met"
        return "soon" if remaining <= self.rule.before_end(self.rule.soon) else "running"

    def warnings_at(self) -> tuple[datetime, ...]:
        """The moments at which to warn, in order; none when the end is not known."""
        ends_at = self.ends_at
        if ends_at is None:
            return ()
        return tuple(ends_at - self.rule.before_end(amount) for amount in self.rule.warn)

    def _seen_at(self, now: datetime) -> datetime:
        return now if self.met_at is None else min(now, self.met_at)


def cannot_compute(label: str, rule: Rule, why: str, events: tuple[Moment, ...] = ()) -> Reading:
    """A clock that shows what it lacks and never a guess. why: such as "no arrival time"."""
    return Reading(label, rule, missing=_("cannot compute: %(why)s") % {"why": why}, events=events)
