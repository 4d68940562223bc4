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


class Question(NamedTuple):
    """One look at a table: the cells that it answers, and a statement that gives each key with what holds of it."""

    cells: list[Cell]
    text: str


def allowed(readers: list[Reader], models: list[type[Model]], only: Container[str] = EVERYTHING) -> dict[Reader, Sets]:
    """For each reader, kind and verb (only these, if told): the keys of the records of which the database allows it."""
    found: dict[Reader, Sets] = {reader: defaultdict(set) for reader in readers}
    for front in {reader.front for reader in readers}:
        here = [reader for reader in readers if reader.front == front]
        _ask([*_asked(models, front, only)], here, found)
        if ADD in only:
            with adding_as_reading(models, front):
                _ask([*_added(models, front)], here, found)
    return found


def _added(models: list[type[Model]], front: str) -> Iterator[Question]:
    for model in models:
        if _granted(Cell(model, ADD), front):
            yield Question([Cell(model, ADD)], f"select id, array[true] from {model._meta.db_table}")


def _asked(models: list[type[Model]], front: str, only: Container[str]) -> Iterator[Question]:
    """What is asked of each table, where the role may ask at all: without the grant the database refuses.

    To change is to lock for a change, which asks the policy of UPDATE.
    """
    for model in models:
        table, policy = model._meta.db_table, policy_of(model, front)
        if not _granted(Cell(model, SEE), front):
            continue
        verbs = {SEE: "true"} | {verb: condition(q, model) for verb, q in (policy.verbs() if policy else {}).items()}
        asked = {verb: text for verb, text in verbs.items() if verb in only}
        if asked:
            holds = ", ".join(f"({text}) is true" for text in asked.values())
            yield Question([Cell(model, verb) for verb in asked], f"select id, array[{holds}] from {table}")
        if CHANGE in only and _granted(Cell(model, CHANGE), front):
            yield Question([Cell(model, CHANGE)], f"select id, array[true] from {table} for key share")


def _ask(asked: list[Question], readers: list[Reader], found: dict[Reader, Sets]) -> None:
    """Put all questions to the database in one statement for each reader, planned once for their role."""
    if not asked:
        return
    parts = ", ".join(f"q{number} as ({each.text})" for number, each in enumerate(asked))
    union = " union all ".join(f"select {number}, * from q{number}" for number in range(len(asked)))
    for place, reader in enumerate(readers):
        with as_reader(reader), connection.cursor() as cursor:
            if place == 0:
                cursor.execute(f"prepare asked as with {parts} {union}")
            cursor.execute("execute asked")
            for number, key, holds in cursor.fetchall():
                for cell, held in zip(asked[number].cells, holds, strict=True):
                    if held:
                        found[reader][cell].add(key)
    with connection.cursor() as cursor:
        cursor.execute("deallocate asked")


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
