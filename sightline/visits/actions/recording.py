"""Record what was noticed, done and explained on a visit."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sightline.agencies.models import Person
from sightline.ledger.acts import action
from sightline.visits.models import AwarenessGiven, IndicatorSeen, Intervention, Visit
from sightline.visits.once import once


@action("record")
@once(Intervention)
def intervene(
    visit: Visit, *, by: Person, at: datetime, kind: str, purpose: str = "", says: str = "", key: UUID
) -> Intervention:
    """Record one thing done for or about people: the unit that a week of action counts. kind: a VisitType."""
    return Intervention.objects.create(
        **visit.keys, id=key, kind=kind, purpose=purpose, says=says, happened_at=at, recorded_by=by
    )


@action("record")
@once(IndicatorSeen)
def notice_sign(visit: Visit, *, by: Person, at: datetime, code: str, basis: str, key: UUID) -> IndicatorSeen:
    """Record a sign of the vocabulary intelligence/indicators and how it is known. Raises Taken when it is there already."""
    return IndicatorSeen.objects.create(**visit.keys, id=key, code=code, basis=basis, recorded_by=by, recorded_at=at)


@action("record")
@once(AwarenessGiven)
def give_awareness(
    visit: Visit, *, by: Person, at: datetime, says: str, leaflets: int = 0, language: str = "", key: UUID
) -> AwarenessGiven:
    """Record what was explained or left at the door. language: BCP 47."""
    return AwarenessGiven.objects.create(
        **visit.keys, id=key, says=says, leaflets=leaflets, language=language, recorded_by=by, recorded_at=at
    )
