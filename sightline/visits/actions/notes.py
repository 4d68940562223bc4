"""Write a report in the field, at a visit or elsewhere, and add to it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sightline.agencies.models import Agency, Person
from sightline.ledger.acts import action
from sightline.reports import actions as reports
from sightline.reports import desks, messages
from sightline.reports.files import Received
from sightline.reports.models import Report
from sightline.visits.models import FieldNote, Visit
from sightline.visits.once import once
from sightline.visits.since import report_of


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
    elif area is None and agency.area_id:
        desk = desks.desk_for(agency.area)  # whoever works in one area writes "behind the station" of that area
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


@action("add_to")
def add_to(
    note: FieldNote,
    *,
    by: Person,
    at: datetime,
    key: UUID,
    text: str = "",
    files: Collection[Received] = (),
    **told: Any,
) -> None:
    """Put right what one wrote in the field, or add to it: words, answers, files. What was told first stays as it is.

    key: the form's one-time key; the same form sent again is one addition. told: answers by the fields of the questions.
    The desk is called; the level may rise by what is added and never falls.
    """
    if text or any(told.values()):
        messages.store("add_to_note", note.pk, text=text, key=str(key), at=at, told=told)
    if files:
        reports.attach_from_field(by=by, at=at, found=report_of(note), key=str(key), files=files)
