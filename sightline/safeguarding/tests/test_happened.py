"""What happened to one person, told in one row."""

from datetime import timedelta

from pytest import fixture, mark

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.safeguarding import actions
from sightline.safeguarding.casebook import Casebook
from sightline.safeguarding.happened import happened
from sightline.safeguarding.tests.factories import NOW, AcceptanceFactory, CaseFactory, FollowUpFactory, RelayFactory

pytestmark = mark.django_db

SPOKEN = {"how": "spoken", "language": "ro"}


@fixture
def told():
    """The events of a case as its coordinator reads them: (what, by, why), the newest first."""

    def read(case, by=None):
        with acting_as(by or case.opened_by):
            return [(str(event.what), event.by, event.why) for event in happened(Casebook.of(case))]

    return read


def test_a_case_begins_with_the_meeting_and_the_taking(case, told):
    assert told(case) == [("Taken into care", case.opened_by.name, ""), ("Met on a visit", "", "")]


def test_steps_are_told_with_who_and_why(case, told):
    later = NOW + timedelta(hours=1)
    actions.make_safe(case, by=case.opened_by, at=later, says="Away from the site")

    assert told(case)[0] == ("Made safe", case.opened_by.name, "Away from the site")


def test_answers_are_told_by_their_purpose(case, told):
    later = NOW + timedelta(hours=1)
    actions.record_consent(case, by=case.opened_by, at=later, purpose="P3", answer="refused", **SPOKEN)

    assert told(case)[0][0] == "Not agreed: Give the account to the police"


def test_a_purpose_that_is_no_longer_listed_is_told_without_words(case, told):
    later = NOW + timedelta(hours=1)
    actions.record_consent(case, by=case.opened_by, at=later, purpose="P99", answer="given", **SPOKEN)

    assert told(case)[0][0] == "Agreed: "


def test_a_referral_is_told_from_its_draft_to_its_decision(told):
    case = CaseFactory(age="child")
    by, hours = case.opened_by, [NOW + timedelta(hours=number) for number in range(1, 5)]
    referral = actions.draft_referral(case, by=by, at=hours[0], account="Months without pay.")
    actions.send(referral, by=by, at=hours[1])
    actions.decide(referral, by=by, at=hours[2], outcome="rg-positive")
    actions.withdraw(referral, by=by, at=hours[3], why="His wish")

    assert [what for what, _, _ in told(case)][:4] == [
        "Withdrawn by the person",
        "Reasonable grounds: yes",
        "Referral (NRM) sent to the Home Office",
        "Referral (NRM) written",
    ]


def test_a_bed_and_its_acceptance_are_told_and_no_place(told):
    acceptance = AcceptanceFactory(accepted_at=NOW + timedelta(hours=2))

    events = told(acceptance.case)

    assert events[0] == ("Accepted by a provider", acceptance.support_worker.name, "")
    assert "Canary" not in str(events)


def test_a_hand_over_is_told_by_its_name(case, told):
    colleague = person_as("safeguarding coordinator")
    actions.hand_over(case, by=case.opened_by, at=NOW + timedelta(hours=1), to=colleague, part="coordinator")

    assert told(case, by=colleague)[0][0] == f"Handed over to {colleague.name}"


def test_questions_are_told_with_the_investigator_and_answers_without_a_writer(case, told):
    relay = RelayFactory(case=case)
    actions.write(relay, by=relay.investigator, at=NOW + timedelta(hours=1), text="May we ask?")
    actions.write(relay, by=case.opened_by, at=NOW + timedelta(hours=2), text="Yes.")

    assert told(case)[:2] == [
        ("Answer came through the relay", "", ""),
        ("Question came through the relay", relay.investigator.name, ""),
    ]


def test_a_follow_up_is_told_once_it_is_done(case, told):
    FollowUpFactory(case=case, says="Not yet")
    FollowUpFactory(
        case=case, says="Ask how he is", done_at=NOW + timedelta(days=9), done_by=case.opened_by, outcome="He is well"
    )

    events = told(case)

    assert events[0] == ("Ask how he is", case.opened_by.name, "He is well")
    assert "Not yet" not in str(events)
