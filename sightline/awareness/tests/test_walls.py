"""Who sees an awareness event, through the real database roles."""

from pytest import mark, param

from sightline.agencies.tests.factories import AreaFactory, PersonFactory, person_as
from sightline.awareness.models import Attendance, Event
from sightline.awareness.tests.factories import AttendanceFactory
from sightline.kit.acting import acting_as

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
