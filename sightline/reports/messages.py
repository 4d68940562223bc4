"""A later message of whoever told a report: sealed for the desk, read by the rules of danger, and its desk called."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction

from sightline.reports import danger, receipts
from sightline.reports.alarm import call
from sightline.reports.later import TEXTS
from sightline.reports.models import ReporterMessage


def store(function: str, whose: Any, *, text: str, key: str, at: datetime, told: Mapping[str, Any]) -> str | None:
    """Store it through a function of the database, and call the desk; its level, or None when no open report is found.

    function: in `priv`, which finds the report by `whose` and asks who writes. key: the same message sent again is one.
    told: what was answered with it, by the fields of the questions; the database reads it together with all that was told
    before.
    """
    message = ReporterMessage(id=receipts.id_of(key, "message"), text=text)
    answers = {name: code for name, code in told.items() if code} | {TEXTS: danger.mentions_danger(text)}
    with connection.cursor() as cursor:
        given = [whose, message.pk, _sealed(message), json.dumps(answers), at]
        cursor.execute(f"select * from priv.{function}(%s, %s, %s, %s, %s)", given)
        found = cursor.fetchone()
    if found is None:
        return None
    ref, area, level = found
    call(ref, area, key=f"{key} message", at=at)
    return str(level)


def _sealed(message: ReporterMessage) -> bytes:
    """Its words, sealed. A twin of the same form has put its key in already: then the message is here, and nothing is stored."""
    try:
        with transaction.atomic():
            return bytes(message._meta.get_field("text").pre_save(message, add=True))
    except IntegrityError:
        return b""
