"""Every act of care: done by whom it belongs to, refused to everybody else, and in the ledger without a value."""

from datetime import date

from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.refusals import Refused, WrongStep
from sightline.ledger.models import Entry
from sightline.safeguarding import actions
from sightline.safeguarding.tests.factories import (
    NOW,
    CaseFactory,
    ConsentFactory,
    FollowUpFactory,
    HoldingFactory,
    PlacementFactory,
    PlacementRequestFactory,
    ReferralFactory,
    RelayFactory,
    RelayMessageFactory,
)
from sightline.visits.tests.factories import EncounterFactory

pytestmark = mark.django_db

CANARY = "Canary words"


def coordinator_of(record):
    return record.opened_by


def coordinator_of_the_case(record):
    return record.case.opened_by


def somebody_of_the_area(record):
    return person_as("safeguarding coordinator", area=record.area)


def placement_coordinator_of(record):
    return person_as("placement coordinator", agency=record.to)


def support_worker_of(record):
    return person_as("support worker", agency=record.provider)


def supporting(record):
    worker = person_as("support worker")
    HoldingFactory(case=record.case, person=worker, part="support worker")
    return worker


def investigator_of(record):
    return record.investigator


def case_in(state):
    return lambda: CaseFactory(state=state)


def an_agreed_draft():
    return ReferralFactory()


def a_sent_referral():
    case = CaseFactory()
    return ReferralFactory(case=case, state="sent", sent_at=NOW, sent_by=case.opened_by)


ACTS = {
    "open_case": (lambda: EncounterFactory(concern=True), somebody_of_the_area, {"language": "ro"}),
    "make_safe": (case_in("taken"), coordinator_of, {"says": CANARY}),
    "inform": (case_in("made-safe"), coordinator_of, {"says": CANARY}),
    "accept_help": (case_in("informed"), coordinator_of, {"says": CANARY}),
    "decline_help": (case_in("informed"), coordinator_of, {"says": CANARY}),
    "reach_first_place": (case_in("wants-help"), coordinator_of, {"says": CANARY}),
    "enter_support": (case_in("first-place"), coordinator_of, {"says": CANARY}),
    "move_on": (case_in("in-support"), coordinator_of, {"says": CANARY}),
    "keep_in_touch": (case_in("moving-on"), coordinator_of, {"says": CANARY}),
    "close": (case_in("in-touch"), coordinator_of, {"why": "The person asked us to stop"}),
    "record_identity": (CaseFactory, coordinator_of, {"calls_self": CANARY}),
    "record_contact": (CaseFactory, coordinator_of, {"how": CANARY}),
    "record_consent": (
        CaseFactory,
        coordinator_of,
        {"purpose": "P2", "answer": "given", "how": "spoken", "language": "ro", "recipient": CANARY},
    ),
    "plan_follow_up": (CaseFactory, coordinator_of, {"due_on": date(2018, 11, 1), "says": CANARY}),
    "tick_follow_up": (FollowUpFactory, supporting, {"outcome": CANARY}),
    "draft_referral": (CaseFactory, coordinator_of, {"account": CANARY}),
    "rewrite": (an_agreed_draft, coordinator_of_the_case, {"account": CANARY}),
    "send": (an_agreed_draft, coordinator_of_the_case, {}),
    "decide": (a_sent_referral, coordinator_of_the_case, {"outcome": "rg-positive"}),
    "withdraw": (a_sent_referral, coordinator_of_the_case, {}),
    "take_request": (PlacementRequestFactory, placement_coordinator_of, {}),
    "accept": (PlacementFactory, support_worker_of, {}),
    "decline_place": (PlacementFactory, support_worker_of, {"why": "no-bed"}),
    "write": (RelayFactory, investigator_of, {"text": CANARY}),
    "pass_on": (RelayMessageFactory, coordinator_of_the_case, {}),
    "decline": (RelayMessageFactory, coordinator_of_the_case, {}),
}
WITH_SOMEBODY = {"ask_for_place", "place", "hand_over", "open_relay"}  # tried in their own files: they name another
WITH_TWO = {  # tried in test_crossings.py and test_urgent.py: two people, and neither is who asked
    *("ask_to_cross", "approve_crossing", "refuse_crossing", "send_crossing", "confirm_crossing"),
    *("ask_urgently", "second", "refuse_urgent"),
}


@fixture
def outsiders():
    """One person in each role who has nothing to do with the person in care."""
    roles = ("visiting officer", "analyst", "operation commander", "investigator", "support worker")
    more = ("placement coordinator", "immigration partner", "oversight", "auditor", "administrator", "awareness lead")
    return [person_as(role) for role in (*roles, *more)]


def act(name, record, by):
    _, _, given = ACTS[name]
    return getattr(actions, name)(record, by=by, at=NOW, **given)


def test_every_act_is_tried():
    assert set(actions.__all__) == set(ACTS) | WITH_SOMEBODY | WITH_TWO


@mark.parametrize("name", actions.__all__)
def test_every_act_is_an_act_that_asks_the_rules(name):
    assert getattr(actions, name).verb


@mark.parametrize("name", ACTS)
def test_whoever_it_belongs_to_may(name):
    make, who, _ = ACTS[name]
    record = make()

    assert act(name, record, who(record)) is not None


@mark.parametrize("name", ACTS)
def test_nobody_else_may(name, outsiders):
    make, _, _ = ACTS[name]
    record = make()

    for person in outsiders:
        with raises(Refused):
            act(name, record, person)


@mark.parametrize("name", ACTS)
def test_the_ledger_tells_the_act_and_who_did_it_and_no_word_of_it(name):
    make, who, _ = ACTS[name]
    record = make()
    by = who(record)

    act(name, record, by)

    entries = Entry.objects.filter(actor=by.pk, verb=getattr(actions, name).verb)
    assert record.pk in set(entries.values_list("record", flat=True))
    assert CANARY not in str(list(entries.values()))


STEPS_ONCE = ["make_safe", "inform", "reach_first_place", "send", "take_request", "accept", "decline_place", "pass_on"]


@mark.parametrize("name", STEPS_ONCE)
def test_a_step_is_taken_once(name):
    make, who, _ = ACTS[name]
    record = make()
    by = who(record)
    act(name, record, by)

    with raises(WrongStep):
        act(name, record, by)


@mark.parametrize("name", ["record_identity", "record_contact", "record_consent", "plan_follow_up", "write"])
def test_a_form_sent_twice_stores_once(name):
    make, who, given = ACTS[name]
    record = make()
    by, key = who(record), "8a1b7c9e-3f52-4d0a-9c55-0f6f7a2d1e11"

    first = getattr(actions, name)(record, by=by, at=NOW, key=key, **given)
    second = getattr(actions, name)(record, by=by, at=NOW, key=key, **given)

    assert str(first.pk) == str(second.pk) == key
    assert type(first).objects.count() == 1


def test_a_withdrawn_consent_still_reads_as_given_on_the_day(case):
    """What was agreed then stays on record; only what holds now changes."""
    given = ConsentFactory(case=case)
    actions.record_consent(
        case, by=case.opened_by, at=NOW, purpose="P2", answer="withdrawn", how="spoken", language="ro"
    )

    given.refresh_from_db()
    assert given.answer == "given"
