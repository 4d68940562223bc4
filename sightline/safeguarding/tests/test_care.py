"""Taking a person into care, walking beside them, handing them over."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import history
from sightline.safeguarding import actions
from sightline.safeguarding.models import Case, FollowUp, Holding, Identity, SafeContact
from sightline.safeguarding.tests.factories import (
    NOW,
    AcceptanceFactory,
    CaseFactory,
    FollowUpFactory,
    HoldingFactory,
)
from sightline.visits.tests.factories import ContactGivenFactory, EncounterFactory

pytestmark = mark.django_db


@fixture
def coordinator():
    return person_as("safeguarding coordinator")


@fixture
def colleague():
    return person_as("safeguarding coordinator")


def test_a_coordinator_takes_a_person_met_into_care_and_holds_them(coordinator):
    encounter = EncounterFactory(concern=True, description="Woman, about 30", language="vi")

    case = actions.open_case(encounter, by=coordinator, at=NOW, language="vi")

    assert (case.description, case.language, case.met_at) == ("Woman, about 30", "vi", encounter.met_at)
    assert Holding.objects.get(case=case).person == coordinator
    encounter.refresh_from_db()
    assert encounter.state == "taken"


def test_a_safe_way_to_reach_the_person_goes_with_them(coordinator):
    encounter = EncounterFactory(concern=True)
    ContactGivenFactory(encounter=encounter, how="By text", never="By voice message")

    case = actions.open_case(encounter, by=coordinator, at=NOW, language="vi")

    contact = SafeContact.objects.get(case=case)
    assert (contact.how, contact.never, contact.recorded_by) == ("By text", "By voice message", coordinator)


def test_a_second_coordinator_cannot_take_the_same_person(coordinator, colleague):
    encounter = EncounterFactory(concern=True)
    actions.open_case(encounter, by=coordinator, at=NOW, language="vi")

    with raises(WrongStep):
        actions.open_case(encounter, by=colleague, at=NOW, language="vi")

    assert Case.objects.get().opened_by == coordinator


def test_a_coordinator_of_another_area_cannot_take_the_person():
    elsewhere = person_as("safeguarding coordinator", area=AreaFactory(code="gwent"))

    with raises(Refused):
        actions.open_case(EncounterFactory(concern=True), by=elsewhere, at=NOW, language="vi")


@mark.parametrize(("age", "way"), [("adult", "adult"), ("child", "child"), ("unsure", "child")])
def test_a_child_or_somebody_unsure_goes_the_child_way(coordinator, age, way):
    case = actions.open_case(EncounterFactory(concern=True, age=age), by=coordinator, at=NOW, language="vi")

    assert case.way == way


def test_the_database_keeps_an_unsure_age_on_the_child_way():
    with raises(IntegrityError), transaction.atomic():
        CaseFactory(age="unsure", way="adult")


def test_care_goes_step_by_step_and_each_step_is_kept():
    case = CaseFactory()
    who = case.opened_by

    actions.make_safe(case, by=who, at=NOW, says="Away from the site")
    actions.inform(case, by=who, at=NOW)
    actions.decline_help(case, by=who, at=NOW)
    actions.accept_help(case, by=who, at=NOW)
    actions.enter_support(case, by=who, at=NOW)
    actions.move_on(case, by=who, at=NOW)
    actions.keep_in_touch(case, by=who, at=NOW)
    actions.close(case, by=who, at=NOW, why="He asked us to stop")

    assert case.state == "closed"
    with acting_as(who):
        steps = history(case)
    assert {step.why for step in steps} >= {"Away from the site", "He asked us to stop"}
    assert len(steps) == 8


def test_nobody_is_in_support_before_they_were_told_their_choices():
    case = CaseFactory()

    with raises(WrongStep):
        actions.enter_support(case, by=case.opened_by, at=NOW)


def test_who_does_not_hold_the_person_can_do_nothing_for_them(colleague):
    with raises(Refused):
        actions.make_safe(CaseFactory(), by=colleague, at=NOW)


def test_an_identity_is_recorded_anew_and_the_older_one_stays():
    case = CaseFactory()
    actions.record_identity(case, by=case.opened_by, at=NOW, calls_self="Andrei")

    actions.record_identity(case, by=case.opened_by, at=NOW + timedelta(days=1), calls_self="Andrei", full_name="A. I.")

    assert Identity.objects.filter(case=case).count() == 2
    assert Identity.objects.filter(case=case).latest().full_name == "A. I."


def test_age_in_years_waits_for_the_birthday():
    identity = Identity(calls_self="Andrei", born_on=date(1992, 3, 4))

    assert identity.years_old(date(2018, 3, 3)) == 25
    assert identity.years_old(date(2018, 3, 4)) == 26
    assert Identity(calls_self="Andrei").years_old(date(2018, 3, 4)) is None


def test_safe_contact_is_recorded():
    case = CaseFactory()

    contact = actions.record_contact(case, by=case.opened_by, at=NOW, how="By text", never="By voice message")

    assert (contact.how, contact.never, contact.recorded_by) == ("By text", "By voice message", case.opened_by)


def test_a_hand_over_ends_the_sight_of_who_hands_over(colleague):
    case = CaseFactory()

    actions.hand_over(case, by=case.opened_by, at=NOW, to=colleague, part="coordinator")

    with acting_as(case.opened_by):
        assert not Case.objects.exists()
    with acting_as(colleague):
        assert Case.objects.get() == case


def test_a_support_worker_takes_over_only_after_their_provider_accepted():
    worker = person_as("support worker")
    case = CaseFactory()

    with raises(WrongStep):
        actions.hand_over(case, by=case.opened_by, at=NOW, to=worker, part="support worker")

    assert Holding.objects.get(case=case).ended_at is None


def test_the_accepting_support_worker_takes_over():
    acceptance = AcceptanceFactory()
    case, worker = acceptance.case, acceptance.support_worker

    actions.hand_over(case, by=case.opened_by, at=NOW, to=worker, part="support worker")

    with acting_as(worker):
        assert Case.objects.get() == case
    with acting_as(case.opened_by):
        assert not Case.objects.exists()


def test_nobody_hands_over_to_themselves():
    case = CaseFactory()

    with raises(Refused):
        actions.hand_over(case, by=case.opened_by, at=NOW, to=case.opened_by, part="first responder")


def test_who_handed_over_cannot_take_the_person_back(colleague):
    case = CaseFactory()
    actions.hand_over(case, by=case.opened_by, at=NOW, to=colleague, part="coordinator")

    with raises(Refused):
        actions.hand_over(case, by=case.opened_by, at=NOW, to=person_as("support worker"), part="coordinator")


def test_a_person_is_taken_first_only_once():
    case = CaseFactory()

    with raises(IntegrityError), transaction.atomic():
        HoldingFactory(case=case, first=True)


def test_a_support_worker_ticks_a_follow_up_once():
    case = CaseFactory()
    worker = person_as("support worker")
    HoldingFactory(case=case, person=worker, part="support worker")
    follow_up = actions.plan_follow_up(case, by=worker, at=NOW, due_on=date(2018, 11, 1), says="Ask how he is")

    actions.tick_follow_up(follow_up, by=worker, at=NOW, outcome="He is well")

    assert FollowUp.objects.get().outcome == "He is well"
    with raises(WrongStep):
        actions.tick_follow_up(follow_up, by=worker, at=NOW, outcome="Again")


def test_follow_ups_wait_in_the_order_of_their_days():
    later = FollowUpFactory(due_on=date(2019, 1, 1))
    sooner = FollowUpFactory(case=later.case, due_on=date(2018, 11, 1))

    assert list(FollowUp.objects.waiting()) == [sooner, later]
