"""What goes to the Home Office."""

from datetime import timedelta

from django.db import IntegrityError, connection, transaction
from pytest import fixture, mark, raises

from sightline.kit.refusals import WrongStep
from sightline.ledger.acts import Taken
from sightline.ledger.models import Entry
from sightline.safeguarding import actions
from sightline.safeguarding.models import Referral
from sightline.safeguarding.tests.factories import (
    NOW,
    CaseFactory,
    ConsentFactory,
    IdentityFactory,
    ReferralFactory,
)

pytestmark = mark.django_db

ACCOUNT = "Four months at a car wash without pay. The passport was taken on the first day."


@fixture
def case():
    return CaseFactory()


def drafted(case, account=ACCOUNT):
    return actions.draft_referral(case, by=case.opened_by, at=NOW, account=account)


def sent(case, account=ACCOUNT):
    return actions.send(drafted(case, account), by=case.opened_by, at=NOW)


@mark.parametrize("age", ["child", "unsure"])
def test_a_child_is_referred_without_being_asked(age):
    referral = drafted(CaseFactory(age=age))

    assert (referral.kind, referral.consent) == ("nrm", None)


def test_an_adult_is_referred_with_their_consent(case):
    consent = ConsentFactory(case=case, purpose="P1")

    referral = drafted(case)

    assert (referral.kind, referral.consent) == ("nrm", consent)


@mark.parametrize("answer", ["refused", "withdrawn"])
def test_an_adult_who_does_not_agree_is_notified_of_without_who_they_are(case, answer):
    ConsentFactory(case=case, purpose="P1", answer=answer)

    assert drafted(case).kind == "dtn"


def test_consent_that_has_ended_is_none(case):
    ConsentFactory(case=case, purpose="P1", ends_on=NOW.date() - timedelta(days=1))

    assert drafted(case).kind == "dtn"


def test_the_database_refuses_an_adult_without_consent_and_a_notified_child(case):
    with raises(IntegrityError), transaction.atomic():
        ReferralFactory(case=case, consent=None)
    with raises(IntegrityError), transaction.atomic():
        ReferralFactory(case=CaseFactory(age="child"), kind="dtn")


def test_the_database_refuses_somebody_elses_consent(case):
    ReferralFactory(case=case, consent=ConsentFactory(purpose="P1"))

    with raises(IntegrityError):
        connection.check_constraints()


def test_a_second_referral_of_the_same_kind_is_refused(case):
    drafted(case)

    with raises(Taken):
        drafted(case)


def test_a_duty_to_notify_may_become_a_referral_later(case):
    sent(case)
    ConsentFactory(case=case, purpose="P1")

    assert drafted(case).kind == "nrm"


def test_sending_is_in_the_ledger_as_a_disclosure(case):
    ConsentFactory(case=case, purpose="P1")

    referral = sent(case)

    assert (referral.state, referral.sent_at, referral.sent_by) == ("sent", NOW, case.opened_by)
    assert Entry.objects.get(act="disclose").record == referral.pk


def test_a_referral_is_not_sent_once_consent_was_taken_back(case):
    ConsentFactory(case=case, purpose="P1")
    referral = drafted(case)
    ConsentFactory(case=case, purpose="P1", answer="withdrawn", answered_at=NOW + timedelta(minutes=5))

    with raises(WrongStep):
        actions.send(referral, by=case.opened_by, at=NOW + timedelta(minutes=10))


@mark.parametrize(
    "told",
    ["Andrei was moved at night.", "He answers on 07700 900123.", "He sleeps at NE4 5ZZ.", "His name is inventat."],
)
def test_a_duty_to_notify_is_blocked_until_it_tells_nobody(case, told):
    IdentityFactory(case=case)
    referral = drafted(case, account=told)

    with raises(WrongStep):
        actions.send(referral, by=case.opened_by, at=NOW)
    actions.rewrite(referral, by=case.opened_by, at=NOW, account=ACCOUNT)

    assert actions.send(referral, by=case.opened_by, at=NOW).state == "sent"


def test_an_alias_recorded_long_ago_still_blocks(case):
    IdentityFactory(case=case, calls_self="Vultur", full_name="")
    IdentityFactory(case=case, recorded_at=NOW + timedelta(days=1))

    with raises(WrongStep):
        sent(case, account="They called him Vultur.")


def test_what_was_sent_is_not_rewritten(case):
    referral = sent(case)

    with raises(WrongStep):
        actions.rewrite(referral, by=case.opened_by, at=NOW, account="Another story")

    assert Referral.objects.get().account == ACCOUNT


def test_the_database_keeps_what_was_sent_from_everybody(case):
    referral = sent(case)

    with raises(IntegrityError, match="not rewritten"), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(account="Another story")


def test_decisions_follow_one_another(case):
    ConsentFactory(case=case, purpose="P1")
    referral = sent(case)

    with raises(WrongStep):
        actions.decide(referral, by=case.opened_by, at=NOW, outcome="cg-positive")
    actions.decide(referral, by=case.opened_by, at=NOW, outcome="rg-positive")
    actions.decide(referral, by=case.opened_by, at=NOW, outcome="cg-negative")

    assert referral.state == "cg-negative"


def test_a_duty_to_notify_is_never_decided(case):
    referral = sent(case)

    with raises(WrongStep):
        actions.decide(referral, by=case.opened_by, at=NOW, outcome="rg-positive")


def test_the_person_may_take_a_referral_back(case):
    ConsentFactory(case=case, purpose="P1")

    assert actions.withdraw(sent(case), by=case.opened_by, at=NOW, why="His wish").state == "withdrawn"
