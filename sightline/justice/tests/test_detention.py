"""The law of detention without charge, row by row."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from pytest import mark, raises

from sightline.justice.clocks import Extension, Unlawful, detention_ends, relevant_time

START = datetime(2018, 10, 8, 10, 0, tzinfo=UTC)


def hours(number):
    return START + timedelta(hours=number)


def superintendent(granted, more=12):
    return Extension("superintendent", hours(granted), more)


def court(granted, more=36):
    return Extension("court", hours(granted), more)


@mark.parametrize(("journey", "start"), [(0, 0), (0.5, 0.5), (23.9, 23.9), (24, 24), (30, 24)])
def test_the_clock_starts_on_arrival_or_24_hours_after_the_arrest(journey, start):
    assert relevant_time(hours(0), hours(journey)) == hours(start)


@mark.parametrize(
    ("extensions", "ends"),
    [
        ([], 24),
        ([superintendent(20)], 36),
        ([superintendent(24)], 36),
        ([superintendent(20, 6)], 30),
        ([superintendent(20, 6), superintendent(29, 6)], 36),
        ([court(20)], 56),
        ([superintendent(20), court(30)], 66),  # the superintendent's last 6 hours are lost
        ([superintendent(20), court(36)], 72),
        ([superintendent(20), court(30, 1)], 31),
        ([superintendent(20), court(36), court(60)], 96),
        ([superintendent(20), court(36), court(72, 24)], 96),
    ],
)
def test_the_clock_runs_out(extensions, ends):
    assert detention_ends(START, extensions) == hours(ends)


@mark.parametrize(
    ("extensions", "why"),
    [
        ([superintendent(24.1)], "not running"),
        ([superintendent(-1)], "not running"),
        ([superintendent(20, 13)], "36 hours in all"),
        ([superintendent(20), superintendent(30, 1)], "36 hours in all"),
        ([court(24.1)], "not running"),
        ([superintendent(20), court(36.1)], "not running"),
        ([court(20, 37)], "36 hours from its issue"),
        ([superintendent(20), court(36), court(71, 26)], "96 hours"),
        ([court(20, 2), superintendent(21)], "after a court"),
        ([superintendent(20, 0)], "whole number"),
        ([court(20, -5)], "whole number"),
    ],
)
def test_what_the_law_does_not_allow_is_refused_with_the_reason(extensions, why):
    with raises(Unlawful, match=why):
        detention_ends(START, extensions)


def test_a_night_in_which_the_clocks_go_back_is_no_longer_in_law():
    london = ZoneInfo("Europe/London")
    arrived = datetime(2018, 10, 27, 14, 0, tzinfo=london)

    assert detention_ends(arrived).astimezone(london).strftime("%d %H:%M") == "28 13:00"


def test_a_moment_without_a_time_zone_is_refused():
    with raises(ValueError, match="no time zone"):
        detention_ends(datetime.fromisoformat("2018-10-08T10:00"))


extensions = st.lists(
    st.builds(
        Extension,
        st.sampled_from(["superintendent", "court"]),
        st.integers(-10, 120).map(hours),
        st.integers(-2, 50),
    ),
    max_size=6,
)


@given(extensions)
def test_nobody_is_ever_held_longer_than_the_law_allows(granted):
    try:
        ends = detention_ends(START, granted)
    except Unlawful:
        return
    courts = [extension for extension in granted if extension.by == "court"]
    assert ends <= hours(96 if courts else 36 if granted else 24)
    assert not courts or ends <= courts[-1].granted_at + timedelta(hours=36)
