"""What reports led to, told to everybody: by kind of place and by area, in numbers that point to nobody.

Small numbers never leave the database: its function counts whole months, leaves out whatever is under five, and rounds the
rest down to fives. So nothing changes on the day on which a report comes, and no two counts give a small one back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection

from sightline.kit.apply import generated
from sightline.kit.vocabulary import load
from sightline.reports.counting import FEW
from sightline.reports.models import Report

NO_KIND = ("", "other", "do-not-know", "rather-not-say")
MONTHS = 12


@dataclass(frozen=True)
class Further:
    """What came of reports of one kind later on the way: intelligence made, places visited, people there taken into care.

    Each at least so many; 0 where it is few, or would point to a place.
    """

    made: int = 0
    visited: int = 0
    cared_for: int = 0


@dataclass(frozen=True)
class Line:
    """At least so many reports of one kind came, and at least so many of them were passed on; 0 where it is few."""

    of: str
    code: str
    came: int
    passed_on: int
    further: Further = field(default_factory=Further, compare=False)

    @property
    def says(self) -> Any:
        """The kind of place in the reader's language, or the area."""
        kinds = {option.code: option.label for option in load("reports/questions")["W2"].options}
        return kinds.get(self.code, self.code) if self.of == "sector" else self.code


@generated
def function() -> str:
    """SQL of `priv.led_to(day)`: kinds of places and areas, of the twelve whole months before the one of that day."""
    passed = f"count(*) filter (where r.state = '{Report.State.PASSED_ON}')"
    kinds = ", ".join(f"'{code}'" for code in NO_KIND)
    return f"""
create or replace function priv.led_to(day date) returns table (of text, code text, came integer, passed_on integer)
language sql stable security definer set search_path = public, pg_temp as $led$
    with told as (
        select r.* from reports_report r, (select least(date_trunc('month', day), date_trunc('month', now())) as month) until
        where r.received_at < until.month and r.received_at >= until.month - interval '{MONTHS} months'
    ), counted as (
        select 'sector' as of, r.sector::text as code, count(*) as came, {passed} as passed from told r
        where r.sector not in ({kinds}) group by r.sector
        union all
        select 'area', a.name, count(*), {passed} from told r join agencies_area a on a.id = r.area_id group by a.name
    )
    select c.of, c.code, (c.came - c.came % {FEW})::integer, (c.passed - c.passed % {FEW})::integer
    from counted c where c.came >= {FEW} order by 3 desc, 2
$led$;
revoke all on function priv.led_to(date) from public;
grant execute on function priv.led_to(date) to sl_public;
"""


_further: list[Callable[[date], dict[str, Further]]] = []


def tell_further(count: Callable[[date], dict[str, Further]]) -> None:
    """Let a later stage tell what came of reports by kind of place: it knows what reports do not."""
    _further[:] = [count]


@lru_cache(maxsize=2)
def led_to(day: date) -> tuple[Line, ...]:
    """Each kind and area of which something can be told. Asked once a day, so that no page takes longer for any code."""
    with connection.cursor() as cursor:
        cursor.execute("select * from priv.led_to(%s)", [day])
        rows = cursor.fetchall()
    later = {code: further for count in _further for code, further in count(day).items()}
    return tuple(Line(of, code, came, passed, _of(later, of, code)) for of, code, came, passed in rows)


def _of(later: dict[str, Further], of: str, code: str) -> Further:
    return later.get(code, Further()) if of == "sector" else Further()


def by_kind_and_area(day: date) -> dict[str, list[Line]]:
    """The same, kinds of places and areas apart."""
    lines = led_to(day)
    return {of: [line for line in lines if line.of == of] for of in ("sector", "area")}
