"""What the real roles of the database let each reader do: one statement for each reader, sets of keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model

from sightline.kit.acting import enter, token
from sightline.kit.compiling import condition
from sightline.kit.policies import policy_of
from tests.cells.reader import Reader

SEE, ADD, CHANGE = "see", "add", "change"
Sets = dict["Cell", set[UUID]]


class Everything:
    """Holds whatever is asked."""

    def __contains__(self, asked: object) -> bool:
        return True


EVERYTHING = Everything()


class Cell(NamedTuple):
    """A kind of record and a verb: "see", "add", "change" (any column at all), or a verb of its policy."""

    model: type[Model]
    verb: str


def allowed(readers: list[Reader], models: list[type[Model]], only: Container[str] = EVERYTHING) -> dict[Reader, Sets]:
    """For each reader, kind and verb (only these, if told): the keys of the records of which the database allows it."""
    found: dict[Reader, Sets] = {}
    for front in {reader.front for reader in readers}:
        here = [reader for reader in readers if reader.front == front]
        reading = [(cell, text) for cell, text in _asked(models, front) if cell.verb in only]
        found |= {reader: _ask(reading, reader) for reader in here}
        if ADD in only:
            with adding_as_reading(models, front):
                adding = [(cell, text) for cell, text in _added(models) if _granted(cell, front)]
                for reader in here:
                    found[reader].update(_ask(adding, reader))
    return found


def _added(models: list[type[Model]]) -> Iterator[tuple[Cell, str]]:
    return ((Cell(model, ADD), f"select id from {model._meta.db_table}") for model in models)


def _asked(models: list[type[Model]], front: str) -> Iterator[tuple[Cell, str]]:
    """Each question as a statement, where the role may ask at all: without the grant the database refuses.

    To change is to lock for a change, which asks the policy of UPDATE.
    """
    for model in models:
        table, policy = model._meta.db_table, policy_of(model, front)
        verbs = policy.verbs() if policy else {}
        if _granted(Cell(model, SEE), front):
            yield Cell(model, SEE), f"select id from {table}"
            yield from (
                (Cell(model, verb), f"select id from {table} where {condition(verbs[verb], model)}") for verb in verbs
            )
            if _granted(Cell(model, CHANGE), front):
                yield Cell(model, CHANGE), f"select id from {table} for key share"


def _ask(asked: list[tuple[Cell, str]], reader: Reader) -> Sets:
    found: Sets = defaultdict(set)
    if not asked:
        return found
    parts = ", ".join(f"q{number} as ({text})" for number, (_, text) in enumerate(asked))
    union = " union all ".join(f"select {number}, id from q{number}" for number in range(len(asked)))
    with as_reader(reader), connection.cursor() as cursor:
        cursor.execute(f"with {parts} {union}")
        for number, key in cursor.fetchall():
            found[asked[number][0]].add(key)
    return found


PRIVILEGES = {ADD: "insert", CHANGE: "update"}


def _granted(cell: Cell, front: str) -> bool:
    asked = PRIVILEGES.get(cell.verb, "select")
    with connection.cursor() as cursor:
        cursor.execute("select has_any_column_privilege(%s, %s, %s)", [front, cell.model._meta.db_table, asked])
        return cursor.fetchone()[0]


@contextmanager
def as_reader(reader: Reader) -> Iterator[None]:
    """The reader's own role and signed context, until the block ends; an error takes them back with the savepoint."""
    enter(reader.front, token(reader.person.pk if reader.person else None, confirmed=reader.confirmed))
    yield
    enter("sl_owner", "")


@contextmanager
def adding_as_reading(models: list[type[Model]], front: str) -> Iterator[None]:
    """What the policies of INSERT say, as the database prints them, in the place of those of SELECT: then asked of sets."""
    with transaction.atomic(), connection.cursor() as cursor:
        for model in models:
            _swap(cursor, model._meta.db_table, front)
        yield
        transaction.set_rollback(True)


def _swap(cursor: Any, table: str, front: str) -> None:
    cursor.execute(
        "select policyname, cmd, with_check from pg_policies where schemaname = 'public' and tablename = %s "
        "and %s = any(roles) and permissive = 'PERMISSIVE'",
        [table, front],
    )
    for name, command, check in cursor.fetchall():
        cursor.execute(f'drop policy "{name}" on {table}')
        if command in ("INSERT", "ALL"):
            cursor.execute(f"create policy asked_{name} on {table} for select to {front} using ({check})")
    cursor.execute(f"grant select on {table} to {front}")
