"""Writing into the ledger."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db import connection, models

from sightline.kit.acting import request_id

NO_TEXT = "\\u0000"  # the one character that no text in the database holds, as JSON writes it


def note(act: str, verb: str, record: models.Model | None = None, **more: Any) -> UUID:
    """Write one entry, in the transaction of the act itself; if it cannot be written, the act fails.

    act: one of trust's fifteen (collect, alter, consult, disclose, ...). more: kind, fields (names, never values),
    reason, purpose, rule, outcome, recipient, basis, asked, found.
    """
    request = request_id.get()
    given = {"act": act, "verb": verb, "request": str(request) if request else None, **more}
    if record is not None:
        given |= {"kind": record._meta.label, "record": str(record.pk)}
    with connection.cursor() as cursor:
        cursor.execute("select priv.note(%s)", [json.dumps(given).replace(NO_TEXT, "")])
        return cursor.fetchone()[0]
