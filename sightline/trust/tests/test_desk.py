"""The auditor's desk: findings kept and settled, decoys that ring, declarations, the weekly note."""

from datetime import UTC, date, datetime, time, timedelta

from django.db import DatabaseError, IntegrityError, transaction
from pytest import fixture, mark, raises

from sightline.agencies.models import Role
from sightline.agencies.tests.factories import AreaFactory, PersonFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice
from sightline.kit.refusals import Refused, WrongStep
from sightline.ledger.finding import find
from sightline.ledger.models import Entry
from sightline.ledger.notes import note
from sightline.places.models import Premises
from sightline.places.tests.factories import PremisesFactory
from sightline.safeguarding.tests.factories import CaseFactory
from sightline.trust import actions, weekly
from sightline.trust.models import Declaration, Decoy, Unusual, WeeklyNote
from sightline.trust.tests.factories import (
    DAY,
    DeclarationFactory,
    DecoyFactory,
    UnusualFactory,
    WeeklyNoteFactory,
    looked,
)

pytestmark = mark.django_db

NOW = datetime(2026, 11, 26, 6, tzinfo=UTC)
NIGHT = datetime(2026, 11, 25, 22, tzinfo=UTC)


@fixture
def area(db):
    return AreaFactory()


@fixture
def at_night(officer):
    """Somebody who looked off duty."""
    DeclarationFactory(person=officer)
    looked(officer, *(NIGHT + timedelta(minutes=turn) for turn in range(5)))
    return officer


# Findings ------------------------------------------------------------------------------------------------------


def test_what_stands_out_is_kept_and_the_auditors_are_told(at_night, auditor, area):
    (made,) = actions.look_through(by=auditor, at=NOW, day=DAY, area=area)

    assert (made.person, made.signal, made.times) == (at_night, "off-duty", 5)
    assert (Notice.objects.get().duty, Notice.objects.get().subject) == (f"auditor@{area.pk}", made.ref)


def test_the_persons_own_line_is_not_told(at_night, auditor, area):
    actions.look_through(by=auditor, at=NOW, day=DAY, area=area)
    commander = person_as("operation commander", agency=at_night.agency)

    for one in (at_night, commander):
        with acting_as(one):
            assert not Unusual.objects.exists()
            assert not Notice.objects.exists()


def test_looking_a_day_through_twice_finds_it_once(at_night, auditor, area):
    actions.look_through(by=auditor, at=NOW, day=DAY, area=area)

    assert actions.look_through(by=auditor, at=NOW, day=DAY, area=area) == []


def test_an_auditor_does_not_find_themselves_and_another_does(auditor, area):
    DeclarationFactory(person=auditor)
    looked(auditor, *(NIGHT + timedelta(minutes=turn) for turn in range(5)), roles=("auditor",))

    assert actions.look_through(by=auditor, at=NOW, day=DAY, area=area) == []
    assert len(actions.look_through(by=person_as("auditor"), at=NOW, day=DAY, area=area)) == 1
    with acting_as(auditor):
        assert not Unusual.objects.exists()


@mark.parametrize(("settle", "state"), [(actions.explain, "explained"), (actions.pass_on, "passed-on")])
def test_it_is_settled_once_with_a_reason(settle, state, auditor):
    found = UnusualFactory()

    settle(found, by=auditor, at=NOW, why="A late call-out.")

    assert found.state == state
    with raises(WrongStep):
        settle(found, by=auditor, at=NOW, why="Again.")


@mark.parametrize("role", [role.value for role in Role if role != Role.AUDITOR])
def test_nobody_else_sees_or_settles_it(role):
    found, person = UnusualFactory(), person_as(role)

    with acting_as(person):
        assert not Unusual.objects.exists()
        assert not Decoy.objects.exists()
    with raises(Refused):
        actions.explain(found, by=person, at=NOW, why="Nothing to see.")


# Decoys --------------------------------------------------------------------------------------------------------


def test_whoever_opens_a_decoy_rings_the_auditors(auditor, officer, area):
    premises = PremisesFactory()
    planted = actions.plant(by=auditor, at=NOW, ref=premises.ref, area=area)

    with acting_as(officer):
        find(Premises, premises.ref)

    told = Notice.objects.get()
    assert (told.duty, told.subject) == (f"auditor@{area.pk}", planted.ref)


def test_an_ordinary_record_rings_nobody(auditor, officer, area):
    actions.plant(by=auditor, at=NOW, ref=PremisesFactory().ref, area=area)

    with acting_as(officer):
        find(Premises, PremisesFactory().ref)

    assert not Notice.objects.exists()


def test_a_decoy_is_the_same_to_its_reader_as_any_other(auditor, officer, area):
    one, other = PremisesFactory(), PremisesFactory()
    actions.plant(by=auditor, at=NOW, ref=one.ref, area=area)

    with acting_as(officer):
        found = [set(vars(find(Premises, each.ref))) for each in (one, other)]
        assert not Decoy.objects.exists()
    assert found[0] == found[1]


def test_an_auditor_who_follows_an_alarm_rings_nothing(auditor):
    opened = PremisesFactory(id=DecoyFactory().record)

    with acting_as(auditor):
        note("consult", "open", opened)

    assert not Notice.objects.exists()


def test_nothing_is_planted_where_nothing_is(auditor, area):
    with raises(Refused):
        actions.plant(by=auditor, at=NOW, ref="L-2222-2222", area=area)


# Declarations --------------------------------------------------------------------------------------------------


def test_a_declaration_keeps_no_word(officer):
    made = actions.declare(
        by=officer, at=NOW, surname="Inventat", street="Wingrove Avenue", weekdays=[0, 1], begins=time(9), ends=time(17)
    )

    stored = str(Declaration.objects.values().get(pk=made.pk))
    assert "Inventat" not in stored
    assert "Wingrove" not in stored
    assert "Inventat" not in str(list(Entry.objects.values()))


def test_nobody_declares_for_another(officer):
    other = PersonFactory()

    with raises(DatabaseError, match="row-level security"), acting_as(officer):
        Declaration.objects.create(
            person=other, surname_mark=b"", street_mark=b"", weekdays=[], begins=time(1), ends=time(2), declared_at=NOW
        )


@mark.parametrize("role", [role.value for role in Role])
def test_who_reads_what_another_declared(role):
    made = DeclarationFactory()

    with acting_as(person_as(role)):
        assert Declaration.objects.filter(pk=made.pk).exists() is (role == "auditor")


# The weekly note -----------------------------------------------------------------------------------------------


def test_the_note_tells_an_owner_who_saw_theirs_and_how_often(officer):
    case = CaseFactory()
    looked(officer, NIGHT, NIGHT + timedelta(hours=1), record=case.pk, kind="safeguarding.Case")

    assert weekly.write(date(2026, 11, 23)) == 1

    written = WeeklyNote.objects.get()
    assert written.person == case.opened_by
    assert written.lines == [
        {"ref": case.ref, "who": officer.name, "agency": officer.agency.name, "roles": ["analyst"], "times": 2}
    ]


def test_the_own_looks_and_those_of_another_week_are_no_news(officer):
    case = CaseFactory()
    looked(case.opened_by, NIGHT, record=case.pk)
    looked(officer, NIGHT - timedelta(days=7), record=case.pk)

    assert weekly.write(date(2026, 11, 23)) == 0


def test_a_note_is_written_once(officer):
    looked(officer, NIGHT, record=CaseFactory().pk)

    assert [weekly.write(date(2026, 11, 23)) for _ in range(2)] == [1, 0]
    with raises(IntegrityError), transaction.atomic():
        WeeklyNoteFactory(person=WeeklyNote.objects.get().person)


@mark.parametrize("role", [role.value for role in Role])
def test_a_note_is_read_by_its_owner_alone(role):
    written = WeeklyNoteFactory()

    with acting_as(person_as(role)):
        assert not WeeklyNote.objects.exists()
    with acting_as(written.person):
        assert WeeklyNote.objects.get() == written


def test_a_week_begins_on_its_monday():
    assert weekly.monday(date(2026, 11, 29)) == weekly.monday(date(2026, 11, 23)) == date(2026, 11, 23)
