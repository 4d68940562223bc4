"""Calling the desk's duty where minutes matter."""

from datetime import datetime
from uuid import UUID

from sightline.agencies.models import Area, Role
from sightline.kit.models import Notice, duty
from sightline.reports import receipts
from sightline.reports.models import Report


def alarm(report: Report, *, key: str, at: datetime) -> None:
    """Call the desk's duty, once for each area that a report is found to lie in. A notice holds the reference alone."""
    call(report.ref, report.area_id or report.desk.area_id, key=key, at=at)


def call(ref: str, area: UUID | None, *, key: str, at: datetime) -> None:
    """Call the call handlers on duty in that area about a report. The same key calls once."""
    if area is None:
        return
    whose = duty(Role.CALL_HANDLER, Area(pk=area))
    told = Notice(id=receipts.id_of(f"{key}{whose}", "notice"), duty=whose, subject=ref, sent_at=at)
    Notice.objects.bulk_create([told], ignore_conflicts=True)
