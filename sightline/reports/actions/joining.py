"""Two reports of the same thing, read together; and parted again."""

from __future__ import annotations

from datetime import datetime

from sightline.agencies.models import Person
from sightline.kit.refusals import WrongStep
from sightline.ledger.acts import action
from sightline.reports.models import Joined, Report


@action("join")
def join(report: Report, *, by: Person, at: datetime, to: Report) -> Joined:
    """Read a report beside another that tells of the same. Both stay as they are, with their codes and dialogues.

    to: a report of the same desk; where it is joined to another itself, that one. Raises WrongStep when the report is
    joined already, or others are joined to it.
    """
    first = to.joined.standing().first()
    leading = first.to if first else to
    here = Joined.objects.standing()
    if leading.pk == report.pk or here.filter(report=report).exists() or here.filter(to=report).exists():
        raise WrongStep("join", report)
    if leading.desk_id != report.desk_id:
        raise WrongStep("join", leading)
    return Joined.objects.create(report=report, to=leading, desk_id=report.desk_id, by=by, since=at)


@action("part")
def part(joined: Joined, *, by: Person, at: datetime) -> None:
    """They tell of different things after all. Raises WrongStep when somebody has parted them already."""
    if not Joined.objects.standing().filter(pk=joined.pk).update(until=at):
        raise WrongStep("part", joined)
