"""Briefings: a version for a team, with a numbered copy for each of its people."""

from datetime import datetime
from uuid import UUID

from sightline.agencies.models import Person
from sightline.ledger.acts import action
from sightline.ledger.writing import also_note
from sightline.operations.models import Briefing, BriefingCopy, Tasking, Team, TeamMember
from sightline.operations.papers import plan_of


@action("brief", act="disclose")
def issue_briefing(
    team: Team,
    *,
    by: Person,
    at: datetime,
    administration: str = "",
    communications: str = "",
    legal: str = "",
) -> Briefing:
    """Issue the next version of a team's briefing, with a numbered copy for each of its people.

    It holds what has been released to the team, and no more; when that changes, the version is stale.
    """
    also_note(recipient_agency=team.agency_id)
    members = list(TeamMember.objects.open().filter(team=team).values_list("person_id", flat=True))
    briefing = Briefing.objects.create(
        operation_id=team.operation_id,
        area_id=team.area_id,
        team=team,
        number=Briefing.objects.filter(team=team).count() + 1,
        copies=len(members),
        administration=administration,
        communications=communications,
        legal=legal,
        plan=plan_of(Tasking.objects.told().filter(team=team)),
        issued_by=by,
        issued_at=at,
    )
    for number, person in enumerate(sorted(members), start=1):
        _copy(briefing, number, person)
    return briefing


@action("acknowledge")
def acknowledge(copy: BriefingCopy, *, by: Person, at: datetime) -> None:
    """Say that one has read one's copy; the first time stands."""
    BriefingCopy.objects.filter(pk=copy.pk, read_at__isnull=True).update(read_at=at)


def _copy(briefing: Briefing, number: int, person: UUID) -> None:
    BriefingCopy.objects.create(
        operation_id=briefing.operation_id,
        area_id=briefing.area_id,
        briefing=briefing,
        team_id=briefing.team_id,
        person_id=person,
        number=number,
    )
