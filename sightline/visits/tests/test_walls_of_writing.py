"""Who may write what of a visit, tried as the real database role without going through an action."""

from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused
from sightline.operations.models import Assignment
from sightline.operations.tests.factories import AssignmentFactory, TeamFactory, member_of
from sightline.visits import actions
from sightline.visits.models import Account, Arrest, ContactGiven, Encounter, Intervention, Visit
from sightline.visits.tests.factories import (
    AT_THE_DOOR,
    AccountFactory,
    ArrestFactory,
    EncounterFactory,
    VisitFactory,
    on_the_team_of,
)

pytestmark = mark.django_db

MET = {"description": "Man", "age": "adult", "met_at": AT_THE_DOOR}
CONCERN = MET | {"concern": True, "concern_says": "Afraid."}


@fixture
def visit():
    return VisitFactory()


@fixture
def officer(visit):
    return on_the_team_of(visit)


@fixture
def people(visit, officer):
    commander = visit.operation.commander
    AssignmentFactory(operation=visit.operation, person=commander, part=Assignment.Part.COMMANDER)
    roles = ["analyst", "safeguarding coordinator", "investigator", "oversight", "administrator"]
    elsewhere = AreaFactory(code="gwent")
    return {
        "officer": officer,
        "officer of another team": member_of(TeamFactory(operation=visit.operation)),
        "commander": commander,
        "coordinator elsewhere": person_as("safeguarding coordinator", area=elsewhere),
        "investigator elsewhere": person_as("investigator", area=elsewhere),
    } | {role: person_as(role) for role in roles}


def refused(person, write):
    """Whether the database refuses what this person writes."""
    try:
        with acting_as(person):
            write()
            connection.check_constraints()
    except (ProgrammingError, IntegrityError, Refused):
        return True
    return False


def who_may(people, write):
    """The people whom the database lets write, each time undone."""
    may = set()
    for name, person in people.items():
        with transaction.atomic():
            may |= set() if refused(person, lambda person=person: write(person)) else {name}
            transaction.set_rollback(True)
    return may


# Storing rows -----------------------------------------------------------------


def test_only_the_team_stores_a_person_met(visit, people):
    assert who_may(people, lambda person: Encounter.objects.create(**visit.keys, **MET, met_by=person)) == {"officer"}


def test_only_the_team_stores_an_intervention(visit, people):
    told = {"kind": "soft", "happened_at": AT_THE_DOOR}

    assert who_may(people, lambda person: Intervention.objects.create(**visit.keys, **told, recorded_by=person)) == {
        "officer"
    }


def test_only_the_team_stores_an_arrest(visit, people):
    told = {"person_says": "Man", "offence": "Theft", "grounds": "Seen.", "necessity": "name"}

    def write(person):
        Arrest.objects.create(
            **visit.keys, **told, arrested_at=AT_THE_DOOR, arrested_by=person, force_id=person.agency_id
        )

    assert who_may(people, write) == {"officer"}


def test_an_encounter_of_an_arrest_is_stored_by_the_team_and_the_investigators_of_the_area(visit, people):
    arrest = ArrestFactory(visit=visit)

    def write(person):
        Encounter.objects.create(**visit.keys, **CONCERN, met_by=person, arrest_id=arrest.pk)

    assert who_may(people, write) == {"officer", "investigator"}


def test_an_investigator_stores_no_encounter_without_its_arrest(visit, people):
    assert refused(
        people["investigator"],
        lambda: Encounter.objects.create(**visit.keys, **CONCERN, met_by=people["investigator"]),
    )


def test_an_investigator_stores_no_encounter_without_concern(visit, people):
    arrest = ArrestFactory(visit=visit)

    assert refused(
        people["investigator"],
        lambda: Encounter.objects.create(**visit.keys, **MET, met_by=people["investigator"], arrest_id=arrest.pk),
    )


def test_an_investigator_does_not_hang_an_encounter_on_the_arrest_of_another_visit(visit, people):
    elsewhere = ArrestFactory(visit=VisitFactory(team=TeamFactory(operation=visit.operation)))

    assert refused(
        people["investigator"],
        lambda: Encounter.objects.create(
            **visit.keys, **CONCERN, met_by=people["investigator"], arrest_id=elsewhere.pk
        ),
    )


def test_a_visit_is_stored_by_its_own_team_alone(visit, people):
    def write(person):
        Visit.objects.create(
            team_id=visit.team_id,
            operation_id=visit.operation_id,
            area_id=visit.area_id,
            premises_kind="car-wash",
            place="Invented",
            type_planned="soft",
            type_actual="soft",
            arrived_at=AT_THE_DOOR,
            begun_by=person,
        )

    assert who_may(people, write) == {"officer"}


@mark.parametrize("model", [Account, ContactGiven])
def test_what_a_person_told_is_stored_by_the_team_and_their_coordinators(model, visit, people):
    encounter = EncounterFactory(visit=visit, concern=True)
    words = {Account: {"says": "Papers."}, ContactGiven: {"how": "By text."}}[model]
    row = {**encounter.keys, **words, "encounter": encounter, "concern": True, "told_at": AT_THE_DOOR}

    assert who_may(people, lambda person: model.objects.create(**row, told_to=person)) == {
        "officer",
        "safeguarding coordinator",
    }


@mark.parametrize("model", [Account, ContactGiven])
def test_a_coordinator_stores_nothing_of_a_person_without_concern(model, visit, people):
    encounter = EncounterFactory(visit=visit)
    words = {Account: {"says": "Papers."}, ContactGiven: {"how": "By text."}}[model]
    coordinator = people["safeguarding coordinator"]
    row = {**encounter.keys, **words, "encounter_id": encounter.pk, "told_at": AT_THE_DOOR, "told_to": coordinator}

    assert refused(coordinator, lambda: model.objects.create(**row))
    assert refused(coordinator, lambda: model.objects.create(**row, concern=True))


# Changing and taking away -------------------------------------------------------


@mark.parametrize("column", ["description", "age", "wish", "met_by_id", "team_id", "area_id"])
def test_nobody_rewrites_a_person_met(column, visit, officer):
    met = EncounterFactory(visit=visit)

    with raises(ProgrammingError, match="permission denied"), acting_as(officer):
        Encounter.objects.filter(pk=met.pk).update(**{column: getattr(met, column)})


@mark.parametrize("column", ["place", "type_planned", "arrived_at", "team_id"])
def test_nobody_rewrites_a_visit(column, visit, officer):
    with raises(ProgrammingError, match="permission denied"), acting_as(officer):
        Visit.objects.filter(pk=visit.pk).update(**{column: getattr(visit, column)})


@mark.parametrize("column", ["offence", "grounds", "arrested_by_id", "arrested_at"])
def test_nobody_rewrites_an_arrest(column, visit, people):
    made = ArrestFactory(visit=visit)

    for who in ("officer", "investigator"):
        with raises(ProgrammingError, match="permission denied"), acting_as(people[who]):
            Arrest.objects.filter(pk=made.pk).update(**{column: getattr(made, column)})


def test_nobody_rewrites_what_a_person_told(visit, officer):
    account = AccountFactory(encounter=EncounterFactory(visit=visit, concern=True, met_by=officer))

    with raises(ProgrammingError, match="permission denied"), acting_as(officer):
        Account.objects.filter(pk=account.pk).update(says="Nothing.")


@mark.parametrize("factory", [EncounterFactory, ArrestFactory])
def test_nothing_is_deleted(factory, visit, officer):
    record = factory(visit=visit)

    with raises(ProgrammingError, match="permission denied"), acting_as(officer):
        type(record).objects.filter(pk=record.pk).delete()


def test_the_team_does_not_change_the_visit_of_another_team(visit, people):
    with acting_as(people["officer of another team"]):
        assert Visit.objects.update(type_actual="enforced") == 0
        assert Encounter.objects.update(concern=True, concern_says="x") == 0


# Verbs ------------------------------------------------------------------------


def told(verb, visit, encounter, arrest):
    """The act of a verb, for anyone to try."""
    return {
        "escalate": lambda by: actions.escalate(visit, by=by, at=AT_THE_DOOR, to="enforced", reason="Locked."),
        "close": lambda by: actions.close(visit, by=by, at=AT_THE_DOOR, outcome="no_access", people_met=0),
        "awareness": lambda by: actions.give_awareness(visit, by=by, at=AT_THE_DOOR, says="Rights"),
        "sign": lambda by: actions.notice_sign(visit, by=by, at=AT_THE_DOOR, code="in-debt", basis="told"),
        "raise concern": lambda by: actions.raise_concern(encounter, by=by, at=AT_THE_DOOR, says="Afraid."),
        "take": lambda by: actions.mark_taken(encounter, by=by, at=AT_THE_DOOR),
        "close encounter": lambda by: actions.close_encounter(encounter, by=by, at=AT_THE_DOOR, why="None."),
        "hear": lambda by: actions.hear(encounter, by=by, at=AT_THE_DOOR, says="Papers."),
        "contact": lambda by: actions.keep_contact(encounter, by=by, at=AT_THE_DOOR, how="By text"),
        "take arrest": lambda by: actions.mark_arrest_taken(arrest, by=by, at=AT_THE_DOOR),
        "note concern": lambda by: actions.note_concern(
            arrest, by=by, at=AT_THE_DOOR, description="Man", says="Afraid.", age="adult"
        ),
    }[verb]


TEAM, CARE, BOTH = {"officer"}, {"safeguarding coordinator"}, {"officer", "safeguarding coordinator"}


@mark.parametrize(
    ("verb", "concern", "may"),
    [
        ("escalate", False, TEAM),
        ("close", False, TEAM),
        ("awareness", False, TEAM),
        ("sign", False, TEAM),
        ("raise concern", False, TEAM),
        ("raise concern", True, TEAM),
        ("take", False, set()),
        ("take", True, CARE),
        ("close encounter", False, TEAM),
        ("close encounter", True, CARE),
        ("hear", False, TEAM),
        ("hear", True, BOTH),
        ("contact", False, TEAM),
        ("contact", True, BOTH),
        ("take arrest", False, {"investigator"}),
        ("note concern", False, {"officer", "investigator"}),
    ],
)
def test_who_may_do_what(verb, concern, may, visit, people):
    encounter, arrest = EncounterFactory(visit=visit, concern=concern), ArrestFactory(visit=visit)
    if verb == "close":
        Encounter.objects.update(concern=False)
    act = told(verb, visit, encounter, arrest)

    assert who_may(people, act) == may
