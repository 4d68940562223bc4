"""The one function that deletes, made from the foreign keys of all stages, and the one door to it.

No service role may delete anything. `priv.erase(review, at)` erases what a review decided on, after asking again, inside
the database: who asked, that another confirms, that their rule allows it, that no hold stands on any row that would go.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import ForeignKey, Model

from sightline.kit.apply import generated
from sightline.kit.compiling import condition
from sightline.kit.policies import policy_of
from sightline.trust.models import Review
from sightline.trust.reach import ROOTS, Root, above, belonging

STANDS = "h.lifted_at is null and (h.until is null or h.until >= current_date)"
FEW = 5  # a count below it could tell that somebody was there (oversight's disclosure control)


def erase(review: Review, at: datetime) -> dict[str, int]:
    """Erase what the review is on, with all that belongs to it: how many rows of each table."""
    with connection.cursor() as cursor:
        cursor.execute("select priv.erase(%s, %s)", [review.pk, at])
        return _counts(cursor.fetchone()[0])


def replay(kind: str, record: UUID) -> dict[str, int]:
    """Erase again what came back with a restore; as the owner."""
    with connection.cursor() as cursor:
        cursor.execute("select priv.erase_record(%s, %s, false)", [kind, record])
        return _counts(cursor.fetchone()[0])


def is_held(review: Review) -> bool:
    """Whether a legal hold stands on its record or on what that is part of, whichever desk put it there."""
    with connection.cursor() as cursor:
        cursor.execute("select priv.review_is_held(%s)", [review.pk])
        return bool(cursor.fetchone()[0])


def _counts(found: object) -> dict[str, int]:
    return json.loads(found) if isinstance(found, str) else dict(found)  # type: ignore[call-overload]


# The functions -------------------------------------------------------------------------------------------


@generated
def held_function() -> str:
    """SQL of `priv.held_back(kind, root)`, granted to nobody, and `priv.review_is_held(review)` for whoever sees it."""
    cases = "\n".join(f"  when '{label}' then array[$2]{_parts(root)}" for label, root in ROOTS.items())
    may = condition(policy_of(Review).see, Review)  # type: ignore[union-attr, arg-type]
    return f"""
create or replace function priv.held_back(kind text, root uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $held$
  select exists (select from trust_hold h where h.record = any(case $1
{cases}
  else array[$2] end) and {STANDS})
$held$;
revoke all on function priv.held_back(text, uuid) from public;
create or replace function priv.review_is_held(review uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $held$
  select exists (select from trust_review where trust_review.id = review and ({may})
    and priv.held_back(trust_review.kind, trust_review.record))
$held$;
revoke all on function priv.review_is_held(uuid) from public;
grant execute on function priv.review_is_held(uuid) to sl_staff;
"""


@generated
def record_function() -> str:
    """SQL of `priv.erase_record(kind, root, heed)`: deletes, granted to nobody. heed: whether holds stop it."""
    cases = "\n".join(f"  when '{label}' then\n{_branch(root)}" for label, root in ROOTS.items())
    most = max(len(belonging(root.model)) for root in ROOTS.values())
    keys = " ".join(f"k{number} uuid[];" for number in range(most))
    return f"""
create or replace function priv.erase_record(kind text, root uuid, heed boolean) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $erase$
declare
  {keys} gone uuid[]; refs text[] := '{{}}'; n integer; counted jsonb := '{{}}';
begin
  case kind
{cases}
  end case;
  delete from ledger_salt s where s.record = any(gone);
  return counted;
end $erase$;
revoke all on function priv.erase_record(text, uuid, boolean) from public;
"""


@generated
def door() -> str:
    """SQL of `priv.erase(review, at)`: asks everything again, erases, and lists the erasure."""
    policy = policy_of(Review)
    may = condition(policy.confirm, Review)  # type: ignore[union-attr]
    return f"""
create or replace function priv.erase(review uuid, at timestamptz) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $erase$
declare r trust_review; counted jsonb;
begin
  select * into r from trust_review where trust_review.id = review and ({may}) for update;
  if r.id is null or r.state <> 'erased' or r.confirmed_by_id is distinct from priv.reader()
     or not exists (select from kit_step s where s.record = r.id and s.verb = 'ask' and s.by_id = r.decided_by_id)
  then
    raise insufficient_privilege using message = 'two people erase, and each is asked';
  end if;
  counted := priv.erase_record(r.kind, r.record, true);
  insert into trust_erasure (id, kind, record, rule, rows, decided_by, confirmed_by, at)
  values (gen_random_uuid(), r.kind, r.record, r.rule, counted, r.decided_by_id, r.confirmed_by_id, $2);
  return counted;
end $erase$;
revoke all on function priv.erase(uuid, timestamptz) from public;
grant execute on function priv.erase(uuid, timestamptz) to sl_staff;
"""


def _branch(root: Root) -> str:
    kinds = {root.model: []} if root.emptied else belonging(root.model)
    tables = {model: f"k{number}" for number, model in enumerate(kinds)}
    return "\n".join(
        f"    {line}" for line in [*_collect(kinds, tables), *_stop(root), *_go(root, tables), *_after(root)]
    )


def _collect(kinds: dict, tables: dict[type[Model], str]) -> Iterator[str]:
    """The keys of every row that goes, and the references by which notices speak of them."""
    for model, keys in kinds.items():
        ways = " or ".join(f"t.{key.column} = any({tables[key.related_model]})" for key in keys)
        table = model._meta.db_table
        yield f"{tables[model]} := " + (f"array(select t.id from {table} t where {ways});" if ways else "array[root];")
        if any(field.name == "ref" for field in model._meta.concrete_fields):
            yield f"refs := refs || array(select t.ref::text from {table} t where t.id = any({tables[model]}));"
    yield f"gone := {' || '.join(tables.values())};"


def _stop(root: Root) -> Iterator[str]:
    """A hold on any row that would go, or on what the record is part of."""
    yield (
        f"if heed and (priv.held_back('{root.model._meta.label}', root) "
        f"or exists (select from trust_hold h where h.record = any(gone) and {STANDS})) then "
        "raise check_violation using message = 'a legal hold stands'; end if;"
    )


def _parts(root: Root) -> str:
    """The keys of all that a record is part of, along each way."""
    return "".join(f" || array({_along(root.table, way)})" for way in above(root.model))


def _along(table: str, way: tuple[ForeignKey, ...]) -> str:
    joins = "".join(
        f" join {key.related_model._meta.db_table} t{place} on t{place}.id = t{place - 1}.{key.column}"  # type: ignore[union-attr]
        for place, key in enumerate(way[:-1], 1)
    )
    return f"select t{len(way) - 1}.{way[-1].column} from {table} t0{joins} where t0.id = $2"


def _go(root: Root, tables: dict[type[Model], str]) -> Iterator[str]:
    """Counts that would tell of the one who goes, then the rows, the youngest first, or the sealed text alone."""
    if any(field.name == "operation" for field in root.model._meta.concrete_fields):
        yield (
            f"delete from oversight_count c where c.value between 1 and {FEW - 1} "
            f"and c.operation_id = (select t.operation_id from {root.table} t where t.id = root) "
            "and not exists (select from oversight_figure f where f.count_id = c.id);"
        )
    if root.emptied:
        cut = ", ".join(f"{column} = substring({column} for 17)" for column in root.emptied)
        yield f"update {root.table} set {cut} where id = root;"
        yield from _counted(root.table)
        return
    for model in reversed(tables):
        yield f"delete from {model._meta.db_table} where id = any({tables[model]});"
        yield from _counted(model._meta.db_table)


def _after(root: Root) -> Iterator[str]:
    """What speaks of them beside their own tables: history, notices, other reviews; and last the keys."""
    if not root.emptied:
        yield "delete from kit_step where record = any(gone);"
        yield from _counted("kit_step")
        yield "delete from kit_notice where subject = any(refs);"
        yield "delete from trust_review v where v.record = any(gone) and v.record <> root and v.state in ('due', 'asked');"
    yield "delete from kit_datakey where id = any(gone);"
    yield from _counted("kit_datakey")


def _counted(table: str) -> Iterator[str]:
    yield "get diagnostics n = row_count;"
    yield f"if n > 0 then counted := counted || jsonb_build_object('{table}', n); end if;"
