"""Who sees an awareness event, through the real database roles."""

from pytest import fixture, mark, param, raises

from sightline.agencies.tests.factories import AreaFactory, GrantFactory, PersonFactory, person_as
from sightline.awareness.actions import attend, call_off, plan_event
from sightline.awareness.models import Attendance, Event
from sightline.awareness.tests.factories import HELD_AT, PLANNED_AT, AttendanceFactory, EventFactory
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused
from sightline.sharing.tests.closed import closed_in, closes

pytestmark = mark.django_db

WHO = [
    ("awareness lead", True),
    ("analyst", True),
    ("operation commander", True),
    ("visiting officer", True),
    ("visiting partner", True),
    ("safeguarding coordinator", True),
    ("support worker", True),
    ("investigator", True),
    ("auditor", True),
    ("call handler", False),
    ("placement coordinator", False),
    ("immigration partner", False),
    ("oversight", False),
    ("administrator", False),
]


@fixture
def event_here():
    return EventFactory()


def planned():
    """What planning an event asks for."""
    return {
        "kind": "hotels",
        "title": "Hotels along the coast road",
        "venue": "On foot",
        "area": AreaFactory(),
        "held_at": HELD_AT,
        "audience": "Reception staff",
        "campaign": "ROOMS-1",
    }


@mark.parametrize("model", [param(Event, id="event"), param(Attendance, id="attendance")])
@mark.parametrize(("role", "sees"), WHO)
def test_who_sees_an_event_and_who_came(role, sees, model):
    AttendanceFactory()

    with acting_as(person_as(role, area=AreaFactory(code="gwent"))):
        assert model.objects.exists() is sees


def test_somebody_without_a_role_sees_no_event():
    AttendanceFactory()

    with acting_as(PersonFactory()):
        assert not Event.objects.exists()


@mark.parametrize("role", ["operation commander", "visiting officer", "oversight", "administrator", "analyst"])
def test_nobody_but_an_awareness_lead_plans(role):
    person = person_as(role)

    with raises(Refused):
        plan_event(by=person, at=PLANNED_AT, **planned())


def test_an_awareness_lead_elsewhere_reads_and_does_not_write(event_here):
    elsewhere = person_as("awareness lead", area=AreaFactory(code="gwent"))

    with acting_as(elsewhere):
        assert Event.objects.get() == event_here
    with raises(Refused):
        attend(event_here, by=elsewhere, at=HELD_AT, organisation="Invented Lettings")


def test_the_two_roles_of_one_person_do_not_mix(event_here):
    """A lead elsewhere who is an officer here."""
    person = person_as("visiting officer")
    GrantFactory(person=person, role="awareness lead", area=AreaFactory(code="gwent"))

    with raises(Refused):
        call_off(event_here, by=person, at=PLANNED_AT, why="Not mine to say.")


def test_nothing_an_event_holds_leads_to_a_report():
    names = {
        field.related_model.__name__ for field in [*Event._meta.fields, *Attendance._meta.fields] if field.is_relation
    }

    assert names == {"Area", "Operation", "Person", "Event", "Agency"}


@mark.parametrize("model", closed_in("awareness"), ids=lambda model: model.__name__)
def test_a_conflict_of_interest_closes_it(model):
    assert closes(model)
