"""What the database knows of a reader from their part in operations: short facts, held by dates."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone
from pytest import fixture, mark

from sightline.agencies.tests.factories import PersonFactory
from sightline.kit.acting import acting_as
from sightline.operations.tests.factories import (
    AssignmentFactory,
    OperationFactory,
    TeamFactory,
    TeamMemberFactory,
)

pytestmark = mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)


@fixture
def person():
    """Somebody whose facts are asked."""
    return PersonFactory()


def fact(person, call):
    """What the database answers to `priv.<call>` for that person."""
    with acting_as(person), connection.cursor() as cursor:
        cursor.execute(f"select priv.{call}")
        return set(cursor.fetchone()[0])


def test_a_person_without_a_part_knows_of_no_operation(person):
    OperationFactory()

    assert fact(person, "operations()") == set()


def test_every_part_counts_and_each_operation_once(person):
    one, two = OperationFactory(), OperationFactory()
    AssignmentFactory(person=person, operation=one, part="planner")
    AssignmentFactory(person=person, operation=one, part="analyst")
    AssignmentFactory(person=person, operation=two, part="member")

    assert fact(person, "operations()") == {one.pk, two.pk}


@mark.parametrize(("part", "finds"), [("planner", True), ("commander", False), ("member", False), ("PLANNER", False)])
def test_a_part_is_that_part_and_no_other(person, part, finds):
    operation = AssignmentFactory(person=person, part="planner").operation

    assert fact(person, f"operations_as('{part}')") == ({operation.pk} if finds else set())


@mark.parametrize(
    ("since", "until", "holds"),
    [
        (NOW - DAY, None, True),
        (NOW - DAY, NOW + DAY, True),
        (NOW - 2 * DAY, NOW - DAY, False),
        (NOW + DAY, None, False),
    ],
)
def test_a_part_and_a_place_on_a_team_hold_from_one_moment_to_another(person, since, until, holds):
    operation = AssignmentFactory(person=person, since=since, until=until).operation
    team = TeamMemberFactory(person=person, since=since, until=until).team

    assert fact(person, "operations()") == ({operation.pk} if holds else set())
    assert fact(person, "teams()") == ({team.pk} if holds else set())


def test_anothers_part_is_not_mine(person):
    AssignmentFactory()
    TeamMemberFactory()

    assert fact(person, "operations()") == set()
    assert fact(person, "teams()") == set()


def test_a_team_of_mine_makes_its_operation_no_part_of_mine(person):
    TeamMemberFactory(person=person, team=TeamFactory())

    assert fact(person, "operations()") == set()


def test_nobody_has_no_part():
    AssignmentFactory()

    assert fact(None, "operations()") == set()
