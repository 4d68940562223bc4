"""Places proposed for an operation, chosen with their type and reasons, or dropped."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict, Unpack

from sightline.agencies.models import Person
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.operations.actions.leading import decide
from sightline.operations.actions.sending import withdraw
from sightline.operations.models import Operation, Target, Tasking, VisitType
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


class Beyond(TypedDict, total=False):
    """What may be said of a chosen place beyond the two questions.

    life_at_risk, notice_defeats, regulator_ground: further questions, each one of Answer. needs: capability codes that
    a team must bring. priority: 1 to 9, 9 first.
    """

    life_at_risk: str
    notice_defeats: str
    regulator_ground: str
    needs: Sequence[str]
    priority: int
    open_hours: str


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
    **beyond: Unpack[Beyond],
) -> None:
    """Choose how a place will be visited, with the reason and the answers that led there.

    lower_level: for an enforced visit, which milder one was considered and why it will not do; it is also written into
    the decision log. Raises NotProportionate when the graduated response does not allow the choice.
    """
    if against := objection(visit_type=visit_type, purpose=purpose, lower_level=lower_level):
        raise NotProportionate(against[1])
    answers = {"people_at_risk": people_at_risk, "criminality": criminality, **beyond}
    choice = {"visit_type": visit_type, "purpose": purpose, "reason": reason, "lower_level": lower_level}
    advance(target, "choose", by=by, at=at, why=reason, chosen_by=by, **choice, **answers)
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
