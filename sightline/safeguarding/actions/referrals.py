"""Telling the Home Office: with an adult's consent or for a child who they are, else only that there is somebody."""

from datetime import datetime

from sightline.agencies.models import Person
from sightline.kit.clocks.deadlines import london_day
from sightline.kit.refusals import WrongStep
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.ledger.writing import also_note
from sightline.safeguarding.models import Case, Consent, Identity, Referral
from sightline.safeguarding.models.consents import REFERRAL
from sightline.safeguarding.naming import told_in

DECISIONS = {
    Referral.State.RG_POSITIVE: "decide_reasonable_yes",
    Referral.State.RG_NEGATIVE: "decide_reasonable_no",
    Referral.State.CG_POSITIVE: "decide_conclusive_yes",
    Referral.State.CG_NEGATIVE: "decide_conclusive_no",
}


@action("refer")
def draft_referral(case: Case, *, by: Person, at: datetime, account: str) -> Referral:
    """Begin what goes to the Home Office. Its kind follows from the person, never from the writer.

    A child, or someone who may be one, is referred without being asked; an adult with their consent as it stands
    now; for any other adult it is the Duty to Notify. Raises Taken when one of that kind is already there.
    """
    consent = None if case.goes_the_child_way else _agreed(case, at)
    refers = case.goes_the_child_way or consent is not None
    return Referral.objects.create(
        case_id=case.pk,
        way=case.way,
        kind=Referral.Kind.NRM if refers else Referral.Kind.DTN,
        consent=consent,
        account=account,
        drafted_by=by,
        drafted_at=at,
    )


@action("rewrite")
def rewrite(referral: Referral, *, by: Person, at: datetime, account: str) -> Referral:
    """Write the account anew. Raises WrongStep once it has been sent."""
    if not Referral.objects.filter(pk=referral.pk, state=Referral.State.DRAFT).update(account=account):
        raise WrongStep("rewrite", referral)
    referral.account = account
    return referral


@action("send", act="disclose")
def send(referral: Referral, *, by: Person, at: datetime) -> Referral:
    """It has gone to the Home Office, and the clocks run from now.

    Raises WrongStep when a Duty to Notify still tells who the person is, or the adult has taken their consent back.
    """
    if not _may_go(referral, at):
        raise WrongStep("send", referral)
    advance(referral, "send", by=by, at=at, sent_at=at, sent_by=by)
    also_note(recipient="Home Office", country="GB", consent=referral.consent_id, basis=_basis(referral))
    return referral


@action("decide")
def decide(referral: Referral, *, by: Person, at: datetime, outcome: str) -> Referral:
    """Record what the Home Office decided. outcome: "rg-positive", "rg-negative", "cg-positive" or "cg-negative".

    A Duty to Notify is never decided: WrongStep.
    """
    if referral.notifies or outcome not in DECISIONS:
        raise WrongStep("decide", referral)
    advance(referral, DECISIONS[Referral.State(outcome)], by=by, at=at)
    return referral


@action("withdraw")
def withdraw(referral: Referral, *, by: Person, at: datetime, why: str = "") -> Referral:
    """The person takes it back; support paid for by the Home Office ends, which they were told before."""
    advance(referral, "withdraw", by=by, at=at, why=why)
    return referral


def _agreed(case: Case, at: datetime) -> Consent | None:
    return Consent.objects.agreed(case, REFERRAL, london_day(at))


def _may_go(referral: Referral, at: datetime) -> bool:
    if referral.notifies:
        return not told_in(referral.account, Identity.objects.filter(case=referral.case_id).names())
    return referral.way == Case.Way.CHILD or _agreed(Case(pk=referral.case_id), at) is not None


def _basis(referral: Referral) -> str:
    """On what basis the Home Office is told. Source: Modern Slavery Act 2015, section 52, for the Duty to Notify."""
    if referral.notifies:
        return "duty to notify, Modern Slavery Act 2015 s52"
    return "a child, or someone who may be one" if referral.way == Case.Way.CHILD else "consent"
