"""The custody board: order, words and colours, without a page."""

from collections import Counter
from datetime import timedelta

from pytest import fixture, mark

from sightline.agencies.tests.factories import AreaFactory, GrantFactory, person_as
from sightline.justice.board import Clock, Line, beside, heading, in_words, line, lines
from sightline.justice.models import Custody, CustodyEvent
from sightline.justice.tests.factories import ARRESTED, ARRIVED, AUTHORISED, CustodyEventFactory, booked_in
from sightline.kit.acting import acting_as
from sightline.operations.models import Assignment
from sightline.operations.tests.factories import AssignmentFactory, OperationFactory, TeamFactory
from sightline.visits.tests.factories import ArrestFactory, VisitFactory

HOUR = timedelta(hours=1)
ENDS = ARRIVED + 24 * HOUR


def person(**more):
    """A person in custody who is in no database."""
    facts = {"arrested_at": ARRESTED, "arrived_at": ARRIVED, "authorised_at": AUTHORISED, "known_as": "Invented"}
    return Custody(**{"state": "in-custody", "age": "adult"} | facts | more)


def event(kind, at, hours=0):
    """Something that happened to them."""
    return CustodyEvent(kind=kind, happened_at=at, hours=hours, recorded_at=at)


def reviewed(until):
    """Reviews in time, every 5 hours, so that only the detention clock is near its end."""
    return [
        event("review", AUTHORISED + hours * HOUR) for hours in range(5, 24, 5) if AUTHORISED + hours * HOUR <= until
    ]


def detention(now, *events, **more):
    return line(person(**more), [*reviewed(now), *events], now).clocks[0]


# Clocks ---------------------------------------------------------------------------


@mark.parametrize(
    ("left", "kind"),
    [(10 * HOUR, "running"), (2 * HOUR, "soon"), (HOUR, "danger"), (HOUR / 4, "danger"), (-HOUR / 4, "over")],
)
def test_a_clock_turns_amber_then_red_in_its_last_hour(left, kind):
    assert detention(ENDS - left).kind == kind


@mark.parametrize(
    ("left", "words"),
    [
        (10 * HOUR, "ends Wed 17 Oct, 07:50"),
        (2 * HOUR, "Soon, ends Wed 17 Oct, 07:50"),
        (HOUR / 2, "Under 1 hour, ends Wed 17 Oct, 07:50"),
        (-HOUR, "ended Wed 17 Oct, 07:50"),
    ],
)
def test_a_clock_says_in_words_what_its_colour_says(left, words):
    assert detention(ENDS - left).until == words


def test_a_clock_that_cannot_be_computed_ends_at_no_time():
    clock = detention(ENDS, arrived_at=None)

    assert (clock.kind, clock.until, clock.remaining) == ("cannot compute", "", None)
    assert not clock.ends_within(HOUR)


def test_a_clock_that_has_been_met_does_not_run():
    clock = detention(ENDS, state="released", ended_at=ARRIVED + HOUR)

    assert (clock.kind, clock.remaining) == ("met", None)


def test_a_clock_that_is_over_counts_as_ending_now():
    assert detention(ENDS + HOUR).ends_within(timedelta())


def test_nothing_moved_unless_a_time_came_late():
    assert detention(ENDS - HOUR).moved == ""


def test_an_earlier_arrival_says_what_the_clock_read_before():
    clock = detention(ENDS - HOUR, event("arrival", ARRIVED - HOUR / 4))

    assert clock.reading.ends_at == ENDS - HOUR / 4
    assert clock.moved.endswith("before, it read Wed 17 Oct, 07:50")


def test_a_later_arrival_moves_nothing_in_the_persons_disfavour():
    clock = detention(ENDS - HOUR, event("arrival", ARRIVED + HOUR))

    assert (clock.reading.ends_at, clock.moved) == (ENDS, "")


def test_a_first_arrival_has_nothing_before_it():
    clock = detention(ENDS - HOUR, event("arrival", ARRIVED), arrived_at=None)

    assert (clock.reading.ends_at, clock.moved) == (ENDS, "")


# Order ------------------------------------------------------------------------------


def test_the_nearer_clock_places_a_person():
    now = AUTHORISED + 5 * HOUR

    each = line(person(), [], now)

    assert each.soonest == HOUR
    assert each.due.reading.label == "Review of detention"


def test_a_person_without_clocks_has_none_due():
    each = line(person(arrived_at=None, authorised_at=None), [], AUTHORISED)

    assert each.due is None
    assert each.soonest > 90 * HOUR


def test_who_keeps_no_clock_sees_a_line_without():
    assert Line(person()).clocks == ()
    assert Line(person()).due is None


# Words ------------------------------------------------------------------------------


def board(*lefts):
    """Lines whose detention clock has that much left."""
    readings = [detention(ENDS - left) for left in lefts]
    return [Line(person(), (clock,)) for clock in readings]


@mark.parametrize(
    ("lefts", "words"),
    [
        ((), "Nobody is in custody."),
        ((9 * HOUR,), "One person is in custody."),
        ((9 * HOUR, HOUR / 2), "Two people are in custody. One clock ends within the hour."),
        ((HOUR / 2, HOUR / 3, 9 * HOUR), "Three people are in custody. Two clocks end within the hour."),
    ],
)
def test_the_heading_counts_people_and_near_ends(lefts, words):
    assert heading(board(*lefts)) == words


@mark.parametrize(
    ("states", "words"),
    [
        ({"in-custody": 2}, ""),
        ({"in-custody": 7, "not-stated": 5}, "Twelve were arrested. Of the other five: not stated."),
        ({"arrested": 1, "bailed": 1, "released": 1}, None),
        ({"in-custody": 10, "charged": 3}, "13 were arrested. Of the other three: charged."),
    ],
)
def test_of_the_others_only_what_is_stated_is_said(states, words):
    said = beside(Counter(states))

    assert said == (
        words
        if words is not None
        else "Three were arrested. Of the other two: 1 on pre-charge bail, 1 released under investigation."
    )


@mark.parametrize(("number", "words"), [(0, "No"), (12, "Twelve"), (13, "13")])
def test_numbers_up_to_twelve_are_words(number, words):
    assert in_words(number) == words


# A person, in words -----------------------------------------------------------------


@mark.parametrize(
    ("facts", "where"),
    [
        ({}, ""),
        ({"station": "Example Street"}, "Example Street"),
        ({"custody_number": "N-1", "station": "Example Street", "cell": "4"}, "N-1, Example Street, cell 4"),
    ],
)
def test_where_a_person_is_leaves_out_what_is_not_known(facts, where):
    assert person(**facts).where == where


@mark.parametrize(("age", "young"), [("adult", False), ("child", True), ("unsure", True)])
def test_not_sure_counts_as_a_child(age, young):
    assert person(age=age).is_young is young


@mark.parametrize(("kind", "known"), [(kind, True) for kind in CustodyEvent.Kind])
def test_every_kind_of_event_means_something_to_the_clocks(kind, known):
    assert bool(event(kind, ARRIVED).for_clocks()) is known


# From the database -------------------------------------------------------------------


@fixture
def elsewhere(db):
    return VisitFactory(team=TeamFactory(operation=OperationFactory(area=AreaFactory(code="gwent"))))


def test_the_soonest_clock_stands_first_whoever_was_arrested_first(db):
    later, sooner = booked_in(), booked_in(arrived_at=ARRIVED - HOUR / 2)
    CustodyEventFactory.create_batch(1, custody=later, happened_at=AUTHORISED + 5 * HOUR)
    CustodyEventFactory.create_batch(1, custody=sooner, happened_at=AUTHORISED + 4 * HOUR)

    with acting_as(detective := person_as("investigator")):
        each = lines([later, sooner], by=detective, now=AUTHORISED + 6 * HOUR)

    assert [one.custody for one in each] == [sooner, later]


def test_the_events_of_one_person_move_no_clock_of_another(db):
    reviewed_one, other = booked_in(known_as="A"), booked_in(known_as="B")
    CustodyEventFactory(custody=reviewed_one, happened_at=AUTHORISED + 5 * HOUR)

    with acting_as(detective := person_as("investigator")):
        found = {
            one.custody: one.clocks[1].reading
            for one in lines([reviewed_one, other], by=detective, now=ENDS - 9 * HOUR)
        }

    assert found[reviewed_one].ends_at == AUTHORISED + 14 * HOUR
    assert found[other].ends_at == AUTHORISED + 6 * HOUR


def test_clocks_are_shown_for_the_areas_a_person_keeps_and_no_others(elsewhere):
    here, there = (
        booked_in(known_as="Here"),
        booked_in(known_as="There", arrest=ArrestFactory(visit=elsewhere, arrested_at=ARRESTED)),
    )
    both = person_as("investigator")
    AssignmentFactory(operation=elsewhere.operation, person=both, part=Assignment.Part.COMMANDER)

    with acting_as(both):
        each = {one.custody: bool(one.clocks) for one in lines([here, there], by=both, now=ENDS)}

    assert each == {here: True, there: False}


def test_two_areas_are_both_kept(elsewhere):
    here, there = booked_in(), booked_in(arrest=ArrestFactory(visit=elsewhere, arrested_at=ARRESTED))
    both = person_as("investigator")
    GrantFactory(person=both, role="investigator", area=elsewhere.area)

    with acting_as(both):
        assert all(isinstance(clock, Clock) for one in lines([here, there], by=both, now=ENDS) for clock in one.clocks)
        assert Custody.objects.count() == 2
