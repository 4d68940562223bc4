"""Who may what, proved: every reader, every record, every verb, as the real roles of the database answer."""

import time

from django.db import connection, transaction
from pytest import fixture, mark

from sightline.kit.apply import our_models
from sightline.kit.policies import POLICIES
from tests.cells import trying
from tests.cells import world as worlds
from tests.cells.database import ADD, SEE, Cell
from tests.cells.oracle import expected, stated
from tests.cells.proof import prove
from tests.figures import record

ENOUGH = 1_000_000


def label(given: object) -> str:
    """A kind of record by its name."""
    return given._meta.label if hasattr(given, "_meta") else str(given)


@fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The world of the proof, in one transaction that is thrown away."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds.build()
        transaction.set_rollback(True)
    connection.close()


@mark.parametrize(("model", "front"), sorted(POLICIES, key=lambda key: (key[0]._meta.label, key[1])), ids=label)
def test_every_verb_of_every_kind_of_record_is_stated_a_second_time(model, front):
    policy = POLICIES[model, front]
    wanted = {*policy.verbs(), *(verb for verb in ("see", "add") if policy.rule_for(verb))}

    assert set(stated().get((model, front), {})) == wanted, "say who may in the stage's tests/cells.py"


def test_nothing_is_stated_that_no_rule_has():
    assert set(stated()) == set(POLICIES)


def test_every_kind_of_record_is_behind_some_rule_or_opens_to_nobody():
    assert {model for model, _ in stated()} <= set(our_models())


@mark.slow
def test_the_world_has_many_of_everything(world):
    assert {label(model) for model in our_models() if len(world.rows[model]) < 40} <= {
        "agencies.Area",
        "agencies.Agency",
    }
    assert len(world.readers) > 70


@mark.slow
def test_a_million_cells_are_what_was_stated(world, capsys, record_figure):
    begun = time.perf_counter()

    proof = prove(world)

    record("cells", cells=proof.cells, wrong=len(proof.wrong), seconds=round(time.perf_counter() - begun))
    with capsys.disabled():
        print(f"\n{proof}; {time.perf_counter() - begun:.1f} s")
    record_figure("cells", cells=proof.cells, wrong=len(proof.wrong))
    assert proof.wrong == []
    assert proof.cells >= ENOUGH
    assert proof.opened > ENOUGH / 100
    ways = {(model, front, verb) for (model, front), verbs in stated().items() for verb in verbs}
    assert ways - proof.ways == set(), "a cell that nobody opens proves nothing: give the world somebody"


@mark.slow
def test_single_cells_come_out_the_same_by_the_statements_and_acts_of_the_product(world):
    wrong, done = [], 0

    for reader, row, verb, wanted in trying.sample(world, 120):
        if verb == ADD and not trying.starts_at_the_start(row):
            continue
        done += 1
        if trying.tried(reader, row, verb) is not wanted:
            wrong.append(f"{reader} {verb} {label(row)}: should be {wanted}")

    assert wrong == []
    assert done > 500


@mark.slow
def test_each_readers_list_is_what_they_may_see(world):
    staff = [reader for reader in world.readers if reader.front == "sl_staff" and reader.person][::6]
    said, wrong = stated(), []

    for reader in staff:
        wanted = expected(reader, world.rows, said)
        kinds = [model for model, front in said if front == "sl_staff"]
        wrong += [
            f"{reader} {label(model)}"
            for model in kinds
            if hasattr(model._default_manager, "readable") and trying.listed(reader, model) != wanted[Cell(model, SEE)]
        ]

    assert wrong == []
