"""One person's details to one immigration agency: asked for, approved by two others, sent. There is no other way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sightline.agencies.models import Agency, Person, Role
from sightline.kit.clocks.deadlines import london_day
from sightline.kit.models import Notice, duty
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import advance
from sightline.kit.vocabulary import load
from sightline.ledger.acts import action
from sightline.ledger.writing import also_note
from sightline.safeguarding.models import Case, Consent, Crossed, Crossing, Identity
from sightline.safeguarding.models.crossings import CROSSING
from sightline.sharing.covering import IMMIGRATION

BASES, FIELDS = "safeguarding/crossings/basis", "safeguarding/crossings/field"


@action("cross")
def ask_to_cross(
    case: Case,
    *,
    by: Person,
    at: datetime,
    to: Agency,
    attention: str,
    basis: str,
    fields: Sequence[str],
    override: str = "",
) -> Crossing:
    """Ask that these details of the person go to an immigration agency, and tell the coordinators of the area.

    attention: who there is meant. override: why without consent, where the basis is another.
    Raises Refused for another kind of agency, and WrongStep when the person's consent is asked for and does not hold.
    """
    if to.kind != IMMIGRATION or not set(fields) <= set(load(FIELDS)) or basis not in load(BASES):
        raise Refused("cross", case)
    made = Crossing.objects.create(
        case_id=case.pk,
        area_id=case.area_id,
        to=to,
        attention=attention,
        basis=basis,
        consent=_agreed(case, at) if basis == "consent" else None,
        override="" if basis == "consent" else override,
        fields=list(fields),
        asked_by=by,
        asked_at=at,
    )
    Notice.objects.create(duty=duty(Role.COORDINATOR, case.area), subject=made.ref, sent_at=at)
    return made


@action("approve", act="approve")
def approve_crossing(crossing: Crossing, *, by: Person, at: datetime, why: str = "") -> None:
    """The first approval, by a coordinator of the area who did not ask."""
    advance(crossing, "approve", by=by, at=at, why=why, approved_by=by)


@action("confirm", act="approve")
def confirm_crossing(crossing: Crossing, *, by: Person, at: datetime, why: str = "") -> None:
    """The second approval, by a third person."""
    advance(crossing, "confirm", by=by, at=at, why=why, confirmed_by=by)


@action("refuse", act="refuse")
def refuse_crossing(crossing: Crossing, *, by: Person, at: datetime, why: str) -> None:
    """It does not cross."""
    advance(crossing, "refuse", by=by, at=at, why=why)


@action("send", act="transfer")
def send_crossing(crossing: Crossing, *, by: Person, at: datetime) -> Crossed:
    """Send exactly the details that were approved, and keep what was sent.

    Raises WrongStep when the consent no longer holds, or a detail is not known.
    """
    case = Case.objects.get(pk=crossing.case_id)
    if crossing.basis == "consent" and _agreed(case, at).pk != crossing.consent_id:
        raise WrongStep("send", crossing)
    says = _details(crossing)
    advance(crossing, "send", by=by, at=at, sent_at=at)
    sent = Crossed.objects.create(
        crossing=crossing, case_id=crossing.case_id, to_id=crossing.to_id, says=says, sent_at=at
    )
    also_note(
        basis=crossing.basis,
        consent=crossing.consent_id,
        recipient_agency=crossing.to_id,
        fields=crossing.fields,
        reason=crossing.override,
    )
    return sent


def _agreed(case: Case, at: datetime) -> Consent:
    answer = Consent.objects.agreed(case, CROSSING, london_day(at))
    if answer is None:
        raise WrongStep("cross", case)
    return answer


def _details(crossing: Crossing) -> str:
    """The approved details of the newest identity, a line each."""
    known = Identity.objects.filter(case=crossing.case_id).order_by("recorded_at").last()
    values = {name: str(getattr(known, name, None) or "") for name in crossing.fields}
    if not all(values.values()):
        raise WrongStep("send", crossing)
    return "\n".join(f"{load(FIELDS)[name].says}: {value}" for name, value in values.items())
