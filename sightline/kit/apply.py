"""Writes the rules into the database: facts, row-level policies, grants, step triggers, history functions.

Run as the owner after each migrate (`sightline policies apply`). A table whose text has not changed is left alone,
since a change takes an exclusive lock.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from sightline.kit.compiling import closed, condition, seen
from sightline.kit.facts import DEFINITIONS
from sightline.kit.policies import POLICIES, Policy, policy_of
from sightline.kit.rewrapping import register
from sightline.kit.steps import steps_of

ROLES = ("sl_staff", "sl_public", "sl_worker", "sl_counter", "sl_sealer", "sl_auditor", "sl_door")

GENERATED: list[Callable[[], str]] = []


def generated(build: Callable[[], str]) -> Callable[[], str]:
    """A function of the database that a stage makes from its own definitions, written together with the rules."""
    GENERATED.append(build)
    return build


def apply_policies() -> list[str]:
    """Make the database hold exactly what the rules say; the names of the tables that changed."""
    with transaction.atomic(), connection.cursor() as cursor:
        _write_key(cursor)
        register()
        for path in sql_files("functions"):
            cursor.execute(path.read_text())
        for definition in DEFINITIONS.values():
            cursor.execute(definition.create())
        changed = [table for table, text in texts().items() if _write(cursor, table, text)]
        for build in GENERATED:
            cursor.execute(build())
        for path in sql_files("grants"):
            cursor.execute(path.read_text())
    return changed


def texts() -> dict[str, str]:
    """For each of our tables, the SQL that puts it behind its walls."""
    made = {model._meta.db_table: "\n".join(statements(model)) for model in our_models()}
    bare = {table: "\n".join(behind_walls(table)) for table in walled_tables() if table not in made}
    return made | bare


def our_models() -> list[type[Model]]:
    """Every model of ours that has a table of its own, but for the tables that are not walled, with their reasons."""
    models = [model for model in apps.get_models() if model.__module__.startswith("sightline.")]
    return [model for model in models if model._meta.db_table not in settings.TABLES_WITHOUT_WALLS]


def walled_tables() -> list[str]:
    """Every table in the schema but for those that the settings name, each with its reason."""
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public' order by tablename")
        return [name for (name,) in cursor.fetchall() if name not in settings.TABLES_WITHOUT_WALLS]


def behind_walls(table: str) -> Iterator[str]:
    """Row security forced, nobody in but the owner."""
    yield f"alter table {table} enable row level security; alter table {table} force row level security;"
    yield f"revoke all on {table} from {', '.join(ROLES)};"
    yield f"create policy owner_all on {table} to sl_owner using (true) with check (true);"


def statements(model: type[Model]) -> Iterator[str]:
    """All that stands between a kind of record and its readers."""
    table = model._meta.db_table
    yield from behind_walls(table)
    for (owner, role), policy in POLICIES.items():
        if owner is model:
            yield from policy_statements(policy, table, role)
    if steps_of(model):
        yield from step_trigger(model)
        yield history_function(model)


def policy_statements(policy: type[Policy], table: str, role: str) -> Iterator[str]:
    """The row-level policies of one role on one table, and the grants that go with them."""
    for text in row_policies(policy, table, role):
        yield f"create policy {text};"
    if policy.see:
        yield f"grant select on {table} to {role};"
    if policy.add:
        yield f"grant insert on {table} to {role};"
    if policy.changes():
        columns = ", ".join(f'"{column}"' for column in policy.columns())
        yield f"grant update ({columns}) on {table} to {role};"


def row_policies(policy: type[Policy], table: str, role: str) -> Iterator[str]:
    """Each row-level policy as CREATE POLICY takes it, without the verb."""
    model = policy.model
    see = condition(policy.see, model) if policy.see else "false"
    if policy.see:
        yield f"{role}_see on {table} for select to {role} using ({see})"
    if policy.add:
        yield f"{role}_add on {table} for insert to {role} with check ({condition(policy.add, model)})"
    if policy.changes():
        verbs = " or ".join(f"({condition(verb, model)})" for verb in policy.changes().values())
        yield f"{role}_change on {table} for update to {role} using (({see}) and ({verbs})) with check (true)"
    if policy.never:
        yield f"{role}_never on {table} as restrictive to {role} using (not ({closed(policy.never, model)}))"


def step_trigger(model: type[Model]) -> Iterator[str]:
    """Only the pairs of the step table may happen, and a row starts at the start."""
    table, start = model._meta.db_table, str(model._meta.get_field("state").get_default())
    pairs = sorted({(before, step.after) for step in steps_of(model).values() for before in step.before})
    allowed = " or ".join(f"(old.state = '{before}' and new.state = '{after}')" for before, after in pairs)
    yield f"""create or replace function priv.guard_{table}() returns trigger language plpgsql as $$ begin
        if tg_op = 'INSERT' and new.state <> '{start}' and current_user <> 'sl_owner' then
            raise check_violation using message = '{table} starts as {start}';
        end if;
        if tg_op = 'UPDATE' and not ({allowed}) then
            raise check_violation using message = '{table} cannot take this step';
        end if;
        return new; end $$;"""
    yield f"drop trigger if exists steps on {table};"
    yield f"create trigger steps before insert or update of state on {table} for each row execute function priv.guard_{table}();"


def history_function(model: type[Model]) -> str:
    """The steps of one record, for who may read the record: made from the same rule."""
    table, policy = model._meta.db_table, policy_of(model)
    name = f"priv.steps_of_{table}"
    return f"""drop function if exists {name}(uuid); create function {name}(wanted uuid)
        returns table (verb text, before text, after text, by_id uuid, at timestamptz, why text)
        language sql stable security definer set search_path = public, pg_temp as $$
        select s.verb, s.before, s.after, s.by_id, s.at, s.why from kit_step s
        where s.record = wanted and s.kind = '{table}'
          and exists (select 1 from {table} where {table}.id = wanted and {seen(policy)})
        order by s.at desc, s.id $$;
        revoke all on function {name}(uuid) from public; grant execute on function {name}(uuid) to sl_staff;"""


def sql_files(name: str) -> list[Path]:
    """The stages' own SQL of one kind, in the order of the apps."""
    files = [Path(app.path) / "sql" / f"{name}.sql" for app in apps.get_app_configs()]
    return [path for path in files if path.exists()]


def _write(cursor: CursorWrapper, table: str, text: str) -> bool:
    mark = hashlib.sha256(text.encode()).hexdigest()
    cursor.execute(
        "select obj_description(oid, 'pg_policy') from pg_policy where polrelid = %s::regclass and polname = 'owner_all'",
        [table],
    )
    if (mark,) == cursor.fetchone():
        return False
    cursor.execute("select policyname from pg_policies where schemaname = 'public' and tablename = %s", [table])
    for (name,) in cursor.fetchall():
        cursor.execute(f'drop policy "{name}" on {table}')
    cursor.execute(text)
    cursor.execute(f"comment on policy owner_all on {table} is '{mark}'")
    return True


def _write_key(cursor: CursorWrapper) -> None:
    key = bytes.fromhex(settings.CONTEXT_KEY).ljust(64, b"\0")
    pads = [bytes(byte ^ pad for byte in key) for pad in (0x36, 0x5C)]
    cursor.execute(
        "insert into priv.context_key (inner_pad, outer_pad) values (%s, %s) "
        "on conflict (one) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad",
        pads,
    )
