"""Planning events, saying who came, holding them and calling them off."""

from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.db.utils import IntegrityError
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.awareness.actions import attend, call_off, hold, plan_event
from sightline.awareness.models import Attendance, Event
from sightline.awareness.tests.factories import HELD_AT, PLANNED_AT, AttendanceFactory, EventFactory
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import history
from sightline.ledger.acts import Taken
from sightline.operations.tests.factories import AssignmentFactory, OperationFactory

pytestmark = mark.django_db


@fixture
def event(lead):
    return EventFactory(lead=lead)


def plan(by, **more):
    told = {
        "kind": "forum",
        "title": "Forum for private landlords",
        "venue": "Invented Town Hall",
        "area": AreaFactory(),
        "held_at": HELD_AT,
        "audience": "Private landlords",
        "campaign": "forum-1",
    }
    return plan_event(by=by, at=PLANNED_AT, **told | more)


def test_an_awareness_lead_plans_an_event_with_its_own_code(lead):
    planned = plan(lead)

    assert (planned.state, planned.lead, planned.campaign) == ("planned", lead, "FORUM-1")


def test_two_events_cannot_hand_out_the_same_code(lead):
    plan(lead, campaign="KEYS")

    with raises(Taken):
        plan(lead, campaign="keys")


def test_an_event_is_planned_in_the_leads_own_area(lead):
    with raises(Refused):
        plan(lead, area=AreaFactory(code="gwent"))


def test_an_event_stands_beside_an_operation_for_those_with_a_part_in_it(lead):
    operation = AssignmentFactory(person=lead, part="awareness").operation

    assert plan(lead, operation=operation).operation == operation


def test_nobody_plans_beside_an_operation_they_have_no_part_in(lead):
    with raises(Refused):
        plan(lead, operation=OperationFactory())


def test_an_organisation_that_came_is_a_name_and_a_number(event, lead):
    attend(event, by=lead, at=HELD_AT, organisation="Invented Lettings", people=3)

    assert Attendance.objects.values_list("organisation", "people").get() == ("Invented Lettings", 3)


def test_an_organisation_is_written_down_once(event, lead):
    AttendanceFactory(event=event, organisation="Invented Lettings")

    with raises(Taken):
        attend(event, by=lead, at=HELD_AT, organisation="Invented Lettings")


def test_a_held_event_says_how_many_came_and_what_they_took_home(event, lead):
    hold(
        event, by=lead, at=HELD_AT, attended=42, handed_out="Leaflets in English and Welsh", told="Many keys, one car."
    )

    event.refresh_from_db()
    assert (event.state, event.attended, event.handed_out) == ("held", 42, "Leaflets in English and Welsh")


def test_an_event_is_held_once(event, lead):
    hold(event, by=lead, at=HELD_AT, attended=42)

    with raises(WrongStep):
        hold(event, by=lead, at=HELD_AT, attended=43)


def test_an_event_called_off_keeps_the_reason(event, lead):
    call_off(event, by=lead, at=PLANNED_AT, why="The hall was flooded.")

    with acting_as(lead):
        assert [step.why for step in history(event)] == ["The hall was flooded."]
    with raises(WrongStep):
        hold(event, by=lead, at=HELD_AT, attended=1)


@mark.parametrize("role", ["operation commander", "visiting officer", "oversight", "administrator"])
def test_only_awareness_leads_say_how_it_went(event, role):
    with raises(Refused):
        hold(event, by=person_as(role), at=HELD_AT, attended=42)


def test_a_planned_event_waits_once_its_time_has_passed(event):
    EventFactory(held_at=HELD_AT + timedelta(days=9))
    EventFactory(state="called-off")

    assert list(Event.objects.waiting(HELD_AT + timedelta(hours=2))) == [event]
    assert not Event.objects.waiting(HELD_AT - timedelta(hours=2)).exists()


def test_the_events_of_a_week_leave_out_those_called_off(event):
    EventFactory(state="called-off")

    assert list(Event.objects.between(date(2016, 10, 17), date(2016, 10, 18))) == [event]
    assert not Event.objects.between(date(2016, 10, 19), date(2016, 10, 21)).exists()


@mark.parametrize("given", [{"state": "held", "attended": None}, {"state": "planned", "attended": 9}])
def test_a_held_event_alone_says_how_many_came(given):
    with raises(IntegrityError):
        EventFactory(**given)


def test_somebody_came_from_an_organisation_that_came():
    with raises(IntegrityError):
        AttendanceFactory(people=0)


def test_an_attendance_stands_in_the_area_of_its_event():
    AttendanceFactory(area=AreaFactory(code="gwent"))

    with raises(IntegrityError):
        connection.check_constraints()


def test_nobody_comes_to_an_event_that_was_called_off(lead):
    event = EventFactory(lead=lead, state="called-off")

    with raises(WrongStep):
        attend(event, by=lead, at=HELD_AT, organisation="Invented Lettings")


def test_an_organisation_may_be_added_once_the_event_was_held(lead):
    event = EventFactory(lead=lead, state="held")

    assert attend(event, by=lead, at=HELD_AT, organisation="Invented Lettings", people=2).people == 2


def test_a_day_of_the_week_begins_and_ends_in_london():
    late = EventFactory(held_at=datetime(2016, 10, 18, 22, 30, tzinfo=UTC))  # half past eleven in summer time

    assert list(Event.objects.between(date(2016, 10, 18), date(2016, 10, 18))) == [late]
    assert not Event.objects.between(date(2016, 10, 19), date(2016, 10, 19)).exists()
