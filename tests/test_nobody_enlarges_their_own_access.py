"""Nobody can enlarge their own access by any sequence of their own edits: tried with every act that there is."""

from __future__ import annotations

from random import Random
from uuid import UUID

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest import fixture, mark

from sightline.agencies.models import Grant
from sightline.justice.models import Investigator
from sightline.operations.models import Assignment, TeamMember
from sightline.safeguarding.models import Holding
from tests.cells.acting import ACTS, take
from tests.cells.database import ADD, CHANGE, SEE, Cell, allowed
from tests.cells.reader import Reader
from tests.cells.world import World
from tests.test_every_cell import world  # noqa: F401 - the same world, made once for this module

pytestmark = mark.slow

FACTS = (Grant, Assignment, TeamMember, Investigator, Holding)
BY_RIGHT = {
    Assignment: "a commander of the area takes the command of an operation that they see whole already",
    Investigator: "who leads an investigation works on it",
    Holding: "who took a person into care holds them, once",
}
LAST = {  # not acts of one's own: agreeing as the last person to what only others may have asked (decision 0032)
    "sightline.sharing.actions.agreements.confirm",
    "sightline.safeguarding.actions.urgent.second",
}
OWN = [name for name in ACTS if name not in LAST]
RAISES = "sightline.visits.actions.people.raise_concern"
TRIES = 40


@fixture(scope="module")
def staff(world: World) -> list[Reader]:  # noqa: F811
    """Everybody who can sign in."""
    return [reader for reader in world.readers if reader.front == "sl_staff" and reader.person]


def own(world: World, reader: Reader, model: type) -> dict[UUID, object]:  # noqa: F811
    """The rows of a kind that are about the reader."""
    return {row.pk: row for row in world.rows[model] if reader.is_(row.person)}


def by_right(row: object, reader: Reader) -> bool:
    """Whether the row gives the reader what their role gives them, as BY_RIGHT says."""
    if isinstance(row, Assignment):
        return row.part == "commander" and reader.covers("operation commander", row.operation.area)
    if isinstance(row, Investigator):
        return reader.is_(row.investigation.lead)
    return isinstance(row, Holding) and row.first and reader.is_(row.opened_by)


@mark.parametrize("model", FACTS, ids=lambda model: model.__name__)
def test_nobody_writes_a_fact_about_themselves_but_by_right(model, world, staff):  # noqa: F811
    found = allowed(staff, [model], only={ADD})

    taken = [
        f"{reader}: {row.pk}"
        for reader in staff
        for key, row in own(world, reader, model).items()
        if key in found[reader].get(Cell(model, ADD), set()) and not by_right(row, reader)
    ]

    assert taken == []


@mark.parametrize("model", FACTS, ids=lambda model: model.__name__)
def test_nobody_revives_a_fact_about_themselves_that_has_ended(model, world, staff):  # noqa: F811
    found, end = allowed(staff, [model], only={CHANGE}), "ended_at" if model is Holding else "until"

    revived = [
        f"{reader}: {row.pk}"
        for reader in staff
        for key, row in own(world, reader, model).items()
        if key in found[reader].get(Cell(model, CHANGE), set())
        and getattr(row, end) is not None
        and not by_right(row, reader)
    ]

    assert revived == []


def seen(world: World, reader: Reader) -> set[UUID]:  # noqa: F811
    """The keys of all records that the reader may see now."""
    return set().union(*allowed([reader], list(world.rows), only={SEE})[reader].values())


def near(world: World, keys: set[UUID]) -> dict[type, list]:  # noqa: F811
    """The records of each kind that the reader sees, which is where their acts begin; or all, where they see none."""
    return {model: [row for row in rows if row.pk in keys] or rows for model, rows in world.rows.items()}


def of_their_command(row: object, reader: Reader) -> bool:
    """Whether the record is of an operation whose command the reader may take, as BY_RIGHT says."""
    return hasattr(row, "operation") and reader.covers("operation commander", row.area)


def of_their_lead(row: object, reader: Reader) -> bool:
    """Whether the record is of an investigation that the reader leads and may work on, as BY_RIGHT says."""
    return hasattr(row, "investigation") and reader.is_(row.investigation.lead)


def of_their_concern(row: object, reader: Reader, done: list[str]) -> bool:
    """Whether a concern that the reader raised opens the record to the coordinators of the area, of whom they are one.

    Whoever was on the visit must be able to raise it, whatever else they are; it is in the ledger with its words.
    """
    raised = RAISES in done
    return raised and hasattr(row, "concern") and reader.covers("safeguarding coordinator", row.area)


def is_by_right(row: object, reader: Reader, done: list[str]) -> bool:
    """Whether the record may be opened by the reader's own acts, for one of the reasons that stand above."""
    return of_their_command(row, reader) or of_their_lead(row, reader) or of_their_concern(row, reader, done)


def opened_by(world: World, reader: Reader, names: list[str], draw) -> tuple[list[str], list[object]]:  # noqa: F811
    """The acts that came through, and the records that were there before and have been opened by them."""
    with transaction.atomic():
        before = seen(world, reader)
        rows = near(world, before)
        done = [name for name in names if take(rows, reader, name, draw)]
        after = seen(world, reader) - before
        transaction.set_rollback(True)
    there = [row for rows in world.rows.values() for row in rows if row.pk in after]
    return done, [row for row in there if not is_by_right(row, reader, done)]


@given(data=st.data())
@settings(
    max_examples=TRIES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_no_sequence_of_own_acts_opens_a_record_that_was_closed(data, world, staff):  # noqa: F811
    reader = data.draw(st.sampled_from(staff[:45]))
    names = data.draw(st.lists(st.sampled_from(OWN), min_size=5, max_size=20))

    done, opened = opened_by(world, reader, names, lambda choices: data.draw(st.sampled_from(choices)))

    assert opened == [], f"{reader} by {done}"


def test_every_act_in_turn_opens_nothing_and_many_come_through(world, staff, capsys):  # noqa: F811
    through: set[str] = set()

    for reader in staff[:8]:
        done, opened = opened_by(world, reader, OWN * 2, Random(f"{reader}").choice)
        assert opened == [], f"{reader} by {done}"
        through |= set(done)

    with capsys.disabled():
        print(f"\nacts: {len(OWN)} tried as 8 people, {len(through)} came through")
    assert set(ACTS) >= LAST
    assert len(ACTS) > 100
    assert len(through) > 30


def test_a_role_of_ones_own_would_be_noticed(world, staff):  # noqa: F811
    reader = next(each for each in staff if each.has("visiting officer") and not each.has("auditor"))
    before = seen(world, reader)

    with transaction.atomic():
        Grant.objects.filter(person=reader.person).update(role="auditor")
        after = seen(world, reader)
        transaction.set_rollback(True)

    assert after - before
