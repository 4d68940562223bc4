"""What waits for one reader at one moment: how much in each inbox, and the most urgent things of all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from sightline.agencies.models import Person
from sightline.desk.inboxes import INBOXES, Inbox, Line
from sightline.kit.records import facts_of
from sightline.ledger.finding import listed


class Waiting:
    """The inboxes of a reader. Three queries say how full each is; those that are empty are not opened."""

    def __init__(self, person: Person, now: datetime):
        self.person, self.now = person, now

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many things wait, by the code of the inbox; only where something does."""
        reader = (self.person, self.now)
        facts_of(self.person, set().union(*(inbox.asks(*reader) for inbox in INBOXES.values())))
        counts = how_many({code: inbox.records(*reader) for code, inbox in INBOXES.items() if inbox.may_hold(*reader)})
        return {code: number for code, number in counts.items() if number}

    @property
    def all(self) -> int:
        """How many things wait."""
        return sum(inbox.things(number) for inbox, number in self.inboxes)

    @property
    def inboxes(self) -> list[tuple[Inbox, int]]:
        """The inboxes in which something waits, and how much."""
        return [(INBOXES[code], number) for code, number in self.counts.items()]

    def lines(self, only: str = "", most: int = 200) -> list[Line]:
        """What waits, the most urgent first, at most so many; `only` one inbox."""
        opened = [inbox for inbox, _number in self.inboxes if only in ("", inbox.code)]
        lines = [line for inbox in opened for line in self._lines(inbox, most)]
        return sorted(lines, key=lambda line: line.order)[:most]

    def _lines(self, inbox: Inbox, most: int) -> list[Line]:
        records = listed(inbox.records(self.person, self.now), asked=f"waiting: {inbox.code}", most=most)
        return inbox.lines(records, self.now)


def how_many(asked: Mapping[str, QuerySet]) -> dict[str, int]:
    """How many rows each query has, in one query; none where it can have none."""
    parts, given = [], []
    for name, records in asked.items():
        try:
            sql, values = records.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"select %s, count(*) from ({sql}) q")
        given += [name, *values]
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts), given)
        return dict(cursor.fetchall())
