"""Single cells tried as the product does it: a real INSERT, a real UPDATE, the rule as an act asks it, a list."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from sightline.kit.policies import policy_of
from sightline.kit.records import forget_facts, passing
from sightline.kit.steps import steps_of
from tests.cells.database import ADD, CHANGE, SEE, as_reader
from tests.cells.oracle import expected, stated
from tests.cells.reader import Reader
from tests.cells.world import World

REFUSED, GUARDED = "42501", "23514"  # insufficient privilege; the guard of the steps


def stored(reader: Reader, row: Any) -> bool:
    """Whether the database takes another row like this one from the reader."""
    fresh = copy.copy(row)
    fresh.pk, fresh._state = uuid.uuid4(), copy.copy(row._state)
    return _done(reader, lambda: fresh.save(force_insert=True))


def changed(reader: Reader, row: Any) -> bool:
    """Whether the database lets the reader write a column of this row, its own value over again."""
    table, policy = row._meta.db_table, policy_of(type(row), reader.front)
    column = [*(policy.columns() if policy else []), "id"][0]

    def write() -> bool:
        with connection.cursor() as cursor:
            cursor.execute(f'update {table} set "{column}" = "{column}" where id = %s', [row.pk])
            return cursor.rowcount == 1

    return _done(reader, write)


def permitted(reader: Reader, row: Any, verb: str) -> bool:
    """Whether an act of that verb would find its rule to hold."""
    policy = policy_of(type(row))
    rule = policy.rule_for(verb) if policy else None
    forget_facts(reader.person)
    with as_reader(reader):
        return rule is not None and bool(passing([rule], row, reader.person))


def listed(reader: Reader, model: type[Model]) -> set[uuid.UUID]:
    """The keys of the reader's own list of that kind."""
    with as_reader(reader):
        return set(model._default_manager.readable(by=reader.person).values_list("pk", flat=True))


def sample(world: World, number: int) -> Iterator[tuple[Reader, Any, str, bool]]:
    """Cells of staff drawn by chance, as many that should be open as should not: reader, row, verb, should it be."""
    said, staff = stated(), [reader for reader in world.readers if reader.front == "sl_staff" and reader.person]
    for _ in range(number):
        model = world.chance.choice([model for model, front in said if front == "sl_staff" and world.rows[model]])
        reader = world.chance.choice(staff)
        for cell, keys in expected(reader, {model: world.rows[model]}, said).items():
            inside = [row for row in world.rows[model] if row.pk in keys]
            outside = [row for row in world.rows[model] if row.pk not in keys]
            for rows, wanted in ((inside, True), (outside, False)):
                if rows:
                    yield reader, world.chance.choice(rows), cell.verb, wanted


def tried(reader: Reader, row: Any, verb: str) -> bool:
    """The cell, tried in the way that its verb is done."""
    if verb == ADD:
        return stored(reader, row)
    if verb == CHANGE:
        return changed(reader, row)
    if verb == SEE:
        with as_reader(reader):
            return type(row)._base_manager.filter(pk=row.pk).exists() if _may_ask(row, reader) else False
    return permitted(reader, row, verb)


def starts_at_the_start(row: Any) -> bool:
    """Whether a row like this may be stored at all: what has steps begins where they begin."""
    return not steps_of(type(row)) or row.state == row._meta.get_field("state").get_default()


def _may_ask(row: Any, reader: Reader) -> bool:
    policy = policy_of(type(row), reader.front)
    return policy is not None and policy.see is not None


def _done(reader: Reader, write: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            with as_reader(reader):
                done = write() is not False
            transaction.set_rollback(True)
        return done
    except DatabaseError as error:
        state = getattr(error.__cause__, "sqlstate", "")
        if state not in (REFUSED, GUARDED):
            raise
        return state == GUARDED
