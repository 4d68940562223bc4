"""Both sides of the dialogue behind a return code: whoever holds the code writes, the desk asks and answers."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from sightline.agencies.models import Person
from sightline.ledger.acts import action
from sightline.reports import danger, receipts
from sightline.reports.alarm import call
from sightline.reports.later import TEXTS
from sightline.reports.models import DeskMessage, Report, ReporterMessage


@action("write_back", on=Report, role="sl_public")
def write_back(*, by: None = None, at: datetime, code: str, key: str, text: str, **told: Any) -> str | None:
    """Store what the holder of a code wrote, and call the desk; its level, or None when no open report has the code.

    key: the form's one-time key; the same form sent again is one message. told: what was answered with it, by the fields
    of the questions. The database reads it together with all that was told before, and the report's level may rise by it
    and never falls. Kept to the hour.
    """
    hour = at.replace(minute=0, second=0, microsecond=0)
    message = ReporterMessage(id=receipts.id_of(key, "message"), text=text)
    row = _store(receipts.kept(code), message, told | {TEXTS: danger.mentions_danger(text)}, hour)
    if row is None:
        return None
    ref, area, level = row
    call(ref, area, key=f"{key} message", at=hour)
    return level


@action("write")
def write(report: Report, *, by: Person, at: datetime, text: str, asks: bool = False) -> DeskMessage:
    """Write to whoever holds the code of a report. asks: it is a question, and they are told so."""
    return DeskMessage.objects.create(report=report, desk_id=report.desk_id, text=text, asks=asks, by=by, at=at)


def _store(
    receipt: str, message: ReporterMessage, told: dict[str, Any], hour: datetime
) -> tuple[str, UUID | None, str] | None:
    """A twin of the same form has put its key in already: then the message is there, and only the desk is to be called."""
    try:
        with transaction.atomic():
            sealed = message._meta.get_field("text").pre_save(message, add=True)
    except IntegrityError:
        sealed = b""
    with connection.cursor() as cursor:
        given: list[Any] = [
            receipt,
            message.pk,
            sealed,
            json.dumps({name: code for name, code in told.items() if code}),
            hour,
        ]
        cursor.execute("select * from priv.write_back(%s, %s, %s, %s, %s)", given)
        return cursor.fetchone()
