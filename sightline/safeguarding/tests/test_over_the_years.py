"""A person in care over the years: who holds them in turn, what they agreed to then and now, who asks again."""

from datetime import date, timedelta
from itertools import pairwise

from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.vocabulary import load
from sightline.ledger.acts import Taken
from sightline.ledger.models import Entry
from sightline.safeguarding import actions, inbox
from sightline.safeguarding.casebook import Casebook
from sightline.safeguarding.models import Case, Consent, FollowUp, Holding, Identity, RelayMessage
from sightline.safeguarding.tests.factories import (
    NOW,
    CaseFactory,
    ConsentFactory,
    FollowUpFactory,
    HoldingFactory,
    IdentityFactory,
    PlacementRequestFactory,
    ReferralFactory,
    RelayFactory,
)

pytestmark = mark.django_db

PURPOSES = sorted(load("safeguarding/consents/consent"))
DUE = [date(2018, 10, 31), date(2018, 11, 28), date(2019, 4, 17), date(2020, 10, 17), date(2028, 10, 17)]


@fixture
def coordinator(case):
    return case.opened_by


@fixture
def colleague():
    return person_as("safeguarding coordinator")


@fixture
def worker(case):
    """The support worker who holds the person."""
    worker = person_as("support worker")
    HoldingFactory(case=case, person=worker, part="support worker")
    return worker


def sees(person, case):
    with acting_as(person):
        return Case.objects.filter(pk=case.pk).exists()


def given_to(case, by, to, part="coordinator"):
    return actions.hand_over(case, by=by, at=NOW, to=to, part=part)


def answered(case, purpose, answer, days=0):
    at = NOW + timedelta(days=days)
    told = {"purpose": purpose, "answer": answer, "how": "spoken", "language": "ro"}
    return actions.record_consent(case, by=case.opened_by, at=at, **told)


# Who holds the person -------------------------------------------------------------


def test_a_hand_over_leaves_one_holder(case, coordinator, colleague):
    given_to(case, coordinator, colleague)

    assert [holding.person for holding in Holding.objects.filter(ended_at__isnull=True)] == [colleague]


def test_who_gets_the_person_back_sees_them_again(case, coordinator, colleague):
    given_to(case, coordinator, colleague)
    assert not sees(coordinator, case)

    given_to(case, colleague, coordinator)

    assert sees(coordinator, case)
    assert not sees(colleague, case)


def test_what_was_recorded_meanwhile_is_read_by_who_gets_the_person_back(case, coordinator, colleague):
    given_to(case, coordinator, colleague)
    actions.record_identity(case, by=colleague, at=NOW, calls_self="Andrei")
    given_to(case, colleague, coordinator)

    with acting_as(coordinator):
        assert Identity.objects.get(case=case.pk).calls_self == "Andrei"


def test_a_second_holder_stays_when_the_first_hands_over(case, coordinator, worker, colleague):
    given_to(case, coordinator, colleague)

    assert sees(worker, case)


def test_who_handed_over_cannot_hand_over_again(case, coordinator, colleague):
    given_to(case, coordinator, colleague)

    with raises(Refused):
        given_to(case, coordinator, person_as("safeguarding coordinator"))


def test_nobody_is_given_the_part_they_already_have(case, coordinator, colleague):
    HoldingFactory(case=case, person=colleague, part="coordinator")

    with raises(Taken):
        given_to(case, coordinator, colleague)

    assert sees(coordinator, case)


def test_handing_over_one_person_lets_go_of_no_other(case, coordinator, colleague):
    another = CaseFactory(opened_by=coordinator)

    given_to(case, coordinator, colleague)

    assert sees(coordinator, another)
    assert not sees(colleague, another)


def test_a_chain_of_hand_overs_is_kept_in_its_order(case, coordinator):
    chain = [coordinator, *(person_as("safeguarding coordinator") for _each in range(3))]
    for day, (by, to) in enumerate(pairwise(chain)):
        actions.hand_over(case, by=by, at=NOW + timedelta(days=day), to=to, part="coordinator")

    with acting_as(chain[-1]):
        holders = [holding.person_id for holding in Casebook.of(case).holdings if not holding.first]
    assert holders == [person.pk for person in reversed(chain[1:])]


def test_a_hand_over_is_in_the_ledger_without_the_name_of_the_person(case, coordinator, colleague):
    IdentityFactory(case=case, calls_self="Andrei")

    given_to(case, coordinator, colleague)

    entries = Entry.objects.filter(actor=coordinator.pk, verb="hand_over")
    assert case.pk in set(entries.values_list("record", flat=True))
    assert "Andrei" not in str(list(entries.values()))


# What was agreed to ---------------------------------------------------------------


@mark.parametrize("purpose", PURPOSES)
def test_each_purpose_is_taken_back_on_its_own(purpose, case):
    for each in PURPOSES:
        ConsentFactory(case=case, purpose=each)

    answered(case, purpose, "withdrawn", days=1)

    live = {each for each in PURPOSES if Consent.objects.agreed(case, each, NOW.date() + timedelta(days=1))}
    assert live == set(PURPOSES) - {purpose}


@mark.parametrize("purpose", PURPOSES)
def test_nothing_is_agreed_to_before_it_was_asked(purpose, case):
    assert Consent.objects.agreed(case, purpose, NOW.date()) is None


@mark.parametrize(
    ("answers", "agreed"),
    [
        (["given"], True),
        (["refused"], False),
        (["given", "withdrawn"], False),
        (["refused", "given"], True),
        (["given", "withdrawn", "given"], True),
        (["given", "refused"], False),
    ],
)
def test_the_newest_answer_counts_and_every_one_is_kept(answers, agreed, case):
    for day, answer in enumerate(answers):
        answered(case, "P5", answer, days=day)

    assert bool(Consent.objects.agreed(case, "P5", NOW.date())) is agreed
    assert list(Consent.objects.order_by("answered_at").values_list("answer", flat=True)) == answers


def test_a_yes_of_years_ago_that_had_an_end_is_asked_for_anew(case, coordinator):
    ConsentFactory(case=case, purpose="P1", ends_on=date(2019, 10, 17))

    late = actions.draft_referral(case, by=coordinator, at=NOW + timedelta(days=5 * 365), account="Told years later.")

    assert late.notifies


def test_taking_support_back_does_not_take_the_referral_back(case, coordinator):
    for purpose in ("P1", "P2"):
        answered(case, purpose, "given")
    referral = actions.draft_referral(case, by=coordinator, at=NOW, account="Four months without pay.")

    answered(case, "P2", "withdrawn", days=1)

    assert actions.send(referral, by=coordinator, at=NOW + timedelta(days=1)).state == "sent"


def test_a_yes_given_again_before_sending_lets_the_referral_go(case, coordinator):
    answered(case, "P1", "given")
    referral = actions.draft_referral(case, by=coordinator, at=NOW, account="Four months without pay.")
    answered(case, "P1", "withdrawn", days=1)
    with raises(WrongStep):
        actions.send(referral, by=coordinator, at=NOW + timedelta(days=1))

    answered(case, "P1", "given", days=2)

    assert actions.send(referral, by=coordinator, at=NOW + timedelta(days=2)).state == "sent"


def test_the_answer_of_one_person_is_none_of_another(case):
    answered(case, "P5", "given")

    assert Consent.objects.agreed(CaseFactory(), "P5", NOW.date()) is None


# Asking again ---------------------------------------------------------------------


def test_days_to_ask_again_may_lie_ten_years_ahead_and_wait_in_their_order(case, coordinator):
    for due_on in reversed(DUE):
        actions.plan_follow_up(case, by=coordinator, at=NOW, due_on=due_on, says="Ask how he is")

    assert [day.due_on for day in FollowUp.objects.waiting()] == DUE


@mark.parametrize(
    ("now", "due"),
    [(NOW - timedelta(days=20), 0), (NOW, 1), (NOW + timedelta(days=40), 2), (NOW.replace(year=2028), 5)],
)
def test_what_is_due_soon_or_overdue_waits_for_the_support_worker(now, due, case, worker):
    for due_on in DUE:
        FollowUpFactory(case=case, due_on=due_on)

    with acting_as(worker):
        assert inbox.due(worker, now).count() == due


def test_a_day_answered_for_does_not_come_again(case, worker):
    day = FollowUpFactory(case=case, due_on=DUE[0])

    actions.tick_follow_up(day, by=worker, at=NOW, outcome="He works, and sleeps better")

    with acting_as(worker):
        assert not inbox.due(worker, NOW).exists()
    assert FollowUp.objects.get().outcome == "He works, and sleeps better"


def test_the_days_of_others_wait_for_their_own_support_workers(case, worker):
    FollowUpFactory(due_on=DUE[0])

    with acting_as(worker):
        assert not inbox.due(worker, NOW).exists()


@mark.parametrize("state", ["in-support", "moving-on", "in-touch", "closed"])
def test_somebody_asks_again_long_after_support(state, worker):
    late = CaseFactory(state=state)
    HoldingFactory(case=late, person=worker, part="support worker")

    day = actions.plan_follow_up(late, by=worker, at=NOW, due_on=DUE[-1], says="Ask how she is")

    assert actions.tick_follow_up(day, by=worker, at=NOW, outcome="Well").done_by == worker


# The relay, both ways ---------------------------------------------------------------


def test_the_relay_goes_on_with_whoever_holds_the_person(case, coordinator, colleague):
    relay = RelayFactory(case=case)
    given_to(case, coordinator, colleague)
    question = actions.write(relay, by=relay.investigator, at=NOW, text="May we ask one question?")

    with raises(Refused):
        actions.pass_on(question, by=coordinator, at=NOW)
    actions.pass_on(question, by=colleague, at=NOW)
    answer = actions.write(relay, by=colleague, at=NOW, text="Yes, on Friday.")

    with acting_as(relay.investigator):
        assert {message.text for message in RelayMessage.objects.all()} == {question.text, answer.text}


def test_two_investigators_do_not_read_each_others_relays(case):
    one, other = RelayFactory(case=case), RelayFactory(case=case)
    actions.write(one, by=one.investigator, at=NOW, text="About the man with the key")

    with acting_as(other.investigator):
        assert not RelayMessage.objects.exists()


# What was typed stays ----------------------------------------------------------------

FORMS = {  # an address of a case, what was typed and lacks one thing, what must still stand there
    "who": ({"calls_self": "", "full_name": "Andrei Inventat"}, "Andrei Inventat"),
    "contact": ({"how": "", "never": "Never by voice"}, "Never by voice"),
    "follow-up": ({"due_on": "", "says": "Ask by text"}, "Ask by text"),
    "consents/P5": ({"answer": "given", "language": "ro", "recipient": "The clinic"}, "The clinic"),
    "bed": ({"household": "One man", "needs": "Ground floor"}, "Ground floor"),
    "relay": ({"calls_self": "Mr A"}, "Mr A"),
}


@mark.parametrize("verb", FORMS)
def test_a_form_that_lacks_something_keeps_the_rest(verb, case, coordinator, reading):
    typed, stays = FORMS[verb]

    answer = reading(coordinator).post(f"/safeguarding/{case.ref}/{verb}", typed)

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert stays in answer.content.decode()


@mark.parametrize("factory", [PlacementRequestFactory, ReferralFactory])
def test_a_look_at_a_record_is_in_the_ledger(factory, case, coordinator, reading):
    record = factory(case=case)

    reading(coordinator).get(f"/safeguarding/{record.ref}")

    assert Entry.objects.filter(actor=coordinator.pk, record=record.pk).exists()
