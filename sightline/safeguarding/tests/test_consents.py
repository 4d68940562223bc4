"""What a person agreed to."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from pytest import mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused
from sightline.safeguarding import actions
from sightline.safeguarding.models import Consent
from sightline.safeguarding.tests.factories import NOW, CaseFactory, ConsentFactory, HoldingFactory

pytestmark = mark.django_db

SPOKEN = {"how": "spoken", "language": "ro"}


def test_an_answer_is_recorded_with_who_explained_it_and_how():
    case = CaseFactory()

    consent = actions.record_consent(
        case, by=case.opened_by, at=NOW, purpose="P2", answer="given", interpreter=True, **SPOKEN
    )

    assert (consent.explained_by, consent.interpreter, consent.answered_at) == (case.opened_by, True, NOW)


def test_taking_it_back_is_a_new_answer_and_the_old_one_stays():
    case = CaseFactory()
    actions.record_consent(case, by=case.opened_by, at=NOW, purpose="P1", answer="given", **SPOKEN)
    later = NOW + timedelta(hours=1)

    actions.record_consent(case, by=case.opened_by, at=later, purpose="P1", answer="withdrawn", **SPOKEN)

    assert Consent.objects.filter(case=case).count() == 2
    assert Consent.objects.agreed(case, "P1", later.date()) is None


def test_nobody_may_change_an_answer():
    consent = ConsentFactory()

    with acting_as(consent.case.opened_by), raises(Exception, match="permission denied"), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(answer="refused")


def test_a_yes_holds_until_its_last_day():
    consent = ConsentFactory(ends_on=date(2018, 10, 31))

    assert consent.live(date(2018, 10, 31))
    assert not consent.live(date(2018, 11, 1))


def test_purposes_are_answered_apart():
    case = CaseFactory()
    ConsentFactory(case=case, purpose="P2")

    assert Consent.objects.agreed(case, "P2", NOW.date())
    assert Consent.objects.agreed(case, "P1", NOW.date()) is None


@mark.parametrize("age", ["child", "unsure"])
def test_a_child_is_never_asked_for_the_referral(age):
    case = CaseFactory(age=age)

    with raises(Refused):
        actions.record_consent(case, by=case.opened_by, at=NOW, purpose="P1", answer="given", **SPOKEN)
    with raises(IntegrityError), transaction.atomic():
        ConsentFactory(case=case, purpose="P1")


def test_nobody_records_an_answer_for_another_who_explained():
    case = CaseFactory()
    colleague = person_as("safeguarding coordinator")

    with acting_as(case.opened_by), raises(Exception, match="row-level security"), transaction.atomic():
        ConsentFactory(case=case, explained_by=colleague)


def test_a_placement_coordinator_who_holds_the_person_reads_no_answers_and_asks_none():
    case = CaseFactory()
    ConsentFactory(case=case)
    finder = person_as("placement coordinator")
    HoldingFactory(case=case, person=finder, part="placement coordinator")

    with acting_as(finder):
        assert not Consent.objects.exists()
    with raises(Refused):
        actions.record_consent(case, by=finder, at=NOW, purpose="P2", answer="given", **SPOKEN)
