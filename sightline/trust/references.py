"""From a reference to the keys that the ledger knows: the record's own and those of what belongs to it, without content."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Model

from sightline.agencies.models import Person
from sightline.kit.apply import generated, our_models
from sightline.kit.records import ReferenceField
from sightline.kit.references import NotAReference, tidy_reference
from sightline.ledger.notes import note
from sightline.safeguarding.models import Case
from sightline.sharing.conflicts import ROOTS
from sightline.sharing.models import Conflict


@generated
def function() -> str:
    """SQL that makes `priv.record_and_parts(reference)`: kinds and keys, for auditors, who see no row behind them.

    `priv.lookers_of_case(case)`, for whoever holds the person: agencies and roles, no officer. And
    `priv.meant_in_conflict(reference)`, for who records a conflict of another with it: its key alone.
    """
    arms = "\n    union all ".join(_arms())
    of_case = (f'select id from {part._meta.db_table} where "{column}" = held' for part, column in _parts(Case))
    keys = " union all ".join(["select held", *of_case])
    roots = "\n    union all ".join(f"select id, ref from {apps.get_model(root)._meta.db_table}" for root in ROOTS)
    return f"""
create or replace function priv.record_and_parts(wanted text) returns table (kind text, key uuid)
language sql stable security definer set search_path = public, pg_temp as $find$
    select found.kind, found.key from (
    {arms}) found (kind, key) where priv.audits()
$find$;
revoke all on function priv.record_and_parts(text) from public;
grant execute on function priv.record_and_parts(text) to sl_staff;
create or replace function priv.lookers_of_case(held uuid)
returns table (agency uuid, roles text[], last timestamptz, times integer)
language sql stable security definer set search_path = public, pg_temp as $find$
    select e.agency, e.roles, max(e.at), count(*)::integer from ledger_entry e
    where e.act = 'consult' and held = any(priv.cases('care')) and e.record in ({keys})
    group by 1, 2 order by 4 desc, 3 desc
$find$;
create or replace function priv.meant_in_conflict(wanted text) returns table (key uuid)
language sql stable security definer set search_path = public, pg_temp as $find$
    select found.key from (
    {roots}) found (key, ref) where found.ref = wanted and (priv.audits() or priv.administers())
$find$;
revoke all on function priv.meant_in_conflict(text) from public;
grant execute on function priv.meant_in_conflict(text) to sl_staff;
revoke all on function priv.lookers_of_case(uuid) from public;
grant execute on function priv.lookers_of_case(uuid) to sl_staff;
"""


def keys_of(reference: str) -> dict[UUID, str]:
    """The kind of the record and of each of its parts, by key; empty where there is none, or for who is no auditor."""
    try:
        wanted = tidy_reference(reference)
    except NotAReference:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select kind, key from priv.record_and_parts(%s)", [wanted])
        return {key: kind for kind, key in cursor.fetchall()}


def in_conflict(reference: str, person: Person, by: Person) -> UUID | None:
    """The key of what a conflict is with: for oneself what one may see, of others by its reference alone."""
    try:
        wanted = tidy_reference(reference)
    except NotAReference:
        return None
    if person.pk != by.pk:
        with connection.cursor() as cursor:
            cursor.execute("select key from priv.meant_in_conflict(%s)", [wanted])
            return next((key for (key,) in cursor.fetchall()), None)
    for root in ROOTS:
        model = apps.get_model(root)
        if key := model._default_manager.filter(ref=wanted).values_list("pk", flat=True).first():
            note("consult", "open", model(pk=key))
            return key
    return None


def takers(conflict: Conflict) -> list[UUID]:
    """Who may take over what is closed to the reader by that conflict of theirs, and is still held by them."""
    with connection.cursor() as cursor:
        cursor.execute("select person from priv.takers_in_conflict(%s)", [conflict.pk])
        return [key for (key,) in cursor.fetchall()]


def _arms() -> Iterator[str]:
    """One question for each kind that has references, and one for each kind that hangs on it."""
    for model in our_models():
        if any(isinstance(each, ReferenceField) for each in model._meta.fields):
            table = model._meta.db_table
            yield f"select '{model._meta.label}', id from {table} where ref = wanted"
            for part, column in _parts(model):
                yield (
                    f"select '{part._meta.label}', p.id from {part._meta.db_table} p join {table} r "
                    f'on p."{column}" = r.id where r.ref = wanted'
                )


def _parts(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """The kinds of the same stage that carry this one's key."""
    for part in our_models():
        for each in part._meta.concrete_fields:
            if each.is_relation and each.related_model is model and part._meta.app_label == model._meta.app_label:
                yield part, each.column
