"""Agreements between agencies: drafted by an auditor, approved by two others, ended early or amended by a new version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sightline.agencies.models import Agency, Person
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.sharing.covering import fields_of, objection
from sightline.sharing.models import Agreement, Party


class Signature(NamedTuple):
    """An agency's name under an agreement: who signed for it, in which office, on which day."""

    agency: Agency
    signed_by: str
    office: str
    signed_on: date


class Terms(NamedTuple):
    """What is agreed. kinds: codes of sharing/kinds; both days included."""

    title: str
    purpose: str
    kinds: Sequence[str]
    starts_on: date
    ends_on: date


@action("draft", on=Agreement)
def draft(*, by: Person, at: datetime, terms: Terms, signatures: Sequence[Signature]) -> Agreement:
    """Write down an agreement that its parties signed. It opens nothing until two other auditors approve it.

    Raises Refused when fewer than two agencies signed, or identities would be opened to an immigration agency.
    """
    return _written(by, at, terms, signatures)


@action("amend")
def amend(
    agreement: Agreement, *, by: Person, at: datetime, terms: Terms, signatures: Sequence[Signature]
) -> Agreement:
    """Draft the next version, which takes the place of this one on its first day once it is approved.

    Raises WrongStep when this one is not in force, and Taken when a next version waits already.
    """
    if agreement.state != Agreement.State.IN_FORCE or terms.starts_on <= agreement.starts_on:
        raise WrongStep("amend", agreement)
    return _written(by, at, terms, signatures, version=agreement.version + 1, replaces=agreement)


@action("approve", act="approve")
def approve(agreement: Agreement, *, by: Person, at: datetime, why: str = "") -> None:
    """The first approval, by another auditor than the one who drafted it."""
    advance(agreement, "approve", by=by, at=at, why=why, approved_by=by)


@action("confirm", act="approve")
def confirm(agreement: Agreement, *, by: Person, at: datetime, why: str = "") -> None:
    """The second approval, by a third: from now on it holds between its days, and the version before ends."""
    advance(agreement, "confirm", by=by, at=at, why=why, confirmed_by=by)
    if agreement.replaces_id:
        before = agreement.starts_on - timedelta(days=1)
        Agreement.objects.filter(pk=agreement.replaces_id, ends_on__gt=before).update(ends_on=before)


@action("withdraw")
def withdraw(agreement: Agreement, *, by: Person, at: datetime, why: str) -> None:
    """Drop a draft that will not be approved."""
    advance(agreement, "withdraw", by=by, at=at, why=why)


@action("end", act="revoke")
def end(agreement: Agreement, *, by: Person, at: datetime, why: str) -> None:
    """End an agreement before its last day; what it opened closes in the next transaction."""
    advance(agreement, "end", by=by, at=at, why=why)


def _written(
    by: Person,
    at: datetime,
    terms: Terms,
    signatures: Sequence[Signature],
    version: int = 1,
    replaces: Agreement | None = None,
) -> Agreement:
    agencies = {signature.agency for signature in signatures}
    if len(agencies) < 2 or objection(terms.kinds, agencies):
        raise Refused("draft", None, Agreement._meta.label)
    made = Agreement.objects.create(
        **terms._asdict(),
        fields=fields_of(terms.kinds),
        version=version,
        replaces=replaces,
        drafted_by=by,
        drafted_at=at,
    )
    Party.objects.bulk_create(Party(agreement=made, **signature._asdict()) for signature in signatures)
    return made
