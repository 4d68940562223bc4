"""A reading says what is left as a word, a length and a share, and never guesses."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from pytest import fixture, mark

from sightline.kit.clocks import Reading, Rule, cannot_compute

START = datetime(2018, 10, 8, 10, 0, tzinfo=UTC)
RULE = Rule("r", "A day", 24, "hours", "Ours", date(2015, 1, 1), warn=(3, 1, 0.25), soon=3)


def hours(number):
    return START + timedelta(hours=number)


@fixture
def reading():
    return Reading("Detention", RULE, START, hours(24))


@mark.parametrize(("passed", "state"), [(0, "running"), (20.9, "running"), (21, "soon"), (24, "soon"), (24.01, "over")])
def test_the_state_is_a_word(passed, state, reading):
    assert reading.state(hours(passed)) == state


def test_what_was_done_in_time_is_met(reading):
    assert replace(reading, met_at=hours(5)).state(hours(30)) == "met"


def test_what_was_done_too_late_stays_over(reading):
    assert replace(reading, met_at=hours(25)).state(hours(30)) == "over"


@mark.parametrize("kind", ["period", "at once"])
def test_a_period_that_has_been_given_is_met(kind, reading):
    given_period = replace(reading, rule=replace(RULE, kind=kind))

    assert given_period.state(hours(30)) == "met"


def test_before_it_was_done_it_was_not_met(reading):
    assert replace(reading, met_at=hours(5)).state(hours(4)) == "running"


def test_remaining_is_a_length_of_time(reading):
    assert reading.remaining(hours(20)) == timedelta(hours=4)


def test_remaining_stands_still_once_it_is_met(reading):
    assert replace(reading, met_at=hours(5)).remaining(hours(23)) == timedelta(hours=19)


@mark.parametrize(("passed", "share"), [(-1, 0), (0, 0), (6, 0.25), (24, 1), (50, 1)])
def test_the_share_used_goes_from_nothing_to_all(passed, share, reading):
    assert reading.share_used(hours(passed)) == share


def test_a_period_of_no_length_is_used_up():
    assert Reading("At once", RULE, START, START).share_used(START) == 1


def test_warnings_come_at_the_hours_of_the_rule(reading):
    assert reading.warnings_at() == (hours(21), hours(23), hours(23.75))


def test_a_missing_fact_is_named_and_nothing_is_guessed():
    reading = cannot_compute("Detention", RULE, "no arrival time")

    assert reading.missing == "cannot compute: no arrival time"
    assert reading.state(START) == "cannot compute"
    assert (reading.ends_at, reading.remaining(START), reading.share_used(START)) == (None, None, None)
    assert reading.warnings_at() == ()


@given(st.floats(-100, 100), st.floats(-100, 100))
def test_time_passing_never_gives_more_time(one, other):
    reading = Reading("Detention", RULE, START, hours(24))
    earlier, later = hours(min(one, other)), hours(max(one, other))

    assert reading.remaining(earlier) >= reading.remaining(later)
    assert reading.share_used(earlier) <= reading.share_used(later)
