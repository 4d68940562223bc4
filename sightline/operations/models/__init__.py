"""Days and weeks of action: who takes part, which places, which teams, who goes where and when, what was decided."""

from sightline.operations.models.log import Decision
from sightline.operations.models.operation import Operation
from sightline.operations.models.people import Assignment, PartnerAction, PartnerAgency
from sightline.operations.models.sending import Briefing, BriefingCopy, Tasking
from sightline.operations.models.targets import Target
from sightline.operations.models.teams import Capability, Team, TeamMember
from sightline.operations.models.words import Answer, Purpose, VisitType

__all__ = [
    "Answer",
    "Assignment",
    "Briefing",
    "BriefingCopy",
    "Capability",
    "Decision",
    "Operation",
    "PartnerAction",
    "PartnerAgency",
    "Purpose",
    "Target",
    "Tasking",
    "Team",
    "TeamMember",
    "VisitType",
]
