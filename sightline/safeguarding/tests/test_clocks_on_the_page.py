"""The clocks of a person in care as their page shows them: three calendars, two summer times, and what stops them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from pytest import fixture, mark

from sightline.agencies.tests.factories import AreaFactory
from sightline.safeguarding import actions
from sightline.safeguarding.tests.factories import (
    NOW,
    CaseFactory,
    ConsentFactory,
    IdentityFactory,
    ReferralFactory,
)

pytestmark = mark.django_db

LONDON = ZoneInfo("Europe/London")
AREAS = {"england": "northumbria", "wales": "gwent", "scotland": "highland", "northern-ireland": "antrim"}


@fixture
def clock_at(monkeypatch):
    """Let it be another time."""
    return lambda moment: monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


@fixture
def clocks(reading):
    """The clocks of a case page by the number of their rule, as its coordinator reads them."""

    def shown(case):
        found = reading(case.opened_by).get(f"/safeguarding/{case.ref}").context["clocks"]
        return {clock.rule.id: clock for clock in found}

    return shown


def case_in(nation, **more):
    area = AreaFactory(code=AREAS[nation], nation=nation)
    return CaseFactory(encounter__visit__team__operation__area=area, **more)


def sent(case, at=NOW, **more):
    return ReferralFactory(case=case, state="sent", sent_at=at, sent_by=case.opened_by, **more)


def day(clock):
    return clock.ends_at.astimezone(LONDON).strftime("%a %d %b %Y")


# Bank holidays ------------------------------------------------------------------


@mark.parametrize(
    ("nation", "on", "aim"),
    [
        ("england", (2018, 8, 23), "Fri 31 Aug 2018"),
        ("wales", (2018, 8, 23), "Fri 31 Aug 2018"),
        ("scotland", (2018, 8, 23), "Thu 30 Aug 2018"),
        ("northern-ireland", (2018, 8, 23), "Fri 31 Aug 2018"),
        ("england", (2018, 8, 2), "Thu 09 Aug 2018"),
        ("scotland", (2018, 8, 2), "Fri 10 Aug 2018"),
        ("england", (2018, 3, 15), "Thu 22 Mar 2018"),
        ("northern-ireland", (2018, 3, 15), "Fri 23 Mar 2018"),
        ("england", (2018, 3, 29), "Mon 09 Apr 2018"),
        ("scotland", (2018, 3, 29), "Fri 06 Apr 2018"),
        ("england", (2018, 7, 10), "Tue 17 Jul 2018"),
        ("northern-ireland", (2018, 7, 10), "Wed 18 Jul 2018"),
        ("wales", (2018, 11, 28), "Wed 05 Dec 2018"),
        ("scotland", (2018, 11, 28), "Thu 06 Dec 2018"),
        ("england", (2018, 12, 27), "Fri 04 Jan 2019"),
        ("scotland", (2018, 12, 27), "Mon 07 Jan 2019"),
    ],
)
def test_the_aim_of_the_first_decision_keeps_the_bank_holidays_of_the_nation(nation, on, aim, clocks):
    case = case_in(nation)
    sent(case, datetime(*on, 10, tzinfo=LONDON))

    assert day(clocks(case)["T4"]) == aim


@mark.parametrize(
    ("nation", "on", "end"),
    [
        ("england", (2018, 5, 4), "Tue 08 May 2018"),
        ("wales", (2018, 12, 24), "Thu 27 Dec 2018"),
        ("england", (2018, 3, 29), "Tue 03 Apr 2018"),
    ],
)
def test_the_duty_to_notify_waits_for_the_next_working_day(nation, on, end, clocks):
    case = case_in(nation)
    ConsentFactory(case=case, purpose="P1", answer="refused", answered_at=datetime(*on, 15, tzinfo=LONDON))

    assert day(clocks(case)["T12"]) == end


@mark.parametrize(("nation", "end"), [("england", "Thu 30 Aug 2018"), ("scotland", "Wed 29 Aug 2018")])
def test_the_first_place_gives_three_working_days_to_decide_on_referral(nation, end, clocks):
    case = case_in(nation, state="wants-help")
    actions.reach_first_place(case, by=case.opened_by, at=datetime(2018, 8, 24, 20, tzinfo=LONDON))

    assert day(clocks(case)["T3"]) == end


# Whose law applies --------------------------------------------------------------


@mark.parametrize("nation", ["england", "wales"])
def test_the_duty_to_notify_is_of_england_and_wales(nation, clocks):
    case = case_in(nation)
    ConsentFactory(case=case, purpose="P1", answer="refused")

    assert "T12" in clocks(case)


@mark.parametrize("nation", ["scotland", "northern-ireland"])
def test_elsewhere_nobody_is_hurried_to_notify(nation, clocks):
    case = case_in(nation)
    ConsentFactory(case=case, purpose="P1", answer="refused")

    assert "T12" not in clocks(case)


@mark.parametrize(("nation", "shown"), [("scotland", True), ("england", False), ("northern-ireland", False)])
def test_statutory_support_after_a_yes_is_counted_in_scotland(nation, shown, clocks):
    case = case_in(nation)
    actions.decide(sent(case), by=case.opened_by, at=NOW, outcome="rg-positive")

    assert ("T10" in clocks(case)) is shown


@mark.parametrize(("nation", "shown"), [("wales", True), ("scotland", False)])
def test_move_on_support_after_the_last_yes_is_of_england_and_wales(nation, shown, clocks):
    case = case_in(nation)
    referral = sent(case)
    for outcome in ("rg-positive", "cg-positive"):
        actions.decide(referral, by=case.opened_by, at=NOW, outcome=outcome)

    assert ("T8" in clocks(case)) is shown


# Summer time --------------------------------------------------------------------


@mark.parametrize(
    ("at", "ends"),
    [
        (datetime(2018, 10, 26, 9, tzinfo=LONDON), datetime(2018, 11, 2, 23, 59, tzinfo=UTC)),
        (datetime(2018, 3, 19, 9, tzinfo=LONDON), datetime(2018, 3, 26, 22, 59, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_midnight_on_the_wall_whichever_side_of_the_change(at, ends, clocks):
    case = CaseFactory()
    sent(case, at)

    assert clocks(case)["T4"].ends_at.replace(second=0, microsecond=0) == ends


def test_a_referral_sent_just_after_midnight_in_summer_counts_from_the_new_day(clocks):
    case = CaseFactory()
    sent(case, datetime(2018, 10, 14, 23, 30, tzinfo=UTC))  # Monday, half past midnight

    assert day(clocks(case)["T4"]) == "Mon 22 Oct 2018"


def test_two_days_to_be_reached_are_48_hours_over_the_change(clocks):
    case = CaseFactory()
    ConsentFactory(case=case, purpose="P2")
    decided_at = datetime(2018, 10, 27, 12, tzinfo=LONDON)
    actions.decide(sent(case), by=case.opened_by, at=decided_at, outcome="rg-positive")

    clock = clocks(case)["T7"]

    assert clock.ends_at - clock.started_at == timedelta(hours=48)


# What starts and what stops them -------------------------------------------------


def test_the_time_to_talk_runs_from_the_meeting_and_stops_when_they_were_told(clocks):
    case = CaseFactory(state="made-safe", met_at=NOW)
    assert clocks(case)["T1"].state(NOW) != "met"

    actions.inform(case, by=case.opened_by, at=NOW + timedelta(minutes=20))

    assert clocks(case)["T1"].met_at == NOW + timedelta(minutes=20)


def test_a_decision_stops_the_clock_of_the_home_office(clocks):
    case = CaseFactory()
    actions.decide(sent(case), by=case.opened_by, at=NOW + timedelta(days=3), outcome="rg-positive")

    assert clocks(case)["T4"].met_at == NOW + timedelta(days=3)


def test_a_duty_to_notify_that_was_sent_stops_its_clock(clocks):
    case = CaseFactory()
    ConsentFactory(case=case, purpose="P1", answer="refused")
    sent(case, NOW + timedelta(hours=2), kind="dtn")

    assert clocks(case)["T12"].met_at == NOW + timedelta(hours=2)


def test_a_duty_to_notify_starts_no_clock_of_a_decision(clocks):
    case = CaseFactory()
    ConsentFactory(case=case, purpose="P1", answer="refused")
    sent(case, kind="dtn")

    assert "T4" not in clocks(case)


def test_a_negative_decision_starts_the_time_to_ask_again(clocks):
    case = CaseFactory()
    decided_at = datetime(2024, 10, 1, 9, tzinfo=LONDON)
    actions.decide(sent(case), by=case.opened_by, at=decided_at, outcome="rg-negative")

    assert day(clocks(case)["T6"]) == "Thu 31 Oct 2024"


def test_nobody_recovers_after_a_no(clocks):
    case = CaseFactory()
    actions.decide(sent(case), by=case.opened_by, at=NOW, outcome="rg-negative")

    assert "T5" not in clocks(case)


def test_a_child_is_warned_of_from_the_birthday_in_the_newest_identity(clocks):
    child = CaseFactory(age="child")
    IdentityFactory(case=child, born_on=date(2009, 5, 5))
    IdentityFactory(case=child, born_on=date(2010, 5, 5), recorded_at=NOW + timedelta(days=1))

    assert day(clocks(child)["T9"]) == "Thu 04 May 2028"


def test_a_child_without_a_birthday_shows_what_is_missing(clocks):
    assert clocks(CaseFactory(age="unsure"))["T9"].missing == "cannot compute: no date of birth"


def test_support_that_began_is_reviewed_within_a_week(clocks):
    case = CaseFactory(state="wants-help")
    actions.enter_support(case, by=case.opened_by, at=datetime(2018, 8, 23, 10, tzinfo=LONDON))

    assert day(clocks(case)["T13-first"]) == "Thu 30 Aug 2018"


def test_what_was_taken_back_ends_what_the_home_office_pays_for_and_shows_no_aim(clocks):
    case = CaseFactory()
    actions.withdraw(sent(case), by=case.opened_by, at=NOW + timedelta(days=1))

    shown = clocks(case)

    assert shown["T11"].started_at == NOW + timedelta(days=1)
    assert "T4" not in shown


def test_a_draft_taken_back_ends_nothing(clocks):
    case = CaseFactory()
    actions.withdraw(ReferralFactory(case=case), by=case.opened_by, at=NOW)

    assert "T11" not in clocks(case)


def test_a_person_referred_anew_has_the_aim_of_the_new_referral(clocks):
    """Years after they took the first one back, the clocks go by the second."""
    case = CaseFactory()
    actions.withdraw(sent(case), by=case.opened_by, at=NOW)
    years_on = datetime(2023, 8, 24, 10, tzinfo=LONDON)
    sent(case, years_on, drafted_at=years_on, consent=ConsentFactory(case=case, purpose="P1", answered_at=years_on))

    shown = clocks(case)

    assert day(shown["T4"]) == "Fri 01 Sep 2023"
    assert "T11" not in shown


def test_a_new_draft_alone_does_not_bring_the_support_back(clocks):
    case = CaseFactory()
    actions.withdraw(sent(case), by=case.opened_by, at=NOW)
    ReferralFactory(case=case, drafted_at=NOW + timedelta(days=1))

    assert "T11" in clocks(case)


def test_clocks_that_are_met_stand_last(reading):
    case = CaseFactory(state="made-safe", met_at=NOW)
    actions.inform(case, by=case.opened_by, at=NOW)
    sent(case)

    shown = reading(case.opened_by).get(f"/safeguarding/{case.ref}").context

    states = [clock.state(shown["now"]) == "met" for clock in shown["clocks"]]
    assert states == sorted(states)
    assert any(states)


# A yes that ends today ------------------------------------------------------------


@mark.parametrize(
    ("now", "word"),
    [
        (datetime(2018, 10, 17, 22, 59, tzinfo=UTC), "Agreed"),  # one minute to midnight in London
        (datetime(2018, 10, 17, 23, 1, tzinfo=UTC), "Ended"),
    ],
)
def test_a_yes_holds_until_midnight_where_the_person_is(now, word, clock_at, reading):
    case = CaseFactory()
    ConsentFactory(case=case, purpose="P5", ends_on=date(2018, 10, 17))
    clock_at(now)

    shown = reading(case.opened_by).get(f"/safeguarding/{case.ref}").context["consents"]

    agreed = next(each["agreed"] for each in shown if each["entry"].code == "P5")
    assert agreed is (word == "Agreed")


def test_the_page_of_a_referral_and_its_kind_agree_on_the_day(clock_at, reading):
    case = CaseFactory(state="informed")
    ConsentFactory(case=case, purpose="P1", ends_on=date(2018, 10, 17))
    now = datetime(2018, 10, 17, 23, 30, tzinfo=UTC)  # half past midnight in London: the yes has ended
    clock_at(now)

    page = reading(case.opened_by).get(f"/safeguarding/{case.ref}/referral")
    referral = actions.draft_referral(case, by=case.opened_by, at=now, account="Four months without pay.")

    assert page.context["agreed"] is False
    assert referral.notifies
