"""Taskings: a team sent to a place at a time, released to it, begun or withdrawn."""

from datetime import datetime
from uuid import UUID

from sightline.agencies.models import Person
from sightline.kit.refusals import WrongStep
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.ledger.writing import also_note
from sightline.operations.models import Target, Tasking, Team


class ApartInTime(ValueError):
    """Linked visits that would not start in the same minute."""


@action("task")
def task(
    target: Target,
    *,
    by: Person,
    at: datetime,
    team: Team,
    starts_at: datetime,
    ends_at: datetime,
    known: str = "",
    risks: str = "",
    linked_start: str = "",
) -> Tasking:
    """Plan a visit of a chosen target by a team, with a copy of what the team needs to know.

    known, risks: for the team alone, in words it may read. linked_start: a name shared by visits that start in the
    same minute. Raises WrongStep when the target is not chosen, Taken when the team is elsewhere at that time,
    ApartInTime when it is linked to visits that start in another minute.
    """
    if target.state != Target.State.CHOSEN:
        raise WrongStep("task", target)
    _start_together(target.operation_id, linked_start, starts_at)
    return Tasking.objects.create(
        operation_id=target.operation_id,
        area_id=target.area_id,
        target=target,
        premises_id=target.premises_id,
        team=team,
        starts_at=starts_at,
        ends_at=ends_at,
        visit_type=target.visit_type,
        purpose=target.purpose,
        place=target.label,
        address=target.address,
        premises_kind=target.premises_kind,
        known=known,
        risks=risks,
        linked_start=linked_start,
    )


@action("move")
def move(
    tasking: Tasking,
    *,
    by: Person,
    at: datetime,
    team: Team,
    starts_at: datetime,
    ends_at: datetime,
    known: str = "",
    risks: str = "",
    linked_start: str = "",
) -> None:
    """Give a visit that is only planned another team, time or words.

    Raises as `task` does, and WrongStep when it has been released.
    """
    _start_together(tasking.operation_id, linked_start, starts_at, but=tasking)
    mine = Tasking.objects.filter(pk=tasking.pk, state=Tasking.State.PLANNED)
    if not mine.update(
        team=team, starts_at=starts_at, ends_at=ends_at, known=known, risks=risks, linked_start=linked_start
    ):
        raise WrongStep("move", tasking)


@action("release", act="disclose")
def release(tasking: Tasking, *, by: Person, at: datetime) -> None:
    """Let the team see the visit."""
    advance(tasking, "release", by=by, at=at, released_at=at)
    also_note(recipient="the team", recipient_agency=tasking.team.agency_id)


@action("withdraw")
def withdraw(tasking: Tasking, *, by: Person, at: datetime, why: str) -> None:
    """Take a visit away from its team before it begins; the team sees it no more."""
    advance(tasking, "withdraw", by=by, at=at, why=why)


@action("begin")
def mark_begun(tasking: Tasking, *, by: Person, at: datetime) -> None:
    """Note that the team is at the door. Raises WrongStep when another of the team was quicker."""
    advance(tasking, "begin", by=by, at=at)


def _start_together(operation: UUID, name: str, starts_at: datetime, but: Tasking | None = None) -> None:
    linked = Tasking.objects.linked(operation, name).exclude(pk=but and but.pk)
    if name and linked.exclude(starts_at=starts_at).exists():
        raise ApartInTime("Linked visits start in the same minute, or none does.")
