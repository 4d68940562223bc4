"""To see one record for an hour: one asks, another approves, and whoever looks after the record is told."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sightline.agencies.models import Agency, Area, Person, Role
from sightline.kit.models import Notice, duty
from sightline.kit.steps import advance
from sightline.kit.vocabulary import load
from sightline.ledger.acts import action
from sightline.ledger.writing import also_note
from sightline.sharing.models import Sight
from sightline.sharing.models.sights import LASTS_FOR, PARTS

APPROVERS = (Role.AUDITOR, Role.OVERSIGHT)


class Meant(NamedTuple):
    """The part of a record that is asked for, and where the record belongs. part: a code of sharing/sights."""

    part: str
    record: UUID
    about: str
    area: Area | None
    desk: Agency | None


@action("ask", on=Sight)
def ask_to_see(*, by: Person, at: datetime, meant: Meant, code: str, reason: str) -> Sight:
    """Ask to see a part of a record, with a reason's code (sharing/reasons) and words. Nothing opens yet.

    Raises Taken when the same wish waits already.
    """
    also_note(code=code, reason=reason)
    made = Sight.objects.create(**meant._asdict(), **_duties(meant), code=code, reason=reason, asked_by=by, asked_at=at)
    if meant.area:
        Notice.objects.bulk_create(
            Notice(duty=duty(role, meant.area), subject=made.ref, sent_at=at) for role in APPROVERS
        )
    return made


@action("approve", act="approve")
def let_see(sight: Sight, *, by: Person, at: datetime, real: datetime) -> None:
    """Approve it, as the second person: it opens for an hour, and whose record it is are told.

    real: the real moment, from which the hour runs, whatever moment a story stands at.
    """
    advance(sight, "approve", by=by, at=at, approved_by=by, begins_at=real, ends_at=real + LASTS_FOR)
    if sight.duty:
        Notice.objects.create(duty=sight.duty, subject=sight.ref, sent_at=at)


@action("refuse", act="refuse")
def refuse_to_show(sight: Sight, *, by: Person, at: datetime, why: str) -> None:
    """Refuse it, with the reason: nothing opens."""
    advance(sight, "refuse", by=by, at=at, why=why)


@action("end", act="revoke")
def stop_seeing(sight: Sight, *, by: Person, at: datetime) -> None:
    """End it before its hour is over; what it opened closes in the next transaction."""
    advance(sight, "end", by=by, at=at)


def _duties(meant: Meant) -> dict[str, str]:
    """Who looks after the record, and who oversees its area; nobody where a report has no area."""
    if meant.area is None:
        return {}
    desk = load(PARTS)[meant.part].get("desk")
    return {"duty": duty(desk, meant.area), "overseers": duty(Role.OVERSIGHT, meant.area)}
