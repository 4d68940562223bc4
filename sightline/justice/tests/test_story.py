"""One person from the door to a court, and twelve of whom a statement tells seven."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.justice import actions
from sightline.justice.board import beside, heading, lines
from sightline.justice.happened import WORDS, happened
from sightline.justice.models import Custody, CustodyEvent
from sightline.justice.tests.factories import (
    ARRESTED,
    ARRIVED,
    AUTHORISED,
    CustodyEventFactory,
    CustodyFactory,
    booked_in,
)
from sightline.kit.acting import acting_as
from sightline.kit.refusals import WrongStep
from sightline.visits.tests.factories import ArrestFactory, VisitFactory

pytestmark = mark.django_db

HOUR = timedelta(hours=1)


@fixture
def detective():
    return person_as("investigator")


def ends(custody):
    """When detention and review end, as the whole of the events says."""
    events = CustodyEvent.objects.filter(custody=custody)
    return tuple(reading.ends_at for reading in custody.readings(events, custody.arrested_at + 100 * HOUR))


def test_a_person_is_taken_booked_in_reviewed_extended_and_charged(detective):
    custody = given_a_person_taken_over_from_a_visit(detective)

    when_they_are_booked_in(custody, detective)
    then_both_clocks_run(custody)

    when_detention_is_reviewed_in_time(custody, detective)
    when_a_superintendent_allows_more(custody, detective, hours=12)
    then_detention_may_last(custody, hours=36)

    when_a_court_allows_more(custody, detective, at=ARRIVED + 34 * HOUR, hours=36)
    then_detention_may_last(custody, hours=34 + 36)

    actions.charge(custody, by=detective, at=ARRIVED + 40 * HOUR, outcome_says="To appear on Thursday.")
    then_the_page_tells_it_newest_first(custody, detective)


def given_a_person_taken_over_from_a_visit(by):
    return actions.take_arrest(ArrestFactory(arrested_at=ARRESTED), by=by, at=ARRESTED + HOUR / 2)


def when_they_are_booked_in(custody, by):
    actions.book_in(
        custody, by=by, at=AUTHORISED, station="Example Street", arrived_at=ARRIVED, authorised_at=AUTHORISED
    )


def then_both_clocks_run(custody):
    assert ends(custody) == (ARRIVED + 24 * HOUR, AUTHORISED + 6 * HOUR)


def when_detention_is_reviewed_in_time(custody, by):
    for hours in (5, 13, 21):
        actions.record_event(custody, by=by, at=AUTHORISED + hours * HOUR, kind="review")


def when_a_superintendent_allows_more(custody, by, hours):
    actions.record_event(custody, by=by, at=AUTHORISED + 22 * HOUR, kind="extension", hours=hours, says="Two phones.")


def when_a_court_allows_more(custody, by, at, hours):
    actions.record_event(custody, by=by, at=at, kind="warrant", hours=hours, says="Example Magistrates' Court")


def then_detention_may_last(custody, hours):
    assert ends(custody)[0] == ARRIVED + hours * HOUR


def then_the_page_tells_it_newest_first(custody, by):
    with acting_as(by):
        told = happened(custody, custody.arrest, events=CustodyEvent.objects.filter(custody=custody))
    assert [str(row["what"]) for row in told] == [
        "Charged",
        "Warrant of further detention, by a court, 36 hours",
        "Extension by a superintendent, 12 hours",
        "Review of detention",
        "Review of detention",
        "Review of detention",
        "Booked in",
        "Taken over from the visit",
    ]
    assert {row["by"] for row in told} == {by.name}


def test_the_end_of_summer_time_lengthens_no_detention(detective):
    """The clocks go back on 28 October 2018 at 2: twenty-four hours stay twenty-four hours."""
    saturday = datetime(2018, 10, 27, 19, 0, tzinfo=UTC)
    custody = booked_in(arrested_at=saturday - HOUR, arrived_at=saturday, authorised_at=saturday + HOUR / 4)

    assert ends(custody)[0] == datetime(2018, 10, 28, 19, 0, tzinfo=UTC)


def test_of_twelve_arrested_seven_are_held_and_of_five_nothing_is_stated(detective):
    visit = VisitFactory()
    for number in range(12):
        custody = booked_in(arrest__visit=visit, known_as=f"Arrested {number:02}")
        if number >= 7:
            actions.leave_unstated(custody, by=detective, at=ARRIVED + HOUR)

    with acting_as(detective):
        board = lines(list(Custody.objects.held()), by=detective, now=ARRIVED + 2 * HOUR)

    assert heading(board) == "Seven people are in custody."
    assert beside(Counter(Custody.objects.values_list("state", flat=True))) == (
        "Twelve were arrested. Of the other five: not stated."
    )


def test_received_is_waiting_and_taken(detective):
    """Nothing is lost between the door and custody."""
    arrests = ArrestFactory.create_batch(5)
    for arrest in arrests[:3]:
        actions.take_arrest(arrest, by=detective, at=ARRESTED)

    waiting = type(arrests[0]).objects.waiting()
    assert len(arrests) == waiting.count() + Custody.objects.count()
    assert {arrest.pk for arrest in arrests[3:]} == set(waiting.values_list("pk", flat=True))


def test_those_who_wait_to_be_booked_in_are_an_inbox():
    waiting = CustodyFactory()
    booked_in()

    assert list(Custody.objects.waiting()) == [waiting]
    assert Custody.objects.held().count() == 2


@mark.parametrize("verb", Custody.STEPS)
def test_every_step_has_words_for_its_page(verb):
    assert str(WORDS[verb]) != verb


def test_an_event_without_a_step_is_told_among_the_steps(detective):
    custody = booked_in()
    CustodyEventFactory(custody=custody, recorded_by=detective, says="Inspector Example")
    actions.release(custody, by=detective, at=AUTHORISED + 6 * HOUR)

    with acting_as(detective):
        told = happened(custody, None, events=CustodyEvent.objects.all())

    assert [(str(row["what"]), row["why"]) for row in told] == [
        ("Released under investigation", ""),
        ("Review of detention", "Inspector Example"),
    ]


@mark.parametrize("outcome", ["bail", "release", "end_without_action", "leave_unstated"])
def test_nothing_follows_a_charge(detective, outcome):
    custody = booked_in()
    actions.charge(custody, by=detective, at=AUTHORISED + HOUR)

    with raises(WrongStep):
        getattr(actions, outcome)(custody, by=detective, at=AUTHORISED + 2 * HOUR)


@mark.parametrize(("first", "then"), [("bail", "charge"), ("release", "charge"), ("bail", "end_without_action")])
def test_what_was_open_may_be_decided_later(detective, first, then):
    custody = booked_in()
    getattr(actions, first)(custody, by=detective, at=AUTHORISED + HOUR)

    getattr(actions, then)(custody, by=detective, at=AUTHORISED + 500 * HOUR)

    assert Custody.objects.get().ended_at == AUTHORISED + HOUR
