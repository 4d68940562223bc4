"""The function that counts: it runs as the counting role, reads what the measures name, writes counts and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import connection
from django.db.models import Count as HowMany
from django.db.models.functions import TruncDate

from sightline.kit.apply import generated
from sightline.kit.compiling import condition, mogrify
from sightline.kit.policies import policy_of
from sightline.operations.models import Operation
from sightline.oversight.measures import MEASURES, Measure

ASKED = UUID(int=0)  # stands for the operation until the function's own argument takes its place


@generated
def function() -> str:
    """SQL that makes `priv.count_operation(operation, at)` as the counting role's own."""
    rows = ",\n    ".join(_row(measure) for measure in MEASURES.values())
    return f"""
grant create on schema priv to sl_counter;
set local role sl_counter;
create or replace function priv.count_operation(asked uuid, at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $count$
begin
  if not exists (select 1 from operations_operation where id = asked and ({_who()})) then
    raise insufficient_privilege using message = 'no rule lets this reader count this operation';
  end if;
  insert into oversight_count (id, operation_id, area_id, measure, value, definition, counted_at)
  select gen_random_uuid(), asked, o.area_id, m.measure, m.value, m.definition, at
  from operations_operation o, (values
    {rows}) as m (measure, value, definition)
  where o.id = asked;
end $count$;
revoke all on function priv.count_operation(uuid, timestamptz) from public;
grant execute on function priv.count_operation(uuid, timestamptz) to sl_staff;
set local role sl_owner;
revoke create on schema priv from sl_counter;
"""


def _who() -> str:
    """Who may have an operation counted: the rule of the verb itself."""
    policy = policy_of(Operation)
    rule = policy.rule_for("count") if policy else None
    return condition(rule, Operation) if rule else "false"


def _row(measure: Measure) -> str:
    return f"('{measure.code}', ({_select(measure)})::integer, '{measure.definition}')"


def _select(measure: Measure) -> str:
    records = measure.records(ASKED)
    if measure.days:
        counted = records.annotate(day=TruncDate(measure.days)).values("day").distinct().order_by()
        return f"select count(*) from ({_sql(counted)}) days"
    return _sql(records.order_by().values(number=HowMany("pk")).values("number"), grouped=False)


def _sql(records: object, grouped: bool = True) -> str:
    query = records.query  # type: ignore[attr-defined]
    if not grouped:
        query.group_by = None
    sql, given = query.get_compiler(connection=connection).as_sql()
    return mogrify(sql, given).replace(f"'{ASKED.hex}'::uuid", "asked")


def measures_named() -> Iterator[type]:
    """The kinds of record that the measures read, each once."""
    yield from dict.fromkeys(measure.model for measure in MEASURES.values())
