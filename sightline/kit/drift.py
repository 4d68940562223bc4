"""Whether the database still holds exactly what the rules say.

Each policy is made once more under another name in a transaction that is rolled back, and compared with the real
one as PostgreSQL itself prints both: exact, and a policy made by hand is found.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, transaction

from sightline.kit.apply import ROLES, our_models, row_policies, walled_tables
from sightline.kit.policies import POLICIES

PRINTED = "policyname, cmd, roles, permissive, qual, with_check"


def drift() -> list[str]:
    """What differs, a sentence each; empty when nothing does."""
    return [*tables_without_walls(), *policies_that_differ(), *grants_that_differ()]


def tables_without_walls() -> Iterator[str]:
    """Tables on which row security is not forced."""
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relrowsecurity and relforcerowsecurity and relkind = 'r'")
        walled = {name for (name,) in cursor.fetchall()}
    for table in walled_tables():
        if table not in walled:
            yield f"{table} has no forced row security"


def policies_that_differ() -> Iterator[str]:
    """Policies that are missing, that nobody wrote, or that say something else."""
    for model in our_models():
        table = model._meta.db_table
        wanted, found = _wanted(table, model), _printed(table)
        for name in sorted(wanted.keys() | found.keys() - {"owner_all"}):
            if wanted.get(name) != found.get(name):
                yield f"{table}: the policy {name} is not what the rules say"


def grants_that_differ() -> Iterator[str]:
    """Tables a working role may use although no rule opens them to it."""
    opened = {(model._meta.db_table, role) for model, role in POLICIES}
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct table_name, grantee from information_schema.role_table_grants "
            "where table_schema = 'public' and grantee = any(%s)",
            [list(ROLES)],
        )
        for table, role in cursor.fetchall():
            if (table, role) not in opened:
                yield f"{table} is granted to {role} although no rule opens it"


def _wanted(table: str, model: type) -> dict[str, tuple]:
    texts = [
        text
        for (owner, role), policy in POLICIES.items()
        if owner is model
        for text in row_policies(policy, table, role)
    ]
    made: dict[str, tuple] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        for number, text in enumerate(texts):
            name, rest = text.split(" ", 1)
            cursor.execute(f"create policy probe_{number} {rest}")
            made[name] = _printed(table)[f"probe_{number}"]
        transaction.set_rollback(True)
    return made


def _printed(table: str) -> dict[str, tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"select {PRINTED} from pg_policies where schemaname = 'public' and tablename = %s", [table])
        return {name: tuple(map(str, rest)) for name, *rest in cursor.fetchall()}
