"""Begin a visit, raise it or bring it down, close it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sightline.agencies.models import Person
from sightline.kit.refusals import WrongStep
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.operations import actions as operations
from sightline.operations.models import Tasking
from sightline.visits.models import Encounter, Escalation, Visit
from sightline.visits.once import once


@action("begin")
@once(Visit)
def begin(tasking: Tasking, *, by: Person, at: datetime, key: UUID) -> Visit:
    """Begin the visit that the team was sent on, with the visit's own copy of what the tasking says.

    Raises WrongStep when a colleague has already begun it.
    """
    operations.mark_begun(tasking, by=by, at=at)
    return Visit.objects.create(
        id=key,
        tasking=tasking,
        operation_id=tasking.operation_id,
        area_id=tasking.area_id,
        team_id=tasking.team_id,
        premises_id=tasking.premises_id,
        premises_kind=tasking.premises_kind,
        place=tasking.place,
        address=tasking.address,
        type_planned=tasking.visit_type,
        type_actual=tasking.visit_type,
        purpose=tasking.purpose,
        arrived_at=at,
        begun_by=by,
    )


@action("escalate")
@once(Escalation)
def escalate(
    visit: Visit,
    *,
    by: Person,
    at: datetime,
    to: str,
    reason: str,
    power: str = "",
    authorised_by: str = "",
    key: UUID,
) -> Escalation:
    """Raise a visit to another type, or bring it down, with the reason.

    to: a VisitType. Raises WrongStep when the visit is closed, or already of that type.
    """
    before, mine = visit.type_actual, Visit.objects.filter(pk=visit.pk).still_open()
    if not mine.filter(type_actual=before).exclude(type_actual=to).update(type_actual=to):
        raise WrongStep("escalate", visit)
    visit.type_actual = to
    return Escalation.objects.create(
        **visit.keys,
        id=key,
        before=before,
        after=to,
        reason=reason,
        power=power,
        authorised_by=authorised_by,
        happened_at=at,
        recorded_by=by,
    )


@action("close")
def close(
    visit: Visit, *, by: Person, at: datetime, outcome: str, people_met: int, visit_again: bool = False, note: str = ""
) -> Visit:
    """Close a visit with its outcome.

    Raises WrongStep while a person of concern has not been handed on, and when the outcome says that potential victims
    were found although there is concern for nobody.
    """
    people = Encounter.objects.filter(visit=visit).of_concern()
    found_nobody = outcome == Visit.Outcome.VICTIMS and not people.exists()
    if found_nobody or people.waiting().exists():
        raise WrongStep("close", visit)
    advance(
        visit,
        "close",
        by=by,
        at=at,
        outcome=outcome,
        left_at=at,
        people_met=people_met,
        visit_again=visit_again,
        note=note,
    )
    return visit
