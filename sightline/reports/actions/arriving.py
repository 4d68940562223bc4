"""What the public tells us, through a role that may store a report and never read one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

from sightline.ledger.acts import action
from sightline.ledger.notes import note
from sightline.reports import danger, desks, receipts
from sightline.reports.alarm import alarm
from sightline.reports.models import Level, Receipt, Report


@action("receive", on=Report, role="sl_public")
def receive_from_public(*, by: None = None, at: datetime, key: str, finished: bool = True, **told: Any) -> str:
    """Store what somebody told us without saying who they are; the code with which they come back, 20 digits.

    key: the form's one-time key. The same key always means the same report: sending again stores nothing twice and gives
    the same code. finished: False when a danger page interrupts; later answers of the same key then join the report.
    told: fields of a report. Raises NoDesk when the directory knows no agency that reads reports.
    """
    code = receipts.code_of(key)
    report = _from_public(key, at, finished, told)
    if receipts.state_of(code) is None:
        _keep(report, code, key)
        note("collect", "receive", report, fields=sorted(told))
    else:
        _tell_more(report, code)
    if report.level == Level.RED:
        alarm(report, key=key, at=report.received_at)
    return code


def _from_public(key: str, at: datetime, finished: bool, told: dict[str, Any]) -> Report:
    found = danger.level(told)
    desk, area = desks.placed(told.get("place", ""))
    return Report(
        id=receipts.id_of(key),
        ref=receipts.reference_of(key),
        door=Report.Door.PUBLIC,
        desk=desk,
        area=area,
        received_at=at.replace(minute=0, second=0, microsecond=0),
        level=found.word,
        reasons=found.codes,
        unfinished=not finished,
        **told,
    )


def _keep(report: Report, code: str, key: str) -> None:
    receipt = Receipt(id=receipts.id_of(key, "receipt"), report=report, code=receipts.kept(code))
    Report.objects.bulk_create([report], ignore_conflicts=True)
    Receipt.objects.bulk_create([receipt], ignore_conflicts=True)


def _tell_more(report: Report, code: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select priv.tell_more(%s, %s)", [receipts.kept(code), report.as_json()])
