"""To see one record for an hour: one asks, another approves, and whoever looks after the record is told."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sightline.agencies.models import Area, Person, Role
from sightline.kit.facts import me
from sightline.kit.models import Notice, duty
from sightline.kit.records import facts_of
from sightline.kit.refusals import WrongStep
from sightline.kit.steps import advance
from sightline.kit.vocabulary import load
from sightline.ledger.acts import action
from sightline.ledger.writing import also_note
from sightline.sharing.models import Sight
from sightline.sharing.models.sights import LASTS_FOR, PARTS
from sightline.sharing.sights import located

APPROVERS = (Role.AUDITOR, Role.OVERSIGHT)


class Meant(NamedTuple):
    """The part of a record that is asked for, and where it belongs. part: a code of sharing/sights.

    home: the area of whoever asks, whose auditors and oversight are told whether or not there is such a record.
    """

    part: str
    record: UUID
    about: str
    area: Area | None
    home: Area | None = None


@action("ask", on=Sight)
def ask_to_see(*, by: Person, at: datetime, meant: Meant, code: str, reason: str) -> Sight:
    """Ask to see a part of a record, with a reason's code (sharing/reasons) and words. Nothing opens yet.

    A reference that no record has is asked for like any other, and told to the same duties that the writer holds.
    Raises Taken when the same wish waits already.
    """
    also_note(code=code, reason=reason)
    overseers = duty(Role.OVERSIGHT, meant.area) if meant.area else ""
    wished = {"part": meant.part, "record": meant.record, "about": meant.about, "area": meant.area}
    made = Sight.objects.create(**wished, overseers=overseers, code=code, reason=reason, asked_by=by, asked_at=at)
    told = [Notice(duty=whose, subject=made.ref, sent_at=at) for whose in _told(meant, by)]
    Notice.objects.bulk_create(told)
    return made


@action("approve", act="approve")
def let_see(sight: Sight, *, by: Person, at: datetime, real: datetime) -> None:
    """Approve it, as the second person: it opens for an hour, and whose record it is are told.

    real: the real moment, from which the hour runs, whatever moment a story stands at.
    Raises WrongStep when no record has the reference, or whoever asks may not ask for it.
    """
    place = located(sight.part, sight.about)
    if place is None or place.record != sight.record:
        raise WrongStep("approve", sight)
    whose = duty(load(PARTS)[sight.part].get("desk"), place.area) if place.area else ""
    given: dict[str, Any] = {"begins_at": real, "ends_at": real + LASTS_FOR, "desk_id": place.desk, "duty": whose}
    advance(sight, "approve", by=by, at=at, approved_by=by, **given)
    if whose:
        Notice.objects.create(duty=whose, subject=sight.ref, sent_at=at)


@action("refuse", act="refuse")
def refuse_to_show(sight: Sight, *, by: Person, at: datetime, why: str) -> None:
    """Refuse it, with the reason: nothing opens."""
    advance(sight, "refuse", by=by, at=at, why=why)


@action("end", act="revoke")
def stop_seeing(sight: Sight, *, by: Person, at: datetime) -> None:
    """End it before its hour is over; what it opened closes in the next transaction."""
    advance(sight, "end", by=by, at=at)


def _told(meant: Meant, by: Person) -> list[str]:
    """Those who may approve, at the writer's home always; of the record's area none that the writer would read."""
    own = facts_of(by, {me.duties.key})[me.duties.key]
    home, away = ([duty(role, area) for role in APPROVERS] if area else [] for area in (meant.home, meant.area))
    return [*home, *(whose for whose in away if whose not in home and whose not in own)]
