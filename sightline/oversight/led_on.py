"""What reports led to beyond being passed on: intelligence made of them, visits to places they tell of, people taken into care.

Counted by the counting role, by kind of place over the whole country, and told only where it points to no place: whoever was
visited must not learn from a number that it was a report that led there. So besides at least five, at least five places.
"""

from __future__ import annotations

from datetime import date

from django.db import connection

from sightline.kit.apply import generated
from sightline.reports.counting import FEW
from sightline.reports.led_to import MONTHS, NO_KIND, Further
from sightline.visits.models import Encounter


@generated
def functions() -> str:
    """SQL of `priv.items_of_reports()`, which gives the counting role keys and no words, and `priv.led_on(day)`, its own."""
    kinds = ", ".join(f"'{code}'" for code in NO_KIND)
    return f"""
create or replace function priv.items_of_reports()
returns table (report uuid, sector text, received_at timestamptz, graded_at timestamptz, premises uuid)
language sql stable security definer set search_path = public, pg_temp as $items$
    select r.id, r.sector, r.received_at, i.graded_at, i.premises_id from reports_report r
    join reports_sanitisedreport s on s.report_id = r.id join intelligence_item i on i.sanitised_id = s.id
$items$;
revoke all on function priv.items_of_reports() from public;
grant execute on function priv.items_of_reports() to sl_counter;
grant create on schema priv to sl_counter;
set local role sl_counter;
create or replace function priv.led_on(day date)
returns table (sector text, made integer, visited integer, cared_for integer)
language sql stable security definer set search_path = public, pg_temp as $led$
    with until as (
        select least(date_trunc('month', day), date_trunc('month', now())) as month
    ), told as (
        select i.* from priv.items_of_reports() i, until u
        where i.received_at >= u.month - interval '{MONTHS} months' and i.graded_at < u.month and i.sector not in ({kinds})
    ), visits as (
        select t.report, t.sector, v.id as visit, v.premises_id as place
        from until u, told t join visits_visit v on v.premises_id = t.premises
        where v.arrived_at > t.graded_at and v.arrived_at < u.month
    ), met as (
        select distinct v.sector, v.place, e.id as person
        from until u, visits v join visits_encounter e on e.visit_id = v.visit
        where e.state = '{Encounter.State.TAKEN}' and e.met_at < u.month
    ), counted as (
        select t.sector, count(distinct t.report) as made,
            (select case when count(distinct v.place) >= {FEW} then count(distinct v.report) else 0 end
                from visits v where v.sector = t.sector) as visited,
            (select case when count(distinct m.place) >= {FEW} then count(*) else 0 end
                from met m where m.sector = t.sector) as cared_for
        from told t group by t.sector
    )
    select c.sector, (c.made - c.made % {FEW})::integer, (c.visited - c.visited % {FEW})::integer,
        (c.cared_for - c.cared_for % {FEW})::integer
    from counted c where c.made >= {FEW}
$led$;
revoke all on function priv.led_on(date) from public;
grant execute on function priv.led_on(date) to sl_public;
set local role sl_owner;
revoke create on schema priv from sl_counter;
"""


def led_on(day: date) -> dict[str, Further]:
    """By kind of place, as the codes of reports name it: what came of reports over the twelve whole months before that day."""
    with connection.cursor() as cursor:
        cursor.execute("select sector, made, visited, cared_for from priv.led_on(%s)", [day])
        return {code: Further(*numbers) for code, *numbers in cursor.fetchall()}
