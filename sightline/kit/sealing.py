"""How a readable column becomes a sealed one beside a running release: add, fill, require, and drop in a later one.

    operations = [add_sealed("reportercontact", "reports_reportercontact", name=..., reach=...)]     # 1
    operations = [fill_sealed("reports_reportercontact", ["name", "reach"])]                         # 2, not atomic
    operations = [only_sealed("reports_reportercontact", ["name", "reach"])]                         # 3, a later release

The old release goes on with the readable column until the last step takes it away.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection, migrations, transaction

from sightline.kit import ciphers
from sightline.kit.keyring import newest, unwrapped

AT_ONCE = 200  # rows a transaction: what is done stays done, and a fill that was stopped goes on where it was


def add_sealed(model: str, table: str, **fields: Any) -> migrations.SeparateDatabaseAndState:
    """The sealed column beside the readable one, which may be empty from now on."""
    clauses = ", ".join(f"add column {name}_sealed bytea, alter column {name} drop not null" for name in fields)
    back = ", ".join(f"drop column {name}_sealed" for name in fields)
    return migrations.SeparateDatabaseAndState(
        database_operations=[migrations.RunSQL(f"alter table {table} {clauses}", f"alter table {table} {back}")],
        state_operations=[migrations.AlterField(model, name, field) for name, field in fields.items()],
    )


def fill_sealed(table: str, names: list[str], of: str = "id") -> migrations.RunPython:
    """Seal what is still readable only. of: the column that says whose data key seals it."""

    def forwards(apps: Any, editor: Any) -> None:
        fill(table, names, of)

    return migrations.RunPython(forwards, migrations.RunPython.noop)


def only_sealed(table: str, names: Iterable[str]) -> migrations.RunSQL:
    """Require the sealed columns, checked before the table is held, and take the readable ones away."""
    required = " and ".join(f"{name}_sealed is not null" for name in names)
    changes = ", ".join(f"alter column {name}_sealed set not null, drop column {name}" for name in names)
    return migrations.RunSQL(
        f"alter table {table} add constraint filled check ({required}) not valid; "
        f"alter table {table} validate constraint filled; "
        f"alter table {table} {changes}; alter table {table} drop constraint filled"
    )


def fill(table: str, names: list[str], of: str = "id") -> int:
    """Seal the readable rows of a table, a few at a time; how many there were."""
    done = 0
    while rows := _some(table, names, of):
        with transaction.atomic():
            for row, subject, *values in rows:
                _seal_row(table, names, row, subject, values)
        done += len(rows)
    return done


def _some(table: str, names: list[str], of: str) -> list[tuple]:
    missing = " or ".join(f"{name}_sealed is null" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"select id, {of}, {', '.join(names)} from {table} where {missing} limit {AT_ONCE}")
        return cursor.fetchall()


def _seal_row(table: str, names: list[str], row: UUID, subject: UUID, values: list[Any]) -> None:
    """One row. What a release that still writes the readable column left is taken; what is sealed stays."""
    key = _key_of(subject)
    for name, value in zip(names, values, strict=True):
        text = "" if value is None else str(value)
        blob = ciphers.seal(text, key, subject, f"{table}.{name}_sealed:{row}")
        with connection.cursor() as cursor:
            cursor.execute(
                f"update {table} set {name}_sealed = %s where id = %s and {name}_sealed is null", [blob, row]
            )


def _key_of(subject: UUID) -> bytes:
    """The subject's data key, as the owner keeps it: the functions of the rules may not be there yet."""
    version, sealing = newest()
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into kit_datakey (id, version, wrapped) values (%s, %s, %s) on conflict (id) do nothing",
            [subject, version, ciphers.wrap(ciphers.new_key(), sealing, version, None, subject)],
        )
        cursor.execute("select agency, wrapped from kit_datakey where id = %s", [subject])
        agency, wrapped = cursor.fetchone()
    return unwrapped(bytes(wrapped), agency, subject)
