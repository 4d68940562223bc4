"""The two custody clocks, read from what happened."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from pytest import mark

from sightline.justice.clocks import Event, Kind, readings

START = datetime(2018, 10, 8, 10, 0, tzinfo=UTC)
LATER = START + timedelta(days=10)


def hours(number):
    return START + timedelta(hours=number)


def event(kind, at, granted=0):
    return Event(Kind[kind], hours(at), granted)


ARREST = [event("ARRESTED", -1), event("ARRIVED", 0), event("AUTHORISED", 0.5)]
TWO_REVIEWS = [event("REVIEWED", 6), event("REVIEWED", 15)]
EXTENSION = event("EXTENDED", 20, 12)


def detention(events, now=LATER):
    return readings(events, now)[0]


def review(events, now=LATER):
    return readings(events, now)[1]


def test_24_hours_run_from_arrival():
    reading = detention(ARREST)

    assert (reading.started_at, reading.ends_at) == (START, hours(24))
    assert reading.rule.source.endswith("section 41(1)")


def test_a_kind_may_come_as_the_plain_word_that_the_database_keeps():
    stored = [Event(str(event.kind), event.at) for event in ARREST]

    assert detention(stored) == detention(ARREST)


def test_a_long_journey_starts_the_clock_before_arrival():
    assert detention([event("ARRESTED", -30), event("ARRIVED", 0)]).started_at == hours(-6)


def test_an_earlier_arrival_entered_late_brings_the_end_forward():
    assert detention([*ARREST, event("ARRIVED", -0.5)]).ends_at == hours(23.5)


@mark.parametrize(
    ("events", "why"),
    [
        ([], "no arrest time"),
        ([event("ARRIVED", 0)], "no arrest time"),
        ([event("ARRESTED", 0)], "no arrival time"),
        ([event("ARRESTED", 1), event("ARRIVED", 0)], "the arrival is before the arrest"),
        ([*ARREST, event("HOSPITAL", 2)], "time away in hospital; ask the custody officer"),
        ([*ARREST, event("TRANSFERRED", 2)], "handed to another force; ask the custody officer"),
    ],
)
def test_a_clock_that_lacks_a_fact_names_it_and_does_not_guess(events, why):
    reading = detention(events)

    assert reading.missing == f"cannot compute: {why}"
    assert reading.state(LATER) == "cannot compute"


def test_a_superintendent_extends_to_36_hours_after_the_second_review():
    reading = detention([*ARREST, *TWO_REVIEWS, EXTENSION])

    assert (reading.ends_at, reading.rule.id) == (hours(36), "superintendent")


def test_a_warrant_counts_from_its_issue():
    reading = detention([*ARREST, *TWO_REVIEWS, EXTENSION, event("WARRANT", 30, 36)])

    assert (reading.ends_at, reading.rule.id) == (hours(66), "warrant")


def test_at_96_hours_the_longest_rule_is_the_one_shown():
    warrants = [event("WARRANT", 30, 36), event("WARRANT", 60, 36)]

    assert detention([*ARREST, *TWO_REVIEWS, EXTENSION, *warrants]).rule.id == "longest"


@mark.parametrize(
    ("events", "why"),
    [
        ([*ARREST, EXTENSION], "only after the second review"),
        ([*ARREST, *TWO_REVIEWS, event("EXTENDED", 25, 12)], "the clock was not running"),
        ([*ARREST, *TWO_REVIEWS, event("EXTENDED", 20, 24)], "no more than 36 hours"),
        ([*ARREST, *TWO_REVIEWS, event("WARRANT", 20, 40)], "from its issue"),
    ],
)
def test_an_extension_that_the_law_does_not_allow_moves_nothing_and_says_why(events, why):
    reading = detention(events)
    (uncounted,) = [moment for moment in reading.events if not moment.counted]

    assert reading.ends_at == hours(24)
    assert why in uncounted.says


@mark.parametrize("kind", ["CHARGED", "LEFT"])
def test_charge_or_leaving_meets_the_detention_clock(kind):
    assert detention([*ARREST, event(kind, 10)]).state(LATER) == "met"


def test_being_charged_too_late_stays_over():
    assert detention([*ARREST, event("CHARGED", 25)]).state(LATER) == "over"


@mark.parametrize(
    ("reviews", "due"),
    [([], 6.5), ([6.5], 15.5), ([5], 14), ([5, 13], 22), ([8], 15.5), ([6.5, 17], 24.5)],
)
def test_a_review_is_due_after_6_hours_and_then_every_9(reviews, due):
    assert review([*ARREST, *(event("REVIEWED", at) for at in reviews)]).ends_at == hours(due)


def test_a_review_before_detention_was_authorised_does_not_count():
    assert review([*ARREST, event("REVIEWED", 0.2)]).ends_at == hours(6.5)


def test_without_authorisation_the_review_clock_cannot_be_computed():
    assert review(ARREST[:2]).missing == "cannot compute: no time of authorising detention"


def test_reviews_go_on_after_charge_and_end_with_custody():
    charged = [*ARREST, event("CHARGED", 3)]

    assert review(charged, hours(4)).state(hours(4)) == "running"
    assert review([*charged, event("LEFT", 5)]).state(LATER) == "met"


def test_what_has_not_happened_yet_moves_nothing():
    assert detention([*ARREST, *TWO_REVIEWS, EXTENSION], hours(19)).ends_at == hours(24)


def test_a_clock_shows_every_event_in_order_of_time():
    shown = [moment.at for moment in detention([*TWO_REVIEWS, *ARREST]).events]

    assert shown == sorted(shown)
    assert len(shown) == 5


def test_both_clocks_say_soon_before_they_are_over():
    detained, reviewed = readings(ARREST, hours(5.6))

    assert (detained.state(hours(21)), reviewed.state(hours(5.6))) == ("soon", "soon")


anything = st.builds(Event, st.sampled_from(list(Kind)), st.integers(-30, 120).map(hours), st.integers(0, 40))
histories = st.lists(anything, max_size=12).map(lambda more: [*ARREST, *more])


@given(histories)
def test_no_history_gives_a_later_limit_than_the_law_allows(events):
    reading = detention(events)
    kinds = {event.kind for event in events}

    allowed = 96 if Kind.WARRANT in kinds else 36 if Kind.EXTENDED in kinds else 24
    assert reading.ends_at is None or reading.ends_at <= hours(allowed)


@given(histories)
def test_no_history_gives_a_review_later_than_9_hours_after_the_last(events):
    reading = review(events)
    reviews = sum(event.kind is Kind.REVIEWED for event in events)

    assert reading.ends_at <= hours(0.5 + 6 + 9 * reviews)


@given(histories, st.randoms())
def test_the_order_in_which_events_are_entered_changes_nothing(events, random):
    shuffled = random.sample(events, len(events))

    assert readings(shuffled, LATER) == readings(events, LATER)
