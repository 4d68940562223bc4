"""Proposing an operation, moving it on, who has a part in it, what was decided and promised."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NotRequired, TypedDict, Unpack

from sightline.agencies.models import Agency, Area, Person
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.ledger.writing import also_note
from sightline.operations.actions.sending import withdraw
from sightline.operations.models import Assignment, Decision, Operation, PartnerAction, PartnerAgency, Tasking


class Proposal(TypedDict):
    """What a commander says of the operation they propose.

    kind: one of Operation.Kind. aims, concerns: codes of operations/aims and intelligence/exploitation, or own words.
    parent: the week of several forces that it is part of. follows: the operation that it comes out of.
    """

    name: str
    kind: str
    lead: Agency
    area: Area
    starts_on: date
    ends_on: date
    place: NotRequired[str]
    aims: NotRequired[Sequence[str]]
    concerns: NotRequired[Sequence[str]]
    parent: NotRequired[Operation | None]
    follows: NotRequired[Operation | None]


@action("propose", on=Operation)
def propose(*, by: Person, at: datetime, **said: Unpack[Proposal]) -> Operation:
    """Propose a day or week of action and make `by` its commander."""
    operation = Operation.objects.create(commander=by, proposed_at=at, **said)
    _give_part(operation, by, Assignment.Part.COMMANDER, by=by, at=at)
    return operation


@action("approve", act="approve")
def approve(operation: Operation, *, by: Person, at: datetime, why: str = "") -> None:
    """Say that the operation may go ahead."""
    advance(operation, "approve", by=by, at=at, why=why)


@action("brief")
def brief(operation: Operation, *, by: Person, at: datetime, why: str = "") -> None:
    """Say that everyone has been briefed."""
    advance(operation, "brief", by=by, at=at, why=why)


@action("go_live")
def go_live(operation: Operation, *, by: Person, at: datetime, why: str = "") -> None:
    """Say that the operation runs."""
    advance(operation, "go_live", by=by, at=at, why=why)


@action("begin_closing")
def begin_closing(operation: Operation, *, by: Person, at: datetime, why: str = "") -> None:
    """Say that the last visit has its outcome and only hand-overs remain."""
    advance(operation, "begin_closing", by=by, at=at, why=why)


@action("close")
def close(operation: Operation, *, by: Person, at: datetime, why: str = "") -> None:
    """Close the operation."""
    advance(operation, "close", by=by, at=at, why=why)


@action("call_off")
def call_off(operation: Operation, *, by: Person, at: datetime, why: str) -> None:
    """Stop an operation that will not be finished; its visits that have not begun are withdrawn for the same reason."""
    advance(operation, "call_off", by=by, at=at, why=why)
    for tasking in Tasking.objects.not_begun().filter(operation=operation):
        withdraw(tasking, by=by, at=at, why=why)


@action("assign", act="grant")
def assign(operation: Operation, *, by: Person, at: datetime, person: Person, part: str, why: str = "") -> Assignment:
    """Give a person a part in the operation: one of Assignment.Part.

    Raises Taken when they have it already, Refused when a planner would make a commander or serve themself.
    """
    also_note(recipient_person=person.pk)
    return _give_part(operation, person, part, by=by, at=at, why=why)


@action("end", act="revoke")
def end_assignment(assignment: Assignment, *, by: Person, at: datetime, why: str = "") -> None:
    """End a person's part; what they did stays theirs."""
    Assignment.objects.filter(pk=assignment.pk, until__isnull=True).update(until=at)


@action("plan")
def add_partner(
    operation: Operation,
    *,
    by: Person,
    at: datetime,
    agency: Agency,
    since: date,
    until: date | None = None,
    brings: str = "",
    daily: bool = False,
) -> PartnerAgency:
    """Name an agency that takes part, from one day to another. daily: works with the force every day."""
    return PartnerAgency.objects.create(
        operation=operation,
        area_id=operation.area_id,
        agency=agency,
        since=since,
        until=until,
        brings=brings,
        daily=daily,
    )


@action("end")
def end_partner(partner: PartnerAgency, *, by: Person, at: datetime, until: date) -> None:
    """Say on which day an agency's part ended."""
    PartnerAgency.objects.filter(pk=partner.pk).update(until=until)


@action("plan")
def decide(operation: Operation, *, by: Person, at: datetime, decided: str, reason: str, options: str = "") -> Decision:
    """Write an entry in the decision log. options: what else was considered, and why not."""
    return Decision.objects.create(
        operation=operation,
        area_id=operation.area_id,
        decided=decided,
        options=options,
        reason=reason,
        decided_by=by,
        decided_at=at,
    )


@action("promise")
def promise(
    operation: Operation, *, by: Person, at: datetime, agency: Agency, says: str, due_on: date | None = None
) -> PartnerAction:
    """Note what a partner will do, by which day."""
    return PartnerAction.objects.create(
        operation=operation, area_id=operation.area_id, agency=agency, says=says, due_on=due_on
    )


@action("tick")
def keep_promise(partner_action: PartnerAction, *, by: Person, at: datetime, done_on: date) -> None:
    """Note on which day a partner did it; the first day noted stands."""
    PartnerAction.objects.filter(pk=partner_action.pk, done_on__isnull=True).update(done_on=done_on)


def _give_part(
    operation: Operation, person: Person, part: str, *, by: Person, at: datetime, why: str = ""
) -> Assignment:
    return Assignment.objects.create(
        operation=operation,
        area_id=operation.area_id,
        person=person,
        part=part,
        since=at,
        why=why,
        assigned_by=by,
    )
