"""The phrases by which lists of operations are asked for."""

from datetime import timedelta

from pytest import mark

from sightline.operations.models import Assignment, Operation, PartnerAgency, Tasking
from sightline.operations.tests.factories import (
    BEFORE,
    DAY,
    MORNING,
    AssignmentFactory,
    OperationFactory,
    PartnerAgencyFactory,
    TaskingFactory,
    TeamFactory,
)

pytestmark = mark.django_db
HOUR = timedelta(hours=1)
ONE_DAY = timedelta(days=1)


def in_every_state(factory, model, **more):
    """One record in each state, by state."""
    return {state.value: factory(state=state, **more) for state in model.State}


def states_of(records):
    return {record.state for record in records}


@mark.parametrize(
    ("phrase", "states"),
    [
        ("coming", {"proposed", "approved", "briefed"}),
        ("running", {"live", "closing"}),
        ("past", {"closed", "aborted"}),
        ("waiting", {"proposed", "approved"}),
    ],
)
def test_operations_by_where_they_stand(phrase, states):
    in_every_state(OperationFactory, Operation)

    assert states_of(getattr(Operation.objects, phrase)()) == states


def test_every_operation_is_coming_running_or_past():
    in_every_state(OperationFactory, Operation)

    phrases = [Operation.objects.coming(), Operation.objects.running(), Operation.objects.past()]

    assert sum(phrase.count() for phrase in phrases) == Operation.objects.count()


@mark.parametrize(
    ("phrase", "states"),
    [
        ("standing", {"planned", "released", "begun"}),
        ("not_begun", {"planned", "released"}),
        ("told", {"released", "begun"}),
        ("waiting", {"released"}),
    ],
)
def test_taskings_by_where_they_stand(operation, phrase, states):
    for state in Tasking.State:
        TaskingFactory(team=TeamFactory(operation=operation), state=state)

    assert states_of(getattr(Tasking.objects, phrase)()) == states


def test_taskings_between_two_moments_come_in_the_order_of_the_day(team):
    later = TaskingFactory(team=team, starts_at=MORNING + 3 * HOUR)
    first = TaskingFactory(team=team)
    TaskingFactory(team=team, starts_at=MORNING + 6 * HOUR)

    assert list(Tasking.objects.between(MORNING, MORNING + 6 * HOUR)) == [first, later]


def test_linked_taskings_are_of_one_operation_and_stand(team):
    linked = TaskingFactory(team=team, linked_start="Two doors")
    TaskingFactory(linked_start="Two doors")
    TaskingFactory(team=TeamFactory(operation=team.operation), linked_start="Two doors", state="withdrawn")
    TaskingFactory(team=TeamFactory(operation=team.operation), linked_start="Others")

    assert list(Tasking.objects.linked(team.operation, "Two doors")) == [linked]


def test_a_part_is_open_until_it_ends():
    still = AssignmentFactory()
    AssignmentFactory(until=BEFORE + HOUR)

    assert list(Assignment.objects.open()) == [still]


@mark.parametrize(
    ("since", "until", "holds"),
    [
        (DAY, None, True),
        (DAY, DAY, True),
        (DAY - ONE_DAY, DAY + ONE_DAY, True),
        (DAY + ONE_DAY, None, False),
        (DAY - 2 * ONE_DAY, DAY - ONE_DAY, False),
    ],
)
def test_what_is_dated_holds_from_its_first_day_to_its_last(operation, since, until, holds):
    PartnerAgencyFactory(operation=operation, since=since, until=until)

    assert PartnerAgency.objects.on(DAY).exists() is holds
