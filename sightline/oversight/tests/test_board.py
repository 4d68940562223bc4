"""The live board: each door once, as a list and on a map, for the operation's command and for nobody else."""

from datetime import timedelta
from itertools import count

from pytest import fixture, mark

from sightline.agencies.models import Role
from sightline.agencies.tests.factories import person_as
from sightline.justice.models import Custody
from sightline.justice.tests.factories import CustodyFactory
from sightline.operations.models import Assignment
from sightline.operations.tests.factories import (
    MORNING,
    AssignmentFactory,
    TargetFactory,
    TaskingFactory,
    TeamFactory,
    member_of,
)
from sightline.oversight.doors import Door, doors_of, map_of, outcomes, standing
from sightline.oversight.tests.factories import CountFactory
from sightline.places.tests.factories import PremisesFactory
from sightline.visits.tests.factories import AT_THE_DOOR, VisitFactory

pytestmark = mark.django_db

HERE = {"latitude": 54.97, "longitude": -1.65}


@fixture
def leader(operation):
    """The commander of the operation."""
    return AssignmentFactory(
        operation=operation, part=Assignment.Part.COMMANDER, person=person_as("operation commander")
    ).person


@fixture
def door(operation):
    """Sends a team somewhere: `door("Car wash", state="begun")`, with a visit when `visit` says how it stands."""
    team, turns = TeamFactory(operation=operation), count(step=2)

    def send(name="Hand car wash", hours=None, kind="car-wash", visit=None, at=HERE, **more):
        premises = PremisesFactory(area=operation.area, name=name, kind=kind, **at)
        target = TargetFactory(operation=operation, premises=premises)
        starts = MORNING + timedelta(hours=next(turns) if hours is None else hours)
        tasking = TaskingFactory(team=team, operation=operation, target=target, starts_at=starts, **more)
        if visit is not None:
            VisitFactory(team=team, operation=operation, tasking=tasking, **visit)
        return tasking

    return send


DONE = {"state": "closed", "outcome": "no_concern", "left_at": AT_THE_DOOR + timedelta(hours=1)}


# Doors ------------------------------------------------------------------------


def test_doors_stand_in_the_order_of_the_day(operation, door):
    door("Second", hours=2)
    door("First")

    assert [(one.number, one.tasking.place) for one in doors_of(operation)] == [(1, "First"), (2, "Second")]


@mark.parametrize(
    ("given", "kind", "word"),
    [
        ({}, "other", "Planned"),
        ({"state": "released"}, "other", "Planned"),
        ({"state": "withdrawn"}, "", "Called off"),
        ({"state": "begun", "visit": {}}, "here", "At the door"),
        ({"state": "begun", "visit": DONE}, "safe", "No concern"),
    ],
    ids=["planned", "released", "called off", "at the door", "done"],
)
def test_where_a_door_stands(given, kind, word, operation, door):
    door(**given)

    (one,) = doors_of(operation)
    assert (one.kind, one.word, one.is_done) == (kind, word, kind == "safe")


def test_another_operation_has_its_own_doors(operation, door):
    TaskingFactory()
    door()

    assert len(doors_of(operation)) == 1


def test_doors_are_counted_by_where_they_stand(operation, door):
    door("One", state="begun", visit=DONE)
    door("Two", state="begun", visit={})
    door("Three")
    door("Four")
    door("Five", state="withdrawn")

    told = [(str(bar.says), bar.number) for bar in standing(doors_of(operation))]

    assert told == [("Done", 1), ("At the door", 1), ("Planned", 2)]


def test_no_door_is_no_chart(operation):
    assert standing(doors_of(operation)) == []


def test_people_arrested_are_counted_by_where_they_stand():
    people = [Custody(state=state) for state in ("not-stated", "in-custody", "in-custody", "charged")]

    told = [(str(bar.says), bar.number, bar.kind) for bar in outcomes(people)]

    assert told == [("In police custody", 2, "here"), ("Charged", 1, "other"), ("Not stated", 1, "other")]


# The map ----------------------------------------------------------------------


def test_the_map_has_each_door_with_its_number_and_its_sign(operation, door):
    door("One", state="begun", visit=DONE)
    door("Two")

    drawn = map_of(operation, doors_of(operation))

    assert dict(drawn.key) == {"safe": "Done", "other": "Planned"}
    assert ">1</text>" in drawn.svg
    assert ">2</text>" in drawn.svg
    assert "<title>Two</title>" in drawn.svg


def test_a_private_home_is_no_finer_than_its_street_and_has_no_name(operation, door):
    door("Terraced house", kind="shared-house")

    drawn = map_of(operation, doors_of(operation))

    assert ("street", "Private home, no finer than its street") in drawn.key
    assert "Terraced house" not in drawn.svg


def test_where_nobody_goes_any_more_is_not_on_the_map(operation, door):
    door("Gone", state="withdrawn")

    assert map_of(operation, doors_of(operation)) is None


def test_a_place_without_a_point_is_in_the_list_alone(operation, door):
    door("Somewhere", at={"latitude": None, "longitude": None})
    door("Known")

    doors = doors_of(operation)

    assert [one.is_on_the_map for one in doors] == [False, True]
    assert "Somewhere" not in map_of(operation, doors).svg


def test_forty_one_doors_have_signs_and_no_numbers(operation, door):
    tasking = door()
    (one,) = doors_of(operation)

    drawn = map_of(operation, [Door(number, tasking, None, one.premises) for number in range(1, 42)])

    assert drawn.svg.count('class="p-other"') == 41
    assert 'class="number' not in drawn.svg


# The page ---------------------------------------------------------------------


def test_command_sees_how_the_day_stands(page, leader, operation, door):
    tasking = door("Hand car wash", state="begun", visit=DONE)
    door("Packing unit")

    html = page(leader, f"board/{operation.ref}")

    assert "1 of 2 doors are done" in html
    assert "Hand car wash" in html
    assert tasking.address in html
    assert "<svg" in html
    assert "The same doors as a list" in html


def test_before_anybody_is_sent_it_says_so(page, leader, operation):
    html = page(leader, f"board/{operation.ref}")

    assert "Nobody has been sent out yet" in html
    assert "No team has been sent anywhere yet." in html
    assert "Nobody has been arrested." in html
    assert 'class="map"' not in html


def test_it_has_those_arrested_and_those_made_safe(page, leader, operation):
    custody = CustodyFactory()
    AssignmentFactory(operation=custody.operation, person=leader, part="commander")
    CountFactory(operation=custody.operation, measure="people-made-safe", value=4)

    html = page(leader, f"board/{custody.operation.ref}")

    assert custody.known_as in html
    assert "in a first place of safety" in html


@mark.parametrize("role", sorted(set(Role) - {"operation commander"}))
def test_it_is_for_command_and_not_for_anybody_else(role, page, operation):
    page(person_as(role), f"board/{operation.ref}", status=404)


def test_a_team_member_of_the_operation_does_not_see_it(page, operation):
    officer = member_of(TeamFactory(operation=operation))

    page(officer, f"board/{operation.ref}", status=403)


def test_a_commander_elsewhere_does_not_find_it(page, operation, elsewhere):
    page(elsewhere, f"board/{operation.ref}", status=404)


def test_more_doors_ask_the_database_no_more_often(page, leader, operation, door, django_assert_max_num_queries):
    for number in range(3):
        door(f"Place {number}", state="begun", visit=DONE)
    page(leader, f"board/{operation.ref}")

    with django_assert_max_num_queries(40):
        page(leader, f"board/{operation.ref}")
