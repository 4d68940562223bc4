"""What the public tells us, through a role that may store a report and never read one."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from sightline.ledger.acts import action
from sightline.ledger.notes import entry
from sightline.reports import danger, desks, receipts
from sightline.reports.alarm import alarm
from sightline.reports.models import Level, Particulars, Report, ReporterContact
from sightline.reports.questions import Kept, kept


@action("receive", on=Report, role="sl_public")
def receive_from_public(
    *,
    by: None = None,
    at: datetime,
    key: str,
    finished: bool = True,
    held: bool = False,
    warned: bool = False,
    **told: Any,
) -> str:
    """Store what somebody told us without saying who they are; the code with which they come back, 20 digits.

    key: the form's one-time key. The same key always means the same report: sending again stores nothing twice and gives
    the same code. finished: False when a danger page interrupts; later answers of the same key then join the report.
    held: it is one of a flood and waits apart, unless it tells of danger now. warned: it was stored at once because of
    danger, so it stays with the desk of the area, whatever was said since. told: answers by the fields of the
    questions, and columns of a report. Raises NoDesk when the directory knows no agency that reads reports.
    """
    code = receipts.code_of(key)
    answers = kept(told)
    report = _from_public(key, at, finished, told, answers, warned=warned)
    report.held = held and report.level != Level.RED
    if _stored(report, code, key, sorted(told)):
        _keep_sealed(report, answers, ids=(receipts.id_of(key, "particulars"), receipts.id_of(key, "contact")))
        _tell_of_flood(report)
    else:
        _tell_more(report, code, answers)
    if report.level == Level.RED:
        alarm(report, key=key, at=report.received_at)
    return code


def _from_public(
    key: str, at: datetime, finished: bool, told: dict[str, Any], answers: Kept, *, warned: bool
) -> Report:
    found = danger.level(told)
    desk, area = desks.reads_first(told, in_danger=warned or found.word == Level.RED)
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
        **answers.columns,
    )


def _stored(report: Report, code: str, key: str, fields: list[str]) -> bool:
    """Store it with its receipt and its entry in the ledger, unless it is here already.

    A twin that is sent at the same moment waits until the first is stored, and then stores nothing.
    """
    told = entry("collect", "receive", report, fields=fields)
    row, receipt = report.as_json(), receipts.id_of(key, "receipt")
    with connection.cursor() as cursor:
        cursor.execute("select priv.store_report(%s, %s, %s, %s)", [row, receipt, receipts.kept(code), told])
        return cursor.fetchone()[0]


def _tell_more(report: Report, code: str, answers: Kept) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select priv.tell_more(%s, %s)", [receipts.kept(code), report.as_json()])
        desk = cursor.fetchone()[0]
    if desk is not None:
        report.desk_id = desk
        _keep_sealed(report, answers, ids=(uuid4(), uuid4()))


_called: dict[UUID, datetime] = {}  # the desks that this process has called about a flood, and of which hour


def _tell_of_flood(report: Report) -> None:
    """One call of a burst: the first of its hour at that desk. In a flood of thousands it is not asked for again each time."""
    if report.held and _called.get(report.desk_id) != report.received_at:
        alarm(report, key=f"flood {report.desk_id} {report.received_at.isoformat()}", at=report.received_at)
        transaction.on_commit(partial(_called.__setitem__, report.desk_id, report.received_at))


def _keep_sealed(report: Report, answers: Kept, ids: tuple[UUID, UUID]) -> None:
    """What may tell who somebody is, each in its own record."""
    whose = {"report_id": report.pk, "desk_id": report.desk_id}
    if answers.texts:
        Particulars(id=ids[0], **whose, texts=answers.texts, told_at=report.received_at).save(force_insert=True)
    if answers.contact:
        ReporterContact(id=ids[1], **whose, **answers.contact).save(force_insert=True)
