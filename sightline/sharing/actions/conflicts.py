"""A conflict of interest is declared or recorded, closes the record at once, and is ended by an auditor alone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from sightline.agencies.models import Person, Role
from sightline.kit.models import Notice, duty
from sightline.kit.refusals import WrongStep
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.ledger.notes import note
from sightline.ledger.writing import also_note
from sightline.sharing.models import Conflict


@action("record", on=Conflict)
def record_conflict(*, by: Person, at: datetime, person: Person, record: UUID, about: str, reason: str) -> Conflict:
    """Write down that `person` has a conflict of interest with a record: from now on it is closed to them.

    The auditors of their area are told, and it waits for an auditor to let it stand or end it.
    Raises Taken when it stands already.
    """
    made = Conflict.objects.create(
        person=person, record=record, about=about, reason=reason, recorded_by=by, recorded_at=at
    )
    if person.agency.area:
        Notice.objects.create(duty=duty(Role.AUDITOR, person.agency.area), subject=made.ref, sent_at=at)
    return made


@action("hand_over")
def hand_over(conflict: Conflict, *, by: Person, at: datetime, to: Person) -> None:
    """Give what is closed to `by` to a colleague of the same role, by a function of the database: `by` reads nothing.

    Raises Refused for whoever is no colleague of the role, or has a conflict with it too.
    """
    also_note(recipient_person=to.pk, recipient_agency=to.agency_id)
    with connection.cursor() as cursor:
        cursor.execute("select * from priv.hand_over_in_conflict(%s, %s, %s)", [conflict.pk, to.pk, at])
        handed = cursor.fetchall()
    for kind, key in handed:
        note("alter", "hand_over", kind=kind, key=key, recipient_person=to.pk, recipient_agency=to.agency_id)


@action("let_stand")
def let_stand(conflict: Conflict, *, by: Person, at: datetime) -> None:
    """Say, as an auditor, that one has read it and lets it stand; the first time counts.

    Raises WrongStep when it has been read already, or has ended.
    """
    if not Conflict.objects.filter(pk=conflict.pk).unseen().update(seen_by=by, seen_at=at):
        raise WrongStep("let_stand", conflict)


@action("end")
def end_conflict(conflict: Conflict, *, by: Person, at: datetime, why: str) -> None:
    """End it, with the reason: what else opens the record to the person opens it again."""
    advance(conflict, "end", by=by, at=at, why=why)
