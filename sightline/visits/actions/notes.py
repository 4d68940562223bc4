"""Write a report in the field, at a visit or elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sightline.agencies.models import Agency, Person
from sightline.ledger.acts import action
from sightline.reports import actions as reports
from sightline.reports import desks
from sightline.reports.models import Report
from sightline.visits.models import FieldNote, Visit
from sightline.visits.once import once


@action("write", on=FieldNote)
@once(FieldNote)
def write_note(
    *, by: Person, at: datetime, agency: Agency, visit: Visit | None = None, key: UUID, **told: Any
) -> FieldNote:
    """Report from the field in the name of an agency; the desk of the place reads it, and is called when it is red.

    visit: where the writer stands. told: answers by the fields of the questions.
    Source: reporting, section 1 (the same record by every door); trust, section 3 (who visits reads no report).
    """
    desk, area = desks.placed(told.get("place", ""))
    if visit and area is None:
        desk, area = desks.desk_for(visit.area), visit.area
    report = reports.receive(by=by, at=at, desk=desk, area=area, door=Report.Door.FIELD, partner=agency, **told)
    return FieldNote.objects.create(
        id=key,
        report=report,
        desk=desk,
        visit=visit,
        team_id=visit.team_id if visit else None,
        level=report.level,
        by=by,
        at=at,
    )
