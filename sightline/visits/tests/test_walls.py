"""Who sees what of a visit, through the real database roles."""

from django.db.utils import ProgrammingError
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AreaFactory, GrantFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused
from sightline.operations.models import Assignment
from sightline.operations.tests.factories import AssignmentFactory, TeamFactory, member_of
from sightline.sharing.tests.closed import closed_in, closes
from sightline.visits import actions
from sightline.visits.models import (
    Account,
    Arrest,
    ContactGiven,
    Encounter,
    Visit,
)
from sightline.visits.tests.factories import (
    AT_THE_DOOR,
    AccountFactory,
    ArrestFactory,
    AwarenessGivenFactory,
    ContactGivenFactory,
    EncounterFactory,
    EscalationFactory,
    IndicatorSeenFactory,
    InterventionFactory,
    VisitFactory,
    on_the_team_of,
)

pytestmark = mark.django_db


@fixture
def visit():
    return VisitFactory()


@fixture
def people(visit):
    """Everyone whom a rule might let in, each with that one role or part alone."""
    elsewhere = AreaFactory(code="gwent")
    roles = {
        "analyst": "analyst",
        "any_commander": "operation commander",
        "coordinator": "safeguarding coordinator",
        "placement": "placement coordinator",
        "support_worker": "support worker",
        "investigator": "investigator",
        "immigration": "immigration partner",
        "oversight": "oversight",
        "auditor": "auditor",
        "administrator": "administrator",
    }
    return {
        "officer": on_the_team_of(visit),
        "officer_of_another_team": member_of(TeamFactory(operation=visit.operation)),
        "commander": commander_of(visit.operation),
        "analyst_elsewhere": person_as("analyst", area=elsewhere),
        "coordinator_elsewhere": person_as("safeguarding coordinator", area=elsewhere),
        "investigator_elsewhere": person_as("investigator", area=elsewhere),
    } | {name: person_as(role) for name, role in roles.items()}


def commander_of(operation):
    person = operation.commander
    AssignmentFactory(operation=operation, person=person, part=Assignment.Part.COMMANDER)
    return person


def two_roles(visit, role):
    """Somebody who holds the role in another area and is an officer of another team here."""
    person = member_of(TeamFactory(operation=visit.operation))
    GrantFactory(person=person, role=role, area=AreaFactory(code="gwent"))
    return person


def seen_by(people, model):
    seen = set()
    for name, person in people.items():
        with acting_as(person):
            seen |= {name} if model.objects.exists() else set()
    return seen


@mark.parametrize(
    ("factory", "told", "sees"),
    [
        (VisitFactory, {}, {"officer", "commander", "analyst"}),
        (IndicatorSeenFactory, {}, {"officer", "commander", "analyst"}),
        (EscalationFactory, {}, {"officer", "commander"}),
        (InterventionFactory, {}, {"officer", "commander"}),
        (AwarenessGivenFactory, {}, {"officer", "commander"}),
        (EncounterFactory, {}, {"officer"}),
        (EncounterFactory, {"concern": True}, {"officer", "coordinator"}),
        (ArrestFactory, {}, {"officer", "commander", "investigator"}),
    ],
    ids=[
        "visit",
        "sign",
        "escalation",
        "intervention",
        "awareness given",
        "person met",
        "person of concern",
        "arrest",
    ],
)
def test_who_sees_what_of_a_visit(factory, told, sees, visit, people):
    record = visit if factory is VisitFactory else factory(visit=visit, **told)

    assert seen_by(people, type(record)) == sees


@mark.parametrize("factory", [AccountFactory, ContactGivenFactory], ids=["account", "safe contact"])
def test_what_a_person_told_is_for_whoever_was_told_and_for_safeguarding(factory, visit, people):
    colleague = on_the_team_of(visit)
    told = factory(encounter=EncounterFactory(visit=visit, concern=True, met_by=colleague))

    assert seen_by(people | {"whoever was told": colleague}, type(told)) == {"coordinator", "whoever was told"}


@mark.parametrize("factory", [AccountFactory, ContactGivenFactory], ids=["account", "safe contact"])
def test_what_a_person_told_without_concern_is_for_whoever_was_told_alone(factory, visit, people):
    colleague = on_the_team_of(visit)
    told = factory(encounter=EncounterFactory(visit=visit, met_by=colleague))

    assert seen_by(people | {"whoever was told": colleague}, type(told)) == {"whoever was told"}


@mark.parametrize("role", ["safeguarding coordinator", "analyst", "investigator"])
def test_a_role_in_one_area_and_a_team_in_another_open_nothing_together(role, visit):
    of_concern = EncounterFactory(visit=visit, concern=True)
    AccountFactory(encounter=of_concern)
    ContactGivenFactory(encounter=of_concern)
    ArrestFactory(visit=visit)

    with acting_as(two_roles(visit, role)):
        for model in (Visit, Encounter, Account, ContactGiven, Arrest):
            assert not model.objects.exists()


def test_an_investigator_sees_the_arrest_and_not_whom_it_led_safeguarding_to(visit, people):
    arrest = ArrestFactory(visit=visit)
    EncounterFactory(visit=visit, concern=True, arrest=arrest)

    assert "investigator" in seen_by(people, Arrest)
    assert "investigator" not in seen_by(people, Encounter)


@mark.parametrize("who", ["commander", "analyst", "coordinator", "investigator", "administrator"])
def test_only_the_team_records_a_person_met(who, visit, people):
    with raises(Refused):
        actions.meet(visit, by=people[who], at=AT_THE_DOOR, description="Man", age="adult")


def test_an_investigator_makes_no_encounter_but_of_an_arrest_in_their_area(visit, people):
    arrest = ArrestFactory(visit=visit)

    with raises(Refused):
        actions.note_concern(
            arrest,
            by=people["investigator_elsewhere"],
            at=AT_THE_DOOR,
            description="Man",
            says="Afraid.",
            age="adult",
        )


def test_nobody_keeps_an_account_in_the_name_of_another(visit, people):
    encounter = EncounterFactory(visit=visit)

    with raises(ProgrammingError, match="row-level security"), acting_as(people["officer"]):
        Account.objects.create(
            **encounter.keys, encounter=encounter, says="Invented.", told_at=AT_THE_DOOR, told_to=people["coordinator"]
        )


@mark.parametrize("model", closed_in("visits"), ids=lambda model: model.__name__)
def test_a_conflict_of_interest_closes_it(model):
    assert closes(model)
