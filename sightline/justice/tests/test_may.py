"""Who may do what in justice: each verb tried by everybody near it, through the real database roles."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import ProtectedError
from django.db.utils import DatabaseError, IntegrityError, ProgrammingError
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AreaFactory, PersonFactory, person_as
from sightline.justice import actions
from sightline.justice.models import Custody, CustodyEvent, Investigation, Investigator, Order, Suspect
from sightline.justice.tests.factories import (
    ARRESTED,
    ARRIVED,
    AUTHORISED,
    DAY,
    CustodyEventFactory,
    CustodyFactory,
    InvestigatorFactory,
    OrderFactory,
    SuspectFactory,
    booked_in,
    led_by,
)
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused
from sightline.ledger.models import Entry
from sightline.operations.models import Assignment
from sightline.operations.tests.factories import AssignmentFactory, member_of
from sightline.visits.models import Encounter
from sightline.visits.tests.factories import ArrestFactory

pytestmark = mark.django_db

LATER = AUTHORISED + timedelta(hours=5)

NEAR = [
    "lead",
    "colleague",
    "other_investigator",
    "investigator_elsewhere",
    "commander",
    "arresting_officer",
    "analyst",
    "safeguarding coordinator",
    "support worker",
    "oversight",
    "auditor",
    "administrator",
]
INVESTIGATORS = {"lead", "colleague", "other_investigator"}
ON_THE_CASE = {"lead", "colleague"}


@fixture
def custody():
    return booked_in()


@fixture
def case(custody):
    """An investigation with a colleague, a suspect and a person in custody; `somebody` knows them all by name."""
    opened = led_by(person_as("investigator"), operation=custody.operation)
    InvestigatorFactory(investigation=opened, person=person_as("investigator"))
    SuspectFactory(investigation=opened)
    return opened


@fixture
def somebody(custody, case):
    """Gives the person of that name near the case, or one who holds that role in its area and nothing more."""

    def commander():
        AssignmentFactory(
            operation=custody.operation, person=custody.operation.commander, part=Assignment.Part.COMMANDER
        )
        return custody.operation.commander

    near = {
        "lead": lambda: case.lead,
        "colleague": lambda: Investigator.objects.exclude(person=case.lead).get().person,
        "other_investigator": lambda: person_as("investigator"),
        "investigator_elsewhere": lambda: person_as("investigator", area=AreaFactory(code="gwent")),
        "commander": commander,
        "arresting_officer": lambda: member_of(custody.arrest.team),
    }
    return lambda name: near[name]() if name in near else person_as(name)


def tries(act, may):
    """The act succeeds for those who may and is refused to everybody else."""
    if may:
        act()
        return
    with raises(Refused):
        act()


# Custody ------------------------------------------------------------------------


@mark.parametrize("who", NEAR)
def test_investigators_of_the_area_take_arrests(somebody, custody, who):
    arrest, person = ArrestFactory(visit=custody.arrest.visit), somebody(who)

    tries(lambda: actions.take_arrest(arrest, by=person, at=ARRESTED), who in INVESTIGATORS)

    assert Custody.objects.filter(arrest=arrest).exists() is (who in INVESTIGATORS)


@mark.parametrize("who", NEAR)
def test_investigators_of_the_area_book_in(somebody, custody, who):
    arrested, person = CustodyFactory(arrest__visit=custody.arrest.visit), somebody(who)

    tries(lambda: actions.book_in(arrested, by=person, at=ARRIVED, station="Example Street"), who in INVESTIGATORS)


@mark.parametrize("who", NEAR)
def test_investigators_of_the_area_keep_the_clocks(somebody, custody, who):
    person = somebody(who)

    tries(lambda: actions.record_event(custody, by=person, at=LATER, kind="review"), who in INVESTIGATORS)

    assert CustodyEvent.objects.exists() is (who in INVESTIGATORS)


@mark.parametrize("verb", ["bail", "release", "charge", "end_without_action", "leave_unstated"])
@mark.parametrize("who", NEAR)
def test_investigators_of_the_area_say_what_came_of_it(somebody, custody, who, verb):
    person = somebody(who)

    tries(lambda: getattr(actions, verb)(custody, by=person, at=LATER), who in INVESTIGATORS)

    assert (Custody.objects.get().state == "in-custody") is (who not in INVESTIGATORS)


@mark.parametrize("who", NEAR)
def test_investigators_of_the_area_tell_safeguarding(somebody, custody, who):
    person = somebody(who)

    tries(
        lambda: actions.raise_concern(custody, by=person, at=LATER, description="Young man", says="Was told to."),
        who in INVESTIGATORS,
    )

    assert Encounter.objects.exists() is (who in INVESTIGATORS)
    assert (Custody.objects.get().safeguarding_told_at is not None) is (who in INVESTIGATORS)


@mark.parametrize("who", NEAR)
def test_a_person_joins_a_case_through_somebody_who_works_on_it(somebody, custody, case, who):
    person = somebody(who)

    tries(lambda: actions.attach(custody, by=person, at=LATER, investigation=case), who in ON_THE_CASE)

    assert (Custody.objects.get().investigation == case) is (who in ON_THE_CASE)


# Investigations -------------------------------------------------------------------


@mark.parametrize("who", NEAR)
def test_investigators_of_the_area_open_cases(somebody, case, who):
    person = somebody(who)
    told = {"title": "Another", "crime_reference": "X9/18", "agency": case.agency, "area": case.area}

    tries(lambda: actions.open_investigation(by=person, at=LATER, **told), who in INVESTIGATORS)


@mark.parametrize("who", NEAR)
def test_those_on_the_case_name_suspects(somebody, case, who):
    person = somebody(who)
    told = {"name": "Another Suspect", "acts": "alone", "since": DAY, "reason": "Seen with the keys."}

    tries(lambda: actions.add_suspect(case, by=person, at=LATER, **told), who in ON_THE_CASE)


@mark.parametrize("who", NEAR)
def test_those_on_the_case_keep_its_orders(somebody, case, who):
    person = somebody(who)
    told = {"suspect": Suspect.objects.get(), "kind": "stro", "prohibits": "Travel abroad.", "made_on": DAY}

    tries(lambda: actions.record_order(case, by=person, at=LATER, **told), who in ON_THE_CASE)


@mark.parametrize("who", NEAR)
def test_the_lead_alone_lets_people_in(somebody, case, who):
    person, newcomer = somebody(who), PersonFactory()

    tries(lambda: actions.staff(case, by=person, at=LATER, person=newcomer), who == "lead")


@mark.parametrize("who", NEAR)
def test_the_lead_alone_ends_a_part(somebody, case, who):
    person, part = somebody(who), Investigator.objects.exclude(person=case.lead).get()

    tries(lambda: actions.leave(part, by=person, at=LATER), who == "lead")


@mark.parametrize("who", NEAR)
def test_the_lead_alone_closes(somebody, case, who):
    person = somebody(who)

    tries(lambda: actions.close(case, by=person, at=LATER, why="Sentenced."), who == "lead")


def test_the_lead_does_not_end_their_own_part(case):
    part = Investigator.objects.get(person=case.lead)

    with raises(Refused):
        actions.leave(part, by=case.lead, at=LATER)


@mark.parametrize("act", ["add_suspect", "record_order", "staff"])
def test_a_closed_case_takes_nothing_more(case, act):
    told = {
        "add_suspect": {"name": "Late", "acts": "alone", "since": DAY, "reason": "Late."},
        "record_order": {"suspect": Suspect.objects.get(), "kind": "stro", "prohibits": "Travel.", "made_on": DAY},
        "staff": {"person": PersonFactory()},
    }
    actions.close(case, by=case.lead, at=LATER, why="Sentenced.")

    with raises(Exception, match="investigation is closed"):
        getattr(actions, act)(case, by=case.lead, at=LATER, **told[act])


# Round the actions -----------------------------------------------------------------


@fixture
def insider():
    """An investigator of the area who works on nothing, and writes without asking an action."""
    return person_as("investigator")


def refused_by_the_database(person, write):
    """The write fails for that person in the database itself."""

    def tried():
        with acting_as(person):
            write()
            connection.check_constraints()

    with raises((ProgrammingError, IntegrityError)), transaction.atomic():
        tried()


def test_nobody_lets_themselves_into_a_case(case, insider):
    refused_by_the_database(
        insider,
        lambda: Investigator.objects.create(investigation=case, lead=case.lead, person=insider, since=ARRESTED),
    )


def test_nobody_lets_themselves_into_a_case_by_claiming_to_lead_it(case, insider):
    refused_by_the_database(
        insider,
        lambda: Investigator.objects.create(investigation=case, lead=insider, person=insider, since=ARRESTED),
    )


def test_nobody_makes_themselves_the_lead(case, insider):
    refused_by_the_database(insider, lambda: Investigation.objects.filter(pk=case.pk).update(lead=insider))


def test_nobody_puts_a_suspect_into_a_case_of_others(case, insider):
    refused_by_the_database(
        insider,
        lambda: Suspect.objects.create(
            investigation=case, name="Planted", acts="alone", since=DAY, reason="None.", recorded_by=insider
        ),
    )


def test_nobody_moves_custody_to_an_area_of_their_own(custody):
    elsewhere = person_as("investigator", area=AreaFactory(code="gwent"))

    refused_by_the_database(elsewhere, lambda: Custody.objects.filter(pk=custody.pk).update(area=AreaFactory()))


@mark.parametrize("field", ["arrested_at", "known_as", "offence", "taken_by", "all of them"])
def test_what_the_arrest_said_is_not_rewritten(custody, insider, field):
    values = {"arrested_at": ARRIVED, "known_as": "Somebody Else", "offence": "Nothing", "taken_by": insider}
    given = {field: values[field]} if field in values else values

    refused_by_the_database(insider, lambda: Custody.objects.filter(pk=custody.pk).update(**given))


def test_an_event_is_never_edited(custody, insider):
    event = CustodyEventFactory(custody=custody)

    refused_by_the_database(insider, lambda: CustodyEvent.objects.filter(pk=event.pk).update(happened_at=ARRIVED))


@mark.parametrize("model", [Investigation, Investigator, Suspect, Order, Custody, CustodyEvent])
def test_nothing_is_deleted(custody, case, model):
    OrderFactory(suspect=Suspect.objects.get())
    CustodyEventFactory(custody=custody)
    row = model.objects.first()

    with raises((ProgrammingError, ProtectedError, DatabaseError)), transaction.atomic(), acting_as(case.lead):
        row.delete()


# In the ledger ---------------------------------------------------------------------


def test_what_was_done_is_in_the_ledger_and_not_what_was_said(custody, insider):
    actions.raise_concern(custody, by=insider, at=LATER, description="Young man, red jumper", says="Was told to.")

    entries = list(Entry.objects.filter(actor=insider.pk).values())
    assert {"raise_concern", "note_concern"} <= {entry["verb"] for entry in entries}
    assert "red jumper" not in str(entries)
    assert "Was told to" not in str(entries)


def test_a_suspects_name_is_not_in_the_ledger(case):
    actions.add_suspect(
        case, by=case.lead, at=LATER, name="Invented Ringleader", acts="alone", since=DAY, reason="Holds the keys."
    )

    assert "Ringleader" not in str(list(Entry.objects.values()))


def test_two_people_named_for_two_cases_see_only_their_own():
    mine, theirs = led_by(person_as("investigator")), led_by(person_as("investigator"))
    SuspectFactory(investigation=mine)
    SuspectFactory(investigation=theirs)

    for case in (mine, theirs):
        with acting_as(case.lead):
            assert list(Investigation.objects.all()) == [case]
            assert Suspect.objects.get().investigation_id == case.pk
