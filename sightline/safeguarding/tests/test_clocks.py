"""Clocks T1 to T13, read from the facts of a case."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from pytest import mark

from sightline.kit.clocks import NATIONS
from sightline.safeguarding.clocks import CLOCKS, Facts, readings

LONDON = ZoneInfo("Europe/London")
LONG_AFTER = datetime(2027, 1, 1, tzinfo=UTC)


def at(*parts):
    return datetime(*parts, tzinfo=LONDON)


def local(moment):
    return moment.astimezone(LONDON).strftime("%d %b %Y, %H:%M")


def clock(id, facts, now=LONG_AFTER):
    """The reading of that clock, or None when it does not show."""
    return next((reading for reading in readings(facts, now) if reading.rule.id == id), None)


MONDAY = at(2018, 10, 8, 14, 0)
MET = Facts(met_at=MONDAY)
POSITIVE = Facts(met_at=MONDAY, referred_at=MONDAY, rg="positive", rg_at=MONDAY)


@mark.parametrize(
    ("id", "facts", "end"),
    [
        ("T1", MET, "08 Oct 2018, 15:00"),
        ("T2", Facts(at_risk_at=MONDAY), "08 Oct 2018, 16:00"),
        ("T3", Facts(interim_safety_at=MONDAY), "11 Oct 2018, 23:59"),
        ("T3", Facts(interim_safety_at=at(2024, 3, 27, 9, 0)), "03 Apr 2024, 23:59"),  # over Easter
        ("T4", Facts(referred_at=MONDAY), "15 Oct 2018, 23:59"),
        ("T4", Facts(referred_at=at(2018, 12, 20, 9, 0)), "31 Dec 2018, 23:59"),
        ("T4", Facts(referred_at=at(2018, 12, 27, 9, 0), nation="scotland"), "07 Jan 2019, 23:59"),
        ("T4", Facts(referred_at=at(2018, 7, 11, 9, 0), nation="northern-ireland"), "19 Jul 2018, 23:59"),
        ("T5", POSITIVE, "22 Nov 2018, 23:59"),
        ("T5", replace(POSITIVE, rg_at=at(2024, 3, 1, 9, 0)), "31 Mar 2024, 23:59"),  # clocks go forward
        ("T6", Facts(rg="negative", rg_at=at(2024, 10, 1, 9, 0)), "31 Oct 2024, 23:59"),  # clocks go back
        ("T6", Facts(rg="positive", cg="negative", cg_at=at(2025, 1, 6, 9, 0)), "05 Feb 2025, 23:59"),
        ("T7", replace(POSITIVE, support_wanted=True), "10 Oct 2018, 14:00"),
        ("T8", replace(POSITIVE, cg="positive", cg_at=MONDAY), "22 Oct 2018, 23:59"),
        ("T8", replace(POSITIVE, cg="positive", cg_at=at(2019, 2, 1, 9, 0)), "18 Mar 2019, 23:59"),
        ("T9", Facts(child=True, born_on=date(2001, 10, 20)), "19 Oct 2019, 23:59"),
        ("T10", replace(POSITIVE, nation="scotland"), "06 Jan 2019, 23:59"),
        ("T10", replace(POSITIVE, nation="scotland", rg_at=at(2018, 3, 31, 9, 0)), "15 May 2018, 23:59"),
        ("T11", Facts(withdrawn_at=MONDAY), "08 Oct 2018, 14:00"),
        ("T12", Facts(declined_at=MONDAY), "09 Oct 2018, 23:59"),
        ("T12", Facts(declined_at=at(2018, 10, 12, 17, 0)), "15 Oct 2018, 23:59"),
        ("T13-first", Facts(support_entered_at=MONDAY), "15 Oct 2018, 23:59"),
        ("T13-later", Facts(support_entered_at=MONDAY, plan_reviewed_at=(MONDAY,)), "05 Nov 2018, 23:59"),
    ],
)
def test_when_each_clock_ends(id, facts, end):
    assert local(clock(id, facts).ends_at) == end


@mark.parametrize(
    ("id", "facts"),
    [
        ("T1", replace(MET, talked_at=MONDAY)),
        ("T2", Facts(at_risk_at=MONDAY, support_line_called_at=MONDAY)),
        ("T3", Facts(interim_safety_at=MONDAY, referral_decided_at=MONDAY)),
        ("T4", Facts(referred_at=MONDAY, rg="positive", rg_at=MONDAY)),
        ("T7", replace(POSITIVE, support_wanted=True, provider_reached_at=MONDAY)),
        ("T9", Facts(child=True, born_on=date(2001, 10, 20), consented_as_adult_at=MONDAY)),
        ("T12", Facts(declined_at=MONDAY, notified_at=MONDAY)),
        ("T13-first", Facts(support_entered_at=MONDAY, support_ended_at=MONDAY)),
    ],
)
def test_what_was_done_meets_its_clock(id, facts):
    assert clock(id, facts).state(LONG_AFTER) == "met"


def test_reconsideration_asked_for_in_time_is_met():
    asked = Facts(rg="negative", rg_at=at(2025, 1, 6, 9, 0), reconsideration_asked_at=at(2025, 1, 20, 9, 0))

    assert clock("T6", asked).state(LONG_AFTER) == "met"


@mark.parametrize(
    ("id", "facts"),
    [
        ("T2", Facts(at_risk_at=MONDAY, child=True)),
        ("T6", Facts(rg="negative", rg_at=at(2018, 10, 1, 9, 0))),  # no limit was known then
        ("T7", POSITIVE),  # support is not wanted
        ("T8", replace(POSITIVE, nation="scotland", cg="positive", cg_at=MONDAY)),
        ("T9", Facts(child=True, born_on=date(2001, 10, 20), cg="positive", cg_at=MONDAY)),
        ("T10", POSITIVE),
        ("T12", Facts(declined_at=MONDAY, child=True)),  # a child is not asked for consent
        ("T12", Facts(declined_at=MONDAY, nation="scotland")),
        ("T12", Facts(declined_at=MONDAY, nation="northern-ireland")),
        ("T13-first", Facts(support_entered_at=MONDAY, plan_reviewed_at=(MONDAY,))),
    ],
)
def test_a_clock_that_does_not_apply_is_not_shown(id, facts):
    assert clock(id, facts) is None


@mark.parametrize(
    ("id", "facts", "why"),
    [
        ("T1", Facts(), "no time of meeting the person"),
        ("T5", Facts(rg="positive"), "no date of the reasonable-grounds decision"),
        ("T6", Facts(cg="negative"), "no date of the negative decision"),
        ("T7", Facts(rg="positive", support_wanted=True), "no date of the reasonable-grounds decision"),
        ("T8", Facts(cg="positive"), "no date of the conclusive-grounds decision"),
        ("T9", Facts(child=True), "no date of birth"),
        ("T10", Facts(rg="positive", nation="scotland"), "no date of the reasonable-grounds decision"),
        ("T4", Facts(referred_at=at(2028, 12, 29, 9, 0)), "No bank holidays are known for 2029"),
    ],
)
def test_a_missing_fact_is_named(id, facts, why):
    reading = clock(id, facts, at(2029, 1, 1, 9, 0))

    assert reading.missing == f"cannot compute: {why}"


def test_the_time_to_recover_runs_on_until_the_conclusive_decision():
    decided = replace(POSITIVE, cg="positive", cg_at=at(2020, 5, 1, 10, 0))

    assert local(clock("T5", decided).ends_at) == "01 May 2020, 10:00"


def test_an_early_conclusive_decision_does_not_shorten_the_time_to_recover():
    decided = replace(POSITIVE, cg="positive", cg_at=at(2018, 10, 20, 10, 0))

    assert local(clock("T5", decided).ends_at) == "22 Nov 2018, 23:59"


def test_in_scotland_the_conclusive_decision_ends_statutory_support():
    decided = replace(POSITIVE, nation="scotland", cg="positive", cg_at=at(2018, 11, 1, 10, 0))

    assert local(clock("T10", decided).ends_at) == "01 Nov 2018, 10:00"


def test_the_aim_of_the_home_office_is_only_an_aim():
    assert clock("T4", Facts(referred_at=MONDAY)).rule.kind == "aim"


def test_a_recovery_period_that_has_been_given_is_not_overdue():
    assert clock("T5", POSITIVE).state(LONG_AFTER) == "met"


def test_withdrawal_stops_the_clocks_of_identification_and_shows_what_it_ends():
    withdrawn = replace(POSITIVE, support_wanted=True, withdrawn_at=MONDAY + timedelta(days=1))

    assert [reading.rule.id for reading in readings(withdrawn, LONG_AFTER)] == ["T1", "T11"]


def test_before_the_withdrawal_the_clocks_still_run():
    withdrawn = replace(POSITIVE, withdrawn_at=MONDAY + timedelta(days=9))

    assert clock("T5", withdrawn, MONDAY + timedelta(days=1)) is not None


def test_what_lies_ahead_has_not_started():
    assert clock("T4", Facts(referred_at=MONDAY), MONDAY - timedelta(hours=1)) is None


def test_before_18_people_are_warned_half_a_year_ahead():
    child = Facts(child=True, born_on=date(2001, 10, 20))

    assert [local(moment)[:11] for moment in clock("T9", child).warnings_at()] == [
        "22 Apr 2019",
        "21 Jul 2019",
        "19 Sep 2019",
        "12 Oct 2019",
    ]


def test_reconsideration_is_remembered_20_10_and_3_days_before():
    assert clock("T6", Facts(rg="negative", rg_at=at(2025, 1, 6, 9, 0))).rule.warn == (20, 10, 3)


def test_a_date_in_working_days_keeps_the_version_of_its_bank_holidays():
    assert clock("T4", Facts(referred_at=MONDAY)).basis
    assert not clock("T1", MET).basis


def test_the_last_review_counts_whatever_the_order():
    later = MONDAY + timedelta(days=30)
    facts = Facts(support_entered_at=MONDAY, plan_reviewed_at=(later, MONDAY))

    assert clock("T13-later", facts).started_at == later


starts = st.datetimes(datetime(2016, 6, 1), datetime(2026, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001
nations = st.sampled_from(NATIONS)


@given(starts, nations)
def test_no_clock_ever_ends_before_it_starts(start, nation):
    facts = Facts(nation, met_at=start, at_risk_at=start, interim_safety_at=start, referred_at=start, rg="positive",
                  rg_at=start, cg="positive", cg_at=start, declined_at=start, support_entered_at=start)  # fmt: skip

    assert all(reading.ends_at >= reading.started_at for reading in readings(facts, LONG_AFTER))


@given(starts, starts, nations)
def test_a_later_referral_never_has_an_earlier_aim(one, other, nation):
    first, second = (clock("T4", Facts(nation, referred_at=start)) for start in sorted([one, other]))

    assert first.ends_at <= second.ends_at


@given(st.sampled_from(CLOCKS))
def test_every_clock_has_a_rule_with_a_source_today(one):
    from sightline.safeguarding.clocks import _rules

    assert any(rule.id == one.id and rule.valid_to is None and rule.source for rule in _rules())
