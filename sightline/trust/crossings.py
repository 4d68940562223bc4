"""How often a person's details crossed to an immigration agency, by year: counted by the counting role, for everybody."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sightline.kit.apply import generated

FEW = 5  # fewer than this is said in words, here as in every figure


@generated
def function() -> str:
    """SQL that makes `priv.crossings_by_year()` as the counting role's own: years and numbers, a small one left out."""
    return f"""
grant create on schema priv to sl_counter;
set local role sl_counter;
create or replace function priv.crossings_by_year() returns table (year integer, number integer)
language sql stable security definer set search_path = public, pg_temp as $count$
    select extract(year from sent_at at time zone 'Europe/London')::integer,
        case when count(*) >= {FEW} then count(*)::integer end
    from safeguarding_crossing where state = 'sent' group by 1 order by 1 desc
$count$;
revoke all on function priv.crossings_by_year() from public;
grant execute on function priv.crossings_by_year() to sl_public, sl_staff;
set local role sl_owner;
revoke create on schema priv from sl_counter;
"""


@dataclass(frozen=True)
class Year:
    """One year; number: None where it is fewer than five and not none."""

    year: int
    number: int | None

    @property
    def says(self) -> str | Promise:
        """The number as it is published."""
        return _("fewer than 5") if self.number is None else str(self.number)


def by_year(until: int) -> list[Year]:
    """Every year in which details crossed, and the present one even if none did; the newest first."""
    with connection.cursor() as cursor:
        cursor.execute("select year, number from priv.crossings_by_year()")
        found = [Year(*row) for row in cursor.fetchall()]
    return found if any(year.year == until for year in found) else [Year(until, 0), *found]
