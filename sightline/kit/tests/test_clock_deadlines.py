"""A deadline holds over weekends, bank holidays and the change of the clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from pytest import mark, raises

from sightline.kit.clocks import NATIONS, Rule, deadline

LONDON = ZoneInfo("Europe/London")
# Hypothesis wants the ends without a time zone.
moments = st.datetimes(datetime(2016, 1, 1), datetime(2028, 10, 1), timezones=st.just(UTC))  # noqa: DTZ001


def rule(limit, calendar, **more):
    return Rule("r", "A rule", limit, calendar, "Ours", date(2015, 1, 1), **more)


def london(*parts):
    return datetime(*parts, tzinfo=LONDON)


def local(moment):
    return moment.astimezone(LONDON).strftime("%a %d %b %Y, %H:%M:%S")


@mark.parametrize(
    ("start", "end"),
    [
        (london(2018, 3, 24, 14, 0), "Sun 25 Mar 2018, 15:00:00"),  # the hour is gone by day, not by law
        (london(2018, 10, 27, 14, 0), "Sun 28 Oct 2018, 13:00:00"),
        (london(2018, 6, 1, 14, 0), "Sat 02 Jun 2018, 14:00:00"),
    ],
)
def test_24_hours_are_24_hours_when_the_clocks_change(start, end):
    assert local(deadline(rule(24, "hours"), start)) == end


def test_the_repeated_hour_of_october_is_told_apart():
    first = london(2018, 10, 28, 1, 30)
    second = first.replace(fold=1)

    assert deadline(rule(24, "hours"), second) - deadline(rule(24, "hours"), first) == timedelta(hours=1)


@mark.parametrize(
    ("start", "end"),
    [
        (london(2018, 3, 1, 9, 0), "Sat 31 Mar 2018, 23:59:59"),
        (london(2018, 3, 1, 23, 30), "Sat 31 Mar 2018, 23:59:59"),
        (london(2018, 10, 1, 0, 5), "Wed 31 Oct 2018, 23:59:59"),
    ],
)
def test_days_end_with_the_last_day_in_london_summer_or_winter(start, end):
    assert local(deadline(rule(30, "days"), start)) == end


def test_the_day_is_the_one_in_london_not_in_greenwich():
    just_after_midnight_in_june = datetime(2018, 6, 1, 23, 30, tzinfo=UTC)

    assert local(deadline(rule(1, "days"), just_after_midnight_in_june)) == "Sun 03 Jun 2018, 23:59:59"


@mark.parametrize(
    ("start", "nation", "end"),
    [
        (london(2018, 10, 8, 10, 0), "england-and-wales", "Mon 15 Oct 2018"),
        (london(2018, 10, 13, 10, 0), "england-and-wales", "Fri 19 Oct 2018"),  # sent on a Saturday
        (london(2018, 3, 28, 10, 0), "england-and-wales", "Fri 06 Apr 2018"),  # Good Friday, Easter Monday
        (london(2018, 3, 28, 10, 0), "scotland", "Thu 05 Apr 2018"),  # no Easter Monday
        (london(2018, 12, 31, 10, 0), "england-and-wales", "Tue 08 Jan 2019"),
        (london(2018, 12, 31, 10, 0), "scotland", "Wed 09 Jan 2019"),
        (london(2018, 7, 9, 10, 0), "northern-ireland", "Tue 17 Jul 2018"),
        (london(2018, 7, 9, 10, 0), "england-and-wales", "Mon 16 Jul 2018"),
        (london(2022, 9, 15, 10, 0), "england-and-wales", "Fri 23 Sep 2022"),
        (london(2026, 6, 12, 10, 0), "scotland", "Mon 22 Jun 2026"),
    ],
)
def test_five_working_days_by_the_calendar_of_the_nation(start, nation, end):
    assert local(deadline(rule(5, "working days"), start, nation)) == f"{end}, 23:59:59"


def test_what_is_due_at_once_is_due_then():
    start = london(2018, 10, 8, 10, 0)

    assert deadline(rule(0, "days", kind="at once"), start) == start


@mark.parametrize(
    ("born", "last_day_as_a_child"),
    [
        (london(2001, 10, 8, 0, 0), "Mon 07 Oct 2019"),
        (london(2004, 2, 29, 0, 0), "Mon 28 Feb 2022"),
        (london(2001, 3, 1, 0, 0), "Thu 28 Feb 2019"),
    ],
)
def test_childhood_ends_with_the_day_before_the_eighteenth_birthday(born, last_day_as_a_child):
    assert local(deadline(rule(18, "years"), born)) == f"{last_day_as_a_child}, 23:59:59"


@mark.parametrize("calendar", ["hours", "days", "working days", "years"])
def test_a_moment_without_a_time_zone_is_refused(calendar):
    with raises(ValueError, match="no time zone"):
        deadline(rule(1, calendar), datetime.fromisoformat("2018-01-01T10:00"))


@given(moments, st.sampled_from(["hours", "days", "working days"]), st.integers(1, 30), st.sampled_from(NATIONS))
def test_a_deadline_is_in_utc_and_after_its_start(start, calendar, limit, nation):
    end = deadline(rule(limit, calendar), start, nation)

    assert end.tzinfo is UTC
    assert end > start


@given(moments, moments, st.sampled_from(["hours", "days", "working days"]), st.sampled_from(NATIONS))
def test_starting_later_never_ends_earlier(one, other, calendar, nation):
    first, second = sorted([one, other])

    assert deadline(rule(5, calendar), first, nation) <= deadline(rule(5, calendar), second, nation)


@given(moments, st.sampled_from(NATIONS))
def test_working_days_are_never_shorter_than_days(start, nation):
    assert deadline(rule(5, "working days"), start, nation) >= deadline(rule(5, "days"), start)
