"""Who sees what of an investigation and of custody, through the real database roles."""

from pytest import fixture, mark

from sightline.agencies.tests.factories import AreaFactory, GrantFactory, person_as
from sightline.justice.actions import release
from sightline.justice.models import Custody, CustodyEvent, Investigation, Investigator, Order, Suspect
from sightline.justice.tests.factories import (
    CustodyEventFactory,
    InvestigatorFactory,
    OrderFactory,
    SuspectFactory,
    booked_in,
    led_by,
)
from sightline.kit.acting import acting_as
from sightline.kit.steps import history
from sightline.operations.models import Assignment
from sightline.operations.tests.factories import AssignmentFactory, member_of
from sightline.sharing.tests.closed import closed_in, closes

pytestmark = mark.django_db

ROLES = [
    "call handler",
    "analyst",
    "operation commander",
    "visiting officer",
    "visiting partner",
    "safeguarding coordinator",
    "placement coordinator",
    "support worker",
    "immigration partner",
    "awareness lead",
    "oversight",
    "auditor",
    "administrator",
]


@fixture
def custody():
    return booked_in()


@fixture
def lead():
    return person_as("investigator")


@fixture
def investigation(lead, custody):
    """An investigation of the operation, with a suspect, an order, and the person in custody attached."""
    opened = led_by(lead, operation=custody.operation)
    OrderFactory(suspect=SuspectFactory(investigation=opened))
    Custody.objects.filter(pk=custody.pk).update(investigation=opened)
    return opened


@fixture
def people(custody, lead, investigation):
    """Everyone near the arrest by name, then each role of the area and nothing more."""
    operation, elsewhere = custody.operation, AreaFactory(code="gwent")
    colleague, gone = person_as("investigator"), person_as("investigator")
    InvestigatorFactory(investigation=investigation, person=colleague)
    InvestigatorFactory(investigation=investigation, person=gone, until=investigation.opened_at)
    AssignmentFactory(operation=operation, person=operation.commander, part=Assignment.Part.COMMANDER)
    named = {
        "lead": lead,
        "colleague": colleague,
        "gone": gone,
        "other_investigator": person_as("investigator"),
        "investigator_elsewhere": person_as("investigator", area=elsewhere),
        "commander": operation.commander,
        "arresting_officer": member_of(custody.arrest.team),
        "two_roles": two_roles(elsewhere),
    }
    return named | {role: person_as(role) for role in ROLES}


def two_roles(elsewhere):
    """An investigator of another area who visits here."""
    person = person_as("visiting officer")
    GrantFactory(person=person, role="investigator", area=elsewhere)
    return person


def seen_by(people, model):
    seen = []
    for name, person in people.items():
        with acting_as(person):
            seen += [name] if model.objects.exists() else []
    return seen


@mark.parametrize("model", [Investigation, Investigator, Suspect, Order])
def test_an_investigation_is_open_to_those_who_work_on_it(people, model):
    seen = seen_by(people, model)

    assert [name for name in seen if name != "gone"] == ["lead", "colleague"]
    assert ("gone" in seen) is (model is Investigator)  # they know that they worked on it, and no more


def test_custody_is_open_to_the_investigators_of_the_area_and_the_commander_of_the_operation(people):
    assert seen_by(people, Custody) == ["lead", "colleague", "gone", "other_investigator", "commander"]


def test_what_moves_the_clocks_is_for_those_who_keep_them(people, custody):
    CustodyEventFactory(custody=custody)

    assert seen_by(people, CustodyEvent) == ["lead", "colleague", "gone", "other_investigator"]


def test_the_steps_of_custody_are_told_to_nobody_else(people, custody, lead):
    release(custody, by=lead, at=custody.authorised_at)

    with acting_as(people["analyst"]):
        assert history(custody) == []
    with acting_as(people["commander"]):
        assert [step.verb for step in history(custody)] == ["release"]


def test_an_investigator_of_another_area_sees_a_case_they_work_on_and_not_its_custody(people, investigation):
    visitor = people["investigator_elsewhere"]
    InvestigatorFactory(investigation=investigation, person=visitor)

    with acting_as(visitor):
        assert Suspect.objects.exists()
        assert not Custody.objects.exists()


@mark.parametrize("model", closed_in("justice"), ids=lambda model: model.__name__)
def test_a_conflict_of_interest_closes_it(model):
    assert closes(model)
