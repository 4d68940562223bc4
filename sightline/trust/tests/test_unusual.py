"""What stands out in the ledger, and what does not: volume, off duty, browsing, the own street and the own name."""

from datetime import datetime, time, timedelta
from uuid import uuid4

from pytest import fixture, mark

from sightline.agencies.tests.factories import PersonFactory
from sightline.justice.tests.factories import SuspectFactory
from sightline.kit.acting import acting_as
from sightline.kit.clocks.deadlines import LONDON
from sightline.places.tests.factories import PremisesFactory
from sightline.trust.models import Unusual
from sightline.trust.tests.factories import DAY, DeclarationFactory, looked
from sightline.trust.tests.factories import mark as marked
from sightline.trust.unusual import unusual_on

pytestmark = mark.django_db

Signal = Unusual.Signal


def at(hour: int, minute: int = 0, day=DAY):
    """That moment of the day in London."""
    return datetime.combine(day, time(hour, minute), LONDON)


def every(minutes: int, number: int, start: datetime) -> list[datetime]:
    """So many moments, so many minutes apart."""
    return [start + timedelta(minutes=minutes * turn) for turn in range(number)]


@fixture
def person(db):
    return PersonFactory()


@fixture
def found(auditor):
    """What stands out on the day, by signal, as the auditor finds it."""

    def look(day=DAY):
        with acting_as(auditor):
            return {(each.signal, each.person): each for each in unusual_on(day)}

    return look


# Off duty ------------------------------------------------------------------------------------------------------


def test_a_replay_of_1700_looks_off_duty_is_found(person, found):
    """Police insiders looked people up unseen for years (HMIC 2016, IPCA 2025)."""
    DeclarationFactory(person=person)
    nights = [DAY - timedelta(days=turn) for turn in range(34)]
    for night in nights:
        looked(person, *every(1, 50, at(22, day=night)))

    fired = [night for night in nights if (Signal.OFF_DUTY, person.pk) in found(night)]

    assert fired == nights
    assert sum(found(night)[Signal.OFF_DUTY, person.pk].times for night in nights) == 1700


def test_looks_on_duty_do_not_stand_out(person, found):
    DeclarationFactory(person=person)
    looked(person, *every(20, 20, at(9, 30)))

    assert found() == {}


def test_who_stays_a_little_late_does_not_stand_out(person, found):
    DeclarationFactory(person=person)
    looked(person, at(17, 1), at(17, 5))

    assert found() == {}


def test_who_declared_no_duty_times_is_not_judged_by_them(person, found):
    looked(person, *every(1, 30, at(3)))

    assert found() == {}


@mark.parametrize(("hour", "stands_out"), [(23, False), (3, False), (12, True)])
def test_a_night_duty_goes_on_after_midnight(hour, stands_out, person, found):
    DeclarationFactory(person=person, weekdays=[1, 2], begins=time(22), ends=time(6))
    looked(person, *every(1, 5, at(hour)))

    assert ((Signal.OFF_DUTY, person.pk) in found()) is stands_out


def test_the_newest_declaration_counts(person, found):
    DeclarationFactory(person=person, begins=time(0), ends=time(1), declared_at=at(1, day=DAY - timedelta(days=9)))
    DeclarationFactory(person=person, declared_at=at(1))
    looked(person, *every(1, 5, at(10)))

    assert found() == {}


def test_an_hour_of_summer_is_one_in_london(person, found):
    """16:30 UTC in July is 17:30 in London: off duty."""
    day = DAY.replace(month=7, day=15)
    DeclarationFactory(person=person, declared_at=at(1, day=day))
    looked(person, *every(1, 5, at(17, 30, day=day)))

    assert (Signal.OFF_DUTY, person.pk) in found(day)


# Volume --------------------------------------------------------------------------------------------------------


def test_far_more_than_colleagues_in_the_same_role_stands_out(person, found):
    looked(person, *every(2, 130, at(9)))
    for colleague in PersonFactory.create_batch(3):
        looked(colleague, *every(9, 40, at(9)))

    each = found()[Signal.VOLUME, person.pk]
    assert (each.times, each.usual) == (130, 40)
    assert len(found()) == 1


def test_a_busy_day_of_everybody_does_not_stand_out(found):
    for colleague in PersonFactory.create_batch(3):
        looked(colleague, *every(2, 130, at(9)))

    assert found() == {}


def test_other_roles_do_not_count_as_colleagues(person, found):
    looked(person, *every(2, 60, at(9)))
    looked(PersonFactory(), *every(2, 60, at(9)), roles=("investigator",))

    assert (Signal.VOLUME, person.pk) in found()


def test_one_record_opened_many_times_is_one_record(person, found):
    looked(person, *every(2, 130, at(9)), record=uuid4())

    assert found() == {}


# From case to case ---------------------------------------------------------------------------------------------


def test_going_from_case_to_case_without_doing_anything_stands_out(person, found):
    looked(person, *every(4, 12, at(10)), kind="safeguarding.Case")

    assert found()[Signal.BROWSING, person.pk].times == 12


def test_cases_that_somebody_works_on_do_not_stand_out(person, found):
    for moment in every(4, 12, at(10)):
        record = uuid4()
        looked(person, moment, kind="safeguarding.Case", record=record)
        looked(person, moment, kind="safeguarding.Case", record=record, act="alter", verb="inform")

    assert found() == {}


def test_as_many_cases_over_a_whole_day_do_not_stand_out(person, found):
    looked(person, *every(30, 12, at(9)), kind="safeguarding.Case")

    assert found() == {}


# The own ones --------------------------------------------------------------------------------------------------


@mark.parametrize(("declared", "street", "fires"), [
    ("Wingrove Avenue", "12 Wingrove Avenue", True),
    ("14 wingrove  avenue", "Wingrove Avenue", True),
    ("Stanhope Street", "12 Wingrove Avenue", False),
])  # fmt: skip
def test_the_own_street_is_found_however_it_is_written(declared, street, fires, person, found):
    DeclarationFactory(person=person, street_mark=marked(declared), begins=time(0), ends=time(23, 59))
    looked(person, at(10), record=PremisesFactory(street=street).pk)

    assert ((Signal.OWN_STREET, person.pk) in found()) is fires


@mark.parametrize(("surname", "fires"), [("Inventat", True), ("Other", False)])
def test_the_own_name_is_found_on_suspects(surname, fires, person, found):
    DeclarationFactory(person=person, surname_mark=marked(surname), begins=time(0), ends=time(23, 59))
    looked(person, at(10), kind="justice.Suspect", record=SuspectFactory(name="Andrei INVENTAT").pk)

    assert ((Signal.OWN_NAME, person.pk) in found()) is fires


def test_a_mark_tells_no_word_and_differs_from_a_plain_hash():
    made = marked("Wingrove Avenue")

    assert len(made) == 32
    assert made == marked("12, WINGROVE avenue") != marked("Wingrove Road")


def test_nobody_but_an_auditor_finds_anything(person, officer):
    DeclarationFactory(person=person)
    looked(person, *every(1, 50, at(22)))

    with acting_as(officer):
        assert unusual_on(DAY) == []
