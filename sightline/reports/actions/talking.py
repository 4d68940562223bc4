"""Both sides of the dialogue behind a return code: whoever holds the code writes, the desk asks and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sightline.agencies.models import Person
from sightline.ledger.acts import action
from sightline.reports import messages, receipts
from sightline.reports.models import DeskMessage, Report


@action("write_back", on=Report, role="sl_public")
def write_back(*, by: None = None, at: datetime, code: str, key: str, text: str, **told: Any) -> str | None:
    """Store what the holder of a code wrote, and call the desk; its level, or None when no open report has the code.

    key: the form's one-time key; the same form sent again is one message. told: what was answered with it, by the fields
    of the questions. The database reads it together with all that was told before, and the report's level may rise by it
    and never falls. Kept to the hour.
    """
    hour = at.replace(minute=0, second=0, microsecond=0)
    return messages.store("write_back", receipts.kept(code), text=text, key=key, at=hour, told=told)


@action("write")
def write(report: Report, *, by: Person, at: datetime, text: str, asks: bool = False) -> DeskMessage:
    """Write to whoever holds the code of a report. asks: it is a question, and they are told so."""
    return DeskMessage.objects.create(report=report, desk_id=report.desk_id, text=text, asks=asks, by=by, at=at)
