"""What an inbox is: records of a stage that wait for a verb, and how a desk shows each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from sightline.agencies.models import Person
from sightline.kit.policies import policy_of
from sightline.kit.records import facts_once_confirmed
from sightline.kit.rules import Key, Rule

URGENCY = ("danger", "soon", "turn", "quiet")
KINDS: dict[str, type[Model]] = {}  # of what waits in each inbox: the same for every reader, so asked of it once


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits. kind: a word of URGENCY; since: from when it has waited, if that says anything."""

    url: str
    ref: str = ""
    name: str | Promise = ""
    preview: str | Promise = ""
    step: str | Promise = ""
    note: str | Promise = ""
    state: str | Promise = ""
    kind: str = "turn"
    since: datetime | None = None

    @property
    def order(self) -> tuple[int, float]:
        """The most urgent first, and of those the longest waiting."""
        return URGENCY.index(self.kind), self.since.timestamp() if self.since else float("inf")


@dataclass(frozen=True)
class Inbox:
    """Records that wait for a verb. chip: their name beside others; short: "2 to take over", with %(n)s.

    waiting: what waits, for whoever reads; `verb` narrows it to what this reader may do. as_one: shown as one line and
    counted as one thing, however many records it holds.
    """

    code: str
    station: str
    chip: Promise
    short: Any
    verb: str
    waiting: Callable[[Person, datetime], QuerySet]
    lines: Callable[[Sequence[Any], datetime], list[Line]]
    as_one: bool = False

    def things(self, records: int) -> int:
        """As how many things so many records count among what waits."""
        return min(records, 1) if self.as_one else records

    def records(self, by: Person, now: datetime) -> QuerySet:
        """What waits for this reader, the most urgent first."""
        rule = self.rule(by, now)
        return self.waiting(by, now).filter(rule.q_with(facts_once_confirmed(by, rule.facts())))

    def asks(self, by: Person, now: datetime) -> set[Key]:
        """The facts of the reader that it needs."""
        return self.rule(by, now).facts()

    def may_hold(self, by: Person, now: datetime) -> bool:
        """Whether anything can wait in it for this reader; what their facts close need not be looked through."""
        rule = self.rule(by, now)
        return rule.may_hold(facts_once_confirmed(by, rule.facts()))

    def rule(self, by: Person, now: datetime) -> Rule:
        """Who may do what it waits for."""
        if self.code not in KINDS:
            KINDS[self.code] = self.waiting(by, now).model
        policy: Any = policy_of(KINDS[self.code])
        return policy.rule_for(self.verb)


def each(line: Callable[[Any, datetime], Line]) -> Callable[[Sequence[Any], datetime], list[Line]]:
    """Lines for records that need nothing beside them."""
    return lambda records, now: [line(record, now) for record in records]
