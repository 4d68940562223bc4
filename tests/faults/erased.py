"""For the restore drill: two reports with files, one of which two people erase after the backup has been taken."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection

from sightline.agencies.models import Agency
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, person_as
from sightline.reports import actions as reports
from sightline.reports.files import received
from sightline.reports.models import Attachment, Original, Report
from sightline.reports.tests.factories import ReportFactory
from sightline.reports.tests.materials import photo
from sightline.trust import actions as trust
from sightline.trust.tests.factories import ReviewFactory

NOW = datetime(2018, 10, 17, 16, tzinfo=UTC)
LEFT = """select count(*) from (
    select id from reports_report where id = %(report)s union all
    select id from reports_attachment where report_id = %(report)s union all
    select id from reports_original where report_id = %(report)s union all
    select id from kit_datakey where id = any(%(sealed)s)) left_of_it"""


class Told(NamedTuple):
    """Two reports with a photo each, and the keys of all that was sealed of the one that goes."""

    desk: UUID
    stays: UUID
    goes: UUID
    sealed: list[UUID]
    photo: bytes


def told_with_files() -> Told:
    """Both reports, at a desk of their own, their files cleaned and sealed as those of anybody."""
    desk = AgencyFactory(code="drill", kind="police force", area=AreaFactory())
    handler, picture = person_as("call handler", agency=desk), photo()
    stays, goes = (ReportFactory(desk=desk, state="closed") for _ in range(2))
    for report in (stays, goes):
        reports.attach(report, by=handler, at=NOW, files=[received(picture)])
    of_it = [*Attachment.objects.filter(report=goes), *Original.objects.filter(report=goes)]
    return Told(desk.pk, stays.pk, goes.pk, [each.pk for each in of_it], picture)


def erase_by_two(told: Told) -> None:
    """One of the desk asks, another confirms."""
    desk, report = Agency.objects.get(pk=told.desk), Report.objects.get(pk=told.goes)
    review = ReviewFactory(report=report, agency=desk)
    trust.ask_to_erase(review, by=person_as("call handler", agency=desk), at=NOW, why="Nothing came of it.")
    trust.confirm(review, by=person_as("call handler", agency=desk), at=NOW)


def left_of_it(told: Told) -> int:
    """How many rows of the one that goes are there: itself, its file, the original, and their two keys."""
    with connection.cursor() as cursor:
        cursor.execute(LEFT, {"report": told.goes, "sealed": told.sealed})
        return int(cursor.fetchone()[0])


def files_of_the_one_that_stays(told: Told) -> dict[str, object]:
    """Whether they open and are what they were: the original by its mark, the copy clean of what the camera wrote."""
    attachment = Attachment.objects.get(report=told.stays)
    original, copy = Original.objects.get(attachment=attachment), bytes(attachment.copy)
    return {
        "the original is unchanged": bytes(original.content) == told.photo,
        "its mark is that of the photo": original.mark == sha256(told.photo).hexdigest(),
        "there is a clean copy": attachment.is_clean and copy[:2] == b"\xff\xd8",
        "the copy tells no camera": b"Invented" not in copy,
        "keys": sorted(settings.SEALING_KEYS),
    }
