"""Places proposed for an operation, chosen with their type and reasons, or dropped."""

from collections.abc import Sequence
from datetime import datetime

from sightline.agencies.models import Person
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.operations.actions.leading import decide
from sightline.operations.actions.sending import withdraw
from sightline.operations.models import Answer, Operation, Target, Tasking, VisitType
from sightline.operations.proportion import NotProportionate, objection
from sightline.places.models import Premises


@action("target")
def propose_target(operation: Operation, *, by: Person, at: datetime, premises: Premises, concern: str = "") -> Target:
    """Propose a place, with a copy of what the operation needs to know of it.

    concern: why it is one, in words that the planners of the operation may read.
    """
    return Target.objects.create(
        operation=operation,
        area_id=operation.area_id,
        premises=premises,
        premises_kind=premises.kind,
        label=premises.name,
        address=premises.address,
        concern=concern,
        proposed_by=by,
        proposed_at=at,
    )


@action("choose")
def choose_target(
    target: Target,
    *,
    by: Person,
    at: datetime,
    visit_type: str,
    reason: str,
    people_at_risk: str,
    criminality: str,
    purpose: str = "",
    lower_level: str = "",
    life_at_risk: str = Answer.UNKNOWN,
    notice_defeats: str = Answer.UNKNOWN,
    regulator_ground: str = Answer.UNKNOWN,
    needs: Sequence[str] = (),
    priority: int = 5,
    open_hours: str = "",
) -> None:
    """Choose how a place will be visited, with the reason and the answers that led there.

    lower_level: for an enforced visit, which milder one was considered and why it will not do. needs: capability codes
    that a team must bring. priority: 1 to 9, 9 first. An enforced visit also stands in the decision log.
    Raises NotProportionate when the graduated response does not allow it.
    """
    if against := objection(visit_type=visit_type, purpose=purpose, lower_level=lower_level):
        raise NotProportionate(against[1])
    advance(
        target,
        "choose",
        by=by,
        at=at,
        why=reason,
        visit_type=visit_type,
        reason=reason,
        people_at_risk=people_at_risk,
        criminality=criminality,
        purpose=purpose,
        lower_level=lower_level,
        life_at_risk=life_at_risk,
        notice_defeats=notice_defeats,
        regulator_ground=regulator_ground,
        needs=list(needs),
        priority=priority,
        open_hours=open_hours,
        chosen_by=by,
    )
    if visit_type == VisitType.ENFORCED:
        _log_enforced(target, by, at)


@action("drop")
def drop_target(target: Target, *, by: Person, at: datetime, why: str) -> None:
    """Take a place out of the operation; visits of it that have not begun are withdrawn for the same reason."""
    advance(target, "drop", by=by, at=at, why=why)
    _withdraw_all(target, by, at, why)


@action("reconsider")
def reconsider_target(target: Target, *, by: Person, at: datetime, why: str) -> None:
    """Put a place that was chosen or dropped before the commander again; visits not begun are withdrawn."""
    advance(target, "reconsider", by=by, at=at, why=why)
    _withdraw_all(target, by, at, why)


def _withdraw_all(target: Target, by: Person, at: datetime, why: str) -> None:
    for tasking in Tasking.objects.not_begun().filter(target=target):
        withdraw(tasking, by=by, at=at, why=why)


def _log_enforced(target: Target, by: Person, at: datetime) -> None:
    decided = f"Enforced visit: {target.label}"
    decide(target.operation, by=by, at=at, decided=decided, reason=target.reason, options=target.lower_level)
