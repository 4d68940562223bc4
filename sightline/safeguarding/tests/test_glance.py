"""What a case says at a glance, and where its two tracks stand."""

from datetime import date, timedelta

from pytest import fixture, mark

from sightline.agencies.tests.factories import GrantFactory
from sightline.kit.acting import acting_as
from sightline.safeguarding import actions, glance, tracks
from sightline.safeguarding.casebook import Casebook
from sightline.safeguarding.clocks import readings
from sightline.safeguarding.tests.factories import (
    NOW,
    AcceptanceFactory,
    CaseFactory,
    ConsentFactory,
    FirstPlaceFactory,
    HoldingFactory,
    IdentityFactory,
    PlacementRequestFactory,
    ReferralFactory,
    RelayFactory,
    RelayMessageFactory,
)

pytestmark = mark.django_db


@fixture
def book():
    """What the coordinator of a case reads of it."""

    def read(case):
        with acting_as(case.opened_by):
            return Casebook.of(case)

    return read


def sent(case, **more):
    return ReferralFactory(case=case, state="sent", sent_at=NOW, sent_by=case.opened_by, **more)


# The heading ------------------------------------------------------------------


def test_the_heading_takes_the_name_and_age_once_they_are_known(book):
    case = CaseFactory(state="first-place")
    assert glance.heading(book(case), NOW) == f"{case.description}, is at a first place of safety"

    IdentityFactory(case=case, calls_self="Andrei", born_on=date(1992, 3, 4))

    assert glance.heading(book(case), NOW) == "Andrei, 26, is at a first place of safety"


def test_the_heading_says_that_a_decision_is_awaited(book):
    case = CaseFactory(state="first-place")
    IdentityFactory(case=case, calls_self="Andrei", born_on=None)
    sent(case)

    assert glance.heading(book(case), NOW) == "Andrei is safe and waits for a decision"


def test_a_duty_to_notify_awaits_no_decision(book):
    case = CaseFactory(state="first-place")
    sent(case, kind="dtn")

    assert "waits" not in glance.heading(book(case), NOW)


def test_states_are_words_of_both_tracks(book):
    child = CaseFactory(age="child", state="made-safe")
    sent(child)

    assert glance.states(book(child)) == [("safe", "Safe"), ("soon", "The child way"), ("turn", "Referral sent")]


# Whose turn -------------------------------------------------------------------


def test_a_question_in_the_relay_comes_before_all_else(book):
    case = CaseFactory(state="first-place")
    RelayMessageFactory(relay=RelayFactory(case=case))
    read = book(case)

    assert glance.turn(read, "coordinator") == "Your turn: a question waits in the relay"
    assert glance.verbs(read, "coordinator")[0].label == "Answer in the relay"


def test_once_a_provider_accepted_it_is_time_to_hand_over(book):
    acceptance = AcceptanceFactory()
    read = book(acceptance.case)

    assert glance.turn(read, "coordinator") == "Your turn: the provider has accepted, hand over"
    assert glance.verbs(read, "coordinator")[0].label == "Hand over"
    assert glance.verbs(read, "support worker")[0].label != "Hand over"


def test_while_a_bed_is_looked_for_it_is_the_contractors_turn(book):
    case = CaseFactory(state="wants-help")
    request = PlacementRequestFactory(case=case)

    assert glance.turn(book(case), "coordinator").startswith(f"{request.to}’s turn since")


def test_after_sending_it_is_the_home_offices_turn(book):
    case = CaseFactory(state="first-place")
    sent(case)

    assert glance.turn(book(case), "coordinator") == "The Home Office’s turn since Wed 17 Oct, 13:00"


def test_a_new_case_begins_with_being_made_safe(book):
    case = CaseFactory()

    assert glance.turn(book(case), "coordinator") == "Your turn. Make them safe"
    assert glance.verbs(book(case), "coordinator")[0].label == "Record: made safe"


def test_whoever_does_not_agree_is_notified_of(book):
    case = CaseFactory(state="declined")
    ConsentFactory(case=case, purpose="P1", answer="refused")

    assert "Write the Duty to Notify" in [verb.label for verb in glance.verbs(book(case), "coordinator")]


def test_a_draft_is_finished_before_the_next_step(book):
    case = CaseFactory(state="declined")
    ReferralFactory(case=case, kind="dtn")

    assert glance.verbs(book(case), "coordinator")[0].label == "Finish the Duty to Notify"


# The word for where they are --------------------------------------------------


def test_where_they_are_is_a_word_and_never_an_address(book):
    case = CaseFactory()
    assert glance.address(book(case))[1] == "No place yet"

    PlacementRequestFactory(case=case)
    assert glance.address(book(case))[1] == "Asked"

    FirstPlaceFactory(case=case, says="The hall at Example Street")
    assert glance.address(book(case))[1] == "The hall at Example Street"


def test_a_home_is_safe_and_held_by_the_provider(book):
    assert glance.address(book(AcceptanceFactory().case))[1] == "Safe - held by the provider"


# Two tracks -------------------------------------------------------------------


def names(track):
    return [str(point.name) for point in track]


def here(track):
    return [str(point.name) for point in track if point.state == "here"]


def test_the_support_track_stands_at_the_last_step(book):
    case = CaseFactory()
    actions.make_safe(case, by=case.opened_by, at=NOW)
    actions.inform(case, by=case.opened_by, at=NOW)

    track = tracks.support(book(case), NOW)

    assert here(track) == ["Told their choices"]
    assert [point.state for point in track[:3]] == ["done", "done", "here"]
    assert track[1].note == "Wed 13:00"


def test_a_step_long_ago_shows_its_date(book):
    case = CaseFactory()
    actions.make_safe(case, by=case.opened_by, at=NOW)

    assert tracks.support(book(case), NOW + timedelta(days=30))[1].note == "17 Oct 2018"


def test_whoever_wants_no_help_now_stands_there_and_may_come_back(book):
    case = CaseFactory(state="informed")
    actions.decline_help(case, by=case.opened_by, at=NOW)
    assert here(tracks.support(book(case), NOW)) == ["No help wanted now"]

    actions.accept_help(case, by=case.opened_by, at=NOW)

    assert here(tracks.support(book(case), NOW)) == ["Wants help"]


def test_the_tracks_are_apart_a_decision_moves_no_support(book):
    case = CaseFactory(state="in-support")
    before = tracks.support(book(case), NOW)
    referral = sent(case)

    actions.decide(referral, by=case.opened_by, at=NOW, outcome="rg-negative")

    assert tracks.support(book(case), NOW) == before
    assert here(tracks.decisions(book(case), NOW, None)) == ["First decision"]


def test_an_adults_track_asks_for_consent_and_a_childs_does_not(book):
    assert "Consent given" in names(tracks.decisions(book(CaseFactory()), NOW, None))
    assert "Consent given" not in names(tracks.decisions(book(CaseFactory(age="unsure")), NOW, None))


def test_the_track_of_a_duty_to_notify_ends_without_a_name(book):
    case = CaseFactory()
    ConsentFactory(case=case, purpose="P1", answer="refused")
    sent(case, kind="dtn")

    assert here(tracks.decisions(book(case), NOW, None)) == ["Sent without a name"]


def test_the_aim_of_the_first_decision_is_five_working_days_after_sending(book):
    case = CaseFactory()
    sent(case)
    clocks = readings(book(case).facts("england-and-wales"), NOW)
    aim = next(clock for clock in clocks if clock.rule.id == "T4")

    track = tracks.decisions(book(case), NOW, aim)

    assert next(point.note for point in track if point.name == "First decision") == "aim: Wed 24 Oct"


# The facts of the clocks ------------------------------------------------------


def ids(read):
    return [clock.rule.id for clock in readings(read.facts("england-and-wales"), NOW)]


def test_a_refused_referral_starts_one_working_day_to_notify(book):
    case = CaseFactory()
    ConsentFactory(case=case, purpose="P1", answer="refused")

    assert "T12" in ids(book(case))


def test_a_child_turning_18_is_watched_and_never_notified_of(book):
    child = CaseFactory(age="child")

    assert "T9" in ids(book(child))
    assert "T12" not in ids(book(child))


def test_a_positive_decision_starts_the_time_to_recover(book):
    case = CaseFactory()
    ConsentFactory(case=case, purpose="P2")
    actions.decide(sent(case), by=case.opened_by, at=NOW, outcome="rg-positive")

    assert {"T5", "T7"} <= set(ids(book(case)))


def test_a_withdrawn_referral_ends_what_the_home_office_pays_for(book):
    case = CaseFactory()
    actions.withdraw(sent(case), by=case.opened_by, at=NOW)

    assert "T11" in ids(book(case))
    assert "T4" not in ids(book(case))


def test_a_placement_coordinator_who_holds_the_person_reads_no_name(case):
    IdentityFactory(case=case, calls_self="Andrei")
    holding = HoldingFactory(case=case, part="placement coordinator")
    GrantFactory(person=holding.person, role="placement coordinator")

    with acting_as(holding.person):
        assert Casebook.of(case).name == case.description
