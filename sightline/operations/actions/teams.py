"""Teams: who goes together, and what each of them brings."""

from datetime import date, datetime

from sightline.agencies.models import Agency, Person
from sightline.ledger.acts import action
from sightline.ledger.writing import also_note
from sightline.operations.actions.leading import assign
from sightline.operations.models import Assignment, Capability, Operation, Team, TeamMember


@action("plan")
def form_team(operation: Operation, *, by: Person, at: datetime, name: str, agency: Agency, base: str = "") -> Team:
    """Form a team. base: where it starts and returns."""
    return Team.objects.create(operation=operation, area_id=operation.area_id, name=name, agency=agency, base=base)


@action("staff", act="grant")
def join_team(team: Team, *, by: Person, at: datetime, person: Person) -> TeamMember:
    """Put a person on a team; whoever had no part in the operation now has one, as a team member."""
    also_note(recipient_person=person.pk)
    if not Assignment.objects.open().filter(operation=team.operation_id, person=person).exists():
        assign(team.operation, by=by, at=at, person=person, part=Assignment.Part.MEMBER, why=team.name)
    return TeamMember.objects.create(
        team=team, operation_id=team.operation_id, area_id=team.area_id, person=person, since=at
    )


@action("leave", act="revoke")
def leave_team(member: TeamMember, *, by: Person, at: datetime) -> None:
    """Take a person off a team; their look at its visits ends."""
    TeamMember.objects.filter(pk=member.pk, until__isnull=True).update(until=at)


@action("record", on=Capability)
def record_capability(
    *, by: Person, at: datetime, person: Person, code: str, since: date, until: date | None = None
) -> Capability:
    """Note what a person is trained or cleared for. code: of operations/capabilities; until: when it lapses."""
    return Capability.objects.create(person=person, agency_id=person.agency_id, code=code, since=since, until=until)
