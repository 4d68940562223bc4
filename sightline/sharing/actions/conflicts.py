"""A conflict of interest is declared or recorded, closes the record at once, and is ended by an auditor alone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sightline.agencies.models import Person, Role
from sightline.kit.models import Notice, duty
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.sharing.models import Conflict


@action("record", on=Conflict)
def record_conflict(*, by: Person, at: datetime, person: Person, record: UUID, about: str, reason: str) -> Conflict:
    """Write down that `person` has a conflict of interest with a record: from now on it is closed to them.

    The auditors of their area, who alone can end it, are told. Raises Taken when it stands already.
    """
    made = Conflict.objects.create(
        person=person, record=record, about=about, reason=reason, recorded_by=by, recorded_at=at
    )
    if person.agency.area:
        Notice.objects.create(duty=duty(Role.AUDITOR, person.agency.area), subject=made.ref, sent_at=at)
    return made


@action("end")
def end_conflict(conflict: Conflict, *, by: Person, at: datetime, why: str) -> None:
    """End it, with the reason: what else opens the record to the person opens it again."""
    advance(conflict, "end", by=by, at=at, why=why)
