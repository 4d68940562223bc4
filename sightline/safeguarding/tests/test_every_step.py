"""Every step of care, tried from every state and by everyone who may hold a person."""

from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AgencyFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import history
from sightline.safeguarding import actions
from sightline.safeguarding.models import Case, Placement, PlacementRequest, Referral, RelayMessage
from sightline.safeguarding.tests.factories import (
    NOW,
    CaseFactory,
    ConsentFactory,
    HoldingFactory,
    PlacementFactory,
    PlacementRequestFactory,
    ReferralFactory,
    RelayMessageFactory,
)

pytestmark = mark.django_db

ROLE_OF = {  # the role that each part of a holder needs
    "coordinator": "safeguarding coordinator",
    "first responder": "safeguarding coordinator",
    "social worker": "safeguarding coordinator",
    "support worker": "support worker",
    "placement coordinator": "placement coordinator",
}
SPEAKING = ["coordinator", "first responder", "social worker", "support worker"]
OUTCOMES = {
    "rg-positive": "sent",
    "rg-negative": "sent",
    "cg-positive": "rg-positive",
    "cg-negative": "rg-positive",
}


def holder(case, part):
    """Somebody who holds the person in that part, with the role for it."""
    person = person_as(ROLE_OF[part])
    HoldingFactory(case=case, person=person, part=part)
    return person


def step(case, verb, by):
    words = {"why": "They asked us to"} if verb == "close" else {"says": "Said so"}
    return getattr(actions, verb)(case, by=by, at=NOW, **words)


def others(model, lawful):
    """The states from which a step may not be taken."""
    return [state for state in model.State.values if state not in lawful]


def referral_in(state, case=None):
    case = case or CaseFactory()
    when = {} if state == "draft" else {"sent_at": NOW, "sent_by": case.opened_by}
    return ReferralFactory(case=case, state=state, **when)


# A person in care ---------------------------------------------------------------


@mark.parametrize(
    ("verb", "before"), [(verb, state) for verb, each in Case.STEPS.items() for state in sorted(each.before)]
)
def test_care_goes_on_from_each_state_it_may(verb, before):
    case = CaseFactory(state=before)

    step(case, verb, case.opened_by)

    case.refresh_from_db()
    assert case.state == Case.STEPS[verb].after


@mark.slow
@mark.parametrize("verb", Case.STEPS)
def test_care_does_not_leap_from_any_other_state(verb):
    coordinator = person_as("safeguarding coordinator")

    for state in others(Case, Case.STEPS[verb].before):
        case = CaseFactory(state=state, opened_by=coordinator)
        with raises(WrongStep):
            step(case, verb, coordinator)
        case.refresh_from_db()
        assert case.state == state


@mark.parametrize("part", ROLE_OF)
@mark.parametrize("verb", Case.STEPS)
def test_a_holder_in_any_part_walks_beside_the_person(verb, part):
    case = CaseFactory(state=min(Case.STEPS[verb].before))

    step(case, verb, holder(case, part))

    case.refresh_from_db()
    assert case.state == Case.STEPS[verb].after


@mark.parametrize("part", ROLE_OF)
def test_a_holder_whose_part_has_ended_walks_no_further(part):
    case = CaseFactory()
    person = person_as(ROLE_OF[part])
    HoldingFactory(case=case, person=person, part=part, ended_at=NOW)

    with raises(Refused):
        step(case, "make_safe", person)


@mark.parametrize("part", ROLE_OF)
def test_a_part_without_the_role_for_it_opens_nothing(part):
    case = CaseFactory()
    roles = {"visiting officer", "analyst", "auditor", *ROLE_OF.values()} - {ROLE_OF[part]}

    for role in sorted(roles):
        person = person_as(role)
        HoldingFactory(case=case, person=person, part=part)
        with raises(Refused):
            step(case, "make_safe", person)


def test_each_step_keeps_who_when_and_why():
    case = CaseFactory()

    actions.make_safe(case, by=case.opened_by, at=NOW, says="With the team, in the van")

    with acting_as(case.opened_by):
        (taken,) = history(case)
    assert (taken.verb, taken.before, taken.after) == ("make_safe", "taken", "made-safe")
    assert (taken.by, taken.at, taken.why) == (case.opened_by.pk, NOW, "With the team, in the van")


# What those who speak with the person may record ---------------------------------

RECORDS = {
    "record_identity": {"calls_self": "Andrei"},
    "record_contact": {"how": "By text"},
    "record_consent": {"purpose": "P5", "answer": "given", "how": "spoken", "language": "ro"},
    "draft_referral": {"account": "Four months without pay."},
}


@mark.parametrize("part", SPEAKING)
@mark.parametrize("act", RECORDS)
def test_whoever_speaks_with_the_person_records_what_they_say(act, part):
    case = CaseFactory()

    assert getattr(actions, act)(case, by=holder(case, part), at=NOW, **RECORDS[act]).case_id == case.pk


@mark.parametrize("act", RECORDS)
def test_a_placement_coordinator_who_holds_the_person_records_nothing_they_say(act):
    case = CaseFactory()
    finder = holder(case, "placement coordinator")

    with raises(Refused):
        getattr(actions, act)(case, by=finder, at=NOW, **RECORDS[act])


@mark.parametrize("part", SPEAKING)
def test_whoever_speaks_with_the_person_sets_a_day_to_ask_again(part):
    case = CaseFactory()

    assert actions.plan_follow_up(case, by=holder(case, part), at=NOW, due_on=NOW.date(), says="Ask").case_id == case.pk


def test_who_only_looks_for_a_place_sets_no_day_to_ask_again():
    case = CaseFactory()

    with raises(Refused):
        actions.plan_follow_up(case, by=holder(case, "placement coordinator"), at=NOW, due_on=NOW.date(), says="Ask")


@mark.parametrize("part", [part for part in ROLE_OF if part != "support worker"])
def test_only_a_support_worker_says_how_asking_again_went(part):
    case = CaseFactory()
    day = actions.plan_follow_up(case, by=case.opened_by, at=NOW, due_on=NOW.date(), says="Ask")

    with raises(Refused):
        actions.tick_follow_up(day, by=holder(case, part), at=NOW, outcome="Well")


# The referral -------------------------------------------------------------------


@mark.parametrize("part", SPEAKING)
def test_whoever_speaks_with_the_person_sends_their_referral(part):
    referral = referral_in("draft")

    assert actions.send(referral, by=holder(referral.case, part), at=NOW).sent_at == NOW


def test_a_placement_coordinator_sends_no_referral():
    referral = referral_in("draft")

    with raises(Refused):
        actions.send(referral, by=holder(referral.case, "placement coordinator"), at=NOW)


@mark.parametrize("state", others(Referral, ["draft"]))
def test_what_has_left_is_neither_sent_nor_written_again(state):
    referral = referral_in(state)
    by = referral.case.opened_by

    with raises(WrongStep):
        actions.send(referral, by=by, at=NOW)
    with raises(WrongStep):
        actions.rewrite(referral, by=by, at=NOW, account="Another story")


@mark.parametrize("outcome", OUTCOMES)
def test_a_decision_comes_in_its_turn(outcome):
    referral = referral_in(OUTCOMES[outcome])

    assert actions.decide(referral, by=referral.case.opened_by, at=NOW, outcome=outcome).state == outcome


@mark.parametrize(
    ("outcome", "state"), [(outcome, state) for outcome in OUTCOMES for state in others(Referral, [OUTCOMES[outcome]])]
)
def test_a_decision_out_of_turn_changes_nothing(outcome, state):
    referral = referral_in(state)

    with raises(WrongStep):
        actions.decide(referral, by=referral.case.opened_by, at=NOW, outcome=outcome)

    referral.refresh_from_db()
    assert referral.state == state


@mark.parametrize("outcome", ["", "sent", "draft", "withdrawn", "maybe"])
def test_what_is_no_decision_is_not_recorded_as_one(outcome):
    referral = referral_in("sent")

    with raises(WrongStep):
        actions.decide(referral, by=referral.case.opened_by, at=NOW, outcome=outcome)


@mark.parametrize("state", ["draft", "sent", "rg-positive"])
def test_the_person_may_take_it_back_until_the_last_decision(state):
    referral = referral_in(state)

    assert actions.withdraw(referral, by=referral.case.opened_by, at=NOW, why="Their wish").state == "withdrawn"


@mark.parametrize("state", ["rg-negative", "cg-positive", "cg-negative", "withdrawn"])
def test_what_is_over_is_not_taken_back(state):
    referral = referral_in(state)

    with raises(WrongStep):
        actions.withdraw(referral, by=referral.case.opened_by, at=NOW)


@mark.parametrize("outcome", OUTCOMES)
@mark.parametrize("state", ["wants-help", "first-place", "in-support", "moving-on"])
def test_no_decision_begins_moves_or_ends_support(state, outcome):
    """The two tracks are apart: only a person ends the care of a person."""
    referral = referral_in(OUTCOMES[outcome], CaseFactory(state=state))

    actions.decide(referral, by=referral.case.opened_by, at=NOW, outcome=outcome)

    assert Case.objects.get().state == state


def test_taking_a_referral_back_ends_no_care():
    referral = referral_in("sent", CaseFactory(state="in-support"))

    actions.withdraw(referral, by=referral.case.opened_by, at=NOW)

    assert Case.objects.get().state == "in-support"


# A bed --------------------------------------------------------------------------


@fixture
def finder():
    return person_as("placement coordinator")


@fixture
def worker():
    return person_as("support worker")


@mark.parametrize("state", others(PlacementRequest, ["asked"]))
def test_a_request_that_somebody_took_is_not_taken_again(state, finder):
    request = PlacementRequestFactory(to=finder.agency, state=state)

    with raises(WrongStep):
        actions.take_request(request, by=finder, at=NOW)


@mark.parametrize("state", ["asked", "withdrawn"])
def test_nobody_is_placed_on_a_request_that_nobody_looks_after(state, finder, worker):
    request = PlacementRequestFactory(to=finder.agency, state=state)

    with raises(WrongStep):
        actions.place(request, by=finder, at=NOW, provider=worker.agency, address="14 Canary Row")

    assert not Placement.objects.exists()


@mark.parametrize("part", ROLE_OF)
def test_a_holder_asks_for_a_bed_and_does_not_find_it(part):
    case = CaseFactory()
    by, house = holder(case, part), AgencyFactory(kind="charity")

    request = actions.ask_for_place(
        case, by=by, at=NOW, to=house, contract="avmscc", household="One man", language="ro"
    )

    with raises(Refused):
        actions.take_request(request, by=by, at=NOW)


@mark.parametrize("state", others(Placement, ["offered"]))
@mark.parametrize("answer", ["accept", "decline_place"])
def test_a_home_is_answered_for_once(answer, state, worker):
    home = PlacementFactory(provider=worker.agency, state=state)
    more = {"why": "no-bed"} if answer == "decline_place" else {}

    with raises(WrongStep):
        getattr(actions, answer)(home, by=worker, at=NOW, **more)


def test_who_offers_a_home_does_not_accept_it(finder, worker):
    home = PlacementFactory(request__to=finder.agency, provider=worker.agency)

    with raises(Refused):
        actions.accept(home, by=finder, at=NOW)


# The relay ----------------------------------------------------------------------


@mark.parametrize("part", ROLE_OF)
@mark.parametrize("answer", ["pass_on", "decline"])
def test_any_holder_answers_a_question_for_the_person(answer, part):
    message = RelayMessageFactory()

    getattr(actions, answer)(message, by=holder(message.case, part), at=NOW)

    assert message.state == RelayMessage.STEPS[answer].after


@mark.parametrize("state", ["passed-on", "declined"])
@mark.parametrize("answer", ["pass_on", "decline"])
def test_a_question_is_answered_for_once(answer, state):
    message = RelayMessageFactory(state=state)

    with raises(WrongStep):
        getattr(actions, answer)(message, by=message.case.opened_by, at=NOW)


def test_a_question_of_the_police_is_kept_in_their_words():
    message = RelayMessageFactory(text="One question, for 15 minutes?")

    actions.pass_on(message, by=message.case.opened_by, at=NOW)

    assert RelayMessage.objects.get().text == "One question, for 15 minutes?"


def test_a_consent_to_talk_is_no_condition_of_a_bed(finder):
    """Help, a bed, food and a doctor never depend on the police."""
    case = CaseFactory(state="wants-help")
    for purpose in ("P1", "P3"):
        ConsentFactory(case=case, purpose=purpose, answer="refused")

    asked = {"contract": "avmscc", "household": "One man", "language": "ro"}
    assert actions.ask_for_place(case, by=case.opened_by, at=NOW, to=finder.agency, **asked).state == "asked"
