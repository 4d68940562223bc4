"""Break the glass where a life is in danger: by the provider's relay, with a reason, two people, and four hours."""

from __future__ import annotations

from datetime import datetime

from sightline.agencies.models import Person, Role
from sightline.kit.models import Notice, duty
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.safeguarding.models import Relay, Urgent
from sightline.safeguarding.models.urgent import LASTS_FOR

TOLD = (Role.COORDINATOR, Role.SUPPORT_WORKER, Role.AUDITOR)  # at once; the auditors review it the next working day


@action("urge")
def ask_urgently(relay: Relay, *, by: Person, at: datetime, reason: str) -> Urgent:
    """Say that a life is in danger and why. Nothing opens until a second person agrees."""
    return Urgent.objects.create(
        relay=relay,
        case_id=relay.case_id,
        investigator_id=relay.investigator_id,
        area_id=relay.area_id,
        reason=reason,
        asked_at=at,
    )


@action("second", act="approve")
def second(urgent: Urgent, *, by: Person, at: datetime, real: datetime) -> None:
    """Agree: the provider's duty desk may read and answer the relay for four hours, and all who must know are told.

    real: the real moment, from which the hours run, whatever moment a story stands at.
    """
    advance(urgent, "second", by=by, at=at, seconded_by=by, begins_at=real, ends_at=real + LASTS_FOR)
    Notice.objects.bulk_create(Notice(duty=duty(role, urgent.area), subject=urgent.ref, sent_at=at) for role in TOLD)


@action("refuse", act="refuse")
def refuse_urgent(urgent: Urgent, *, by: Person, at: datetime, why: str) -> None:
    """It is not so urgent: the relay stays as it is."""
    advance(urgent, "refuse", by=by, at=at, why=why)
