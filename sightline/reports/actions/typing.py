"""Type in what somebody told on paper, or on a page without a network."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sightline.agencies.models import Agency, Person
from sightline.ledger.acts import action
from sightline.reports import desks
from sightline.reports.actions.receiving import receive
from sightline.reports.models import Report, Sheet


@action("type_in", on=Sheet)
def type_in(
    *,
    by: Person,
    at: datetime,
    number: str,
    told_on: date,
    taken_by: str,
    desk: Agency | None = None,
    partner: Agency | None = None,
    **told: Any,
) -> Sheet:
    """Store a report that was told without a network, with the day on which it was first told.

    number: the sheet's own. desk: whose call handlers read it; the desk of its place, when left out. partner: the agency
    that brings it. told: answers by the fields of the questions. Raises Taken when that desk has a sheet of this number.
    """
    area = desks.area_of(told.get("place", ""))
    whose = {"desk": desk or desks.desk_for(area), "partner": partner}
    report = receive(by=by, at=at, area=area, door=Report.Door.PAPER, **whose, **told)
    return Sheet.objects.create(report=report, number=number, told_on=told_on, taken_by=taken_by, by=by, at=at, **whose)
