"""What came of a field note since it was written, for its writer, who reads no report."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection

from sightline.kit.apply import generated
from sightline.kit.compiling import closed
from sightline.kit.policies import policy_of
from sightline.kit.refusals import Refused
from sightline.reports.receipts import Found
from sightline.visits.models import FieldNote

NOTES = Path(__file__).parent / "sql" / "notes.sql"


@generated
def functions() -> str:
    """SQL of what the writer of a note may still do with its report, as far as no rule that always wins closes the note."""
    return NOTES.read_text().replace("{never}", closed(policy_of(FieldNote).never, FieldNote))  # type: ignore[union-attr, arg-type]


@dataclass(frozen=True)
class Since:
    """What the desk wrote, when the writer added something, how many files there are, and whether it is danger."""

    said: list[dict[str, Any]]
    written: list[datetime]
    files: int
    red: bool


def since(note: FieldNote) -> Since | None:
    """For whoever wrote it; None for everybody else."""
    with connection.cursor() as cursor:
        cursor.execute("select priv.dialogue_of_note(%s)", [note.pk])
        (found,) = cursor.fetchone()
    if found is None:
        return None
    told = json.loads(found) if isinstance(found, str) else found
    said = [{**each, "hour": datetime.fromisoformat(each["hour"])} for each in told["said"]]
    return Since(said, [datetime.fromisoformat(each) for each in told["written"]], told["files"], told["red"])


def report_of(note: FieldNote) -> Found:
    """Where files belong that come with it. Raises Refused for whoever did not write it."""
    with connection.cursor() as cursor:
        cursor.execute("select report, desk, held, partner from priv.report_of_note(%s)", [note.pk])
        row = cursor.fetchone()
    if row is None:
        raise Refused("add_to", note)
    return Found(*row)
