"""Writing into the ledger."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection, models

from sightline.kit.acting import device, request_id

NO_TEXT = "\\u0000"  # the one character that no text in the database holds, as JSON writes it


def note(
    act: str,
    verb: str,
    record: models.Model | None = None,
    *,
    kind: str = "",
    key: UUID | None = None,
    typed: Iterable[Any] = (),
    **more: Any,
) -> UUID:
    """Write one entry, in the transaction of the act itself; if it cannot be written, the act fails.

    act: one of trust's fifteen (collect, alter, consult, disclose, ...). asked: what was asked, in words of the code;
    typed: what somebody typed or chose with it, of which only a keyed fingerprint is kept. was, now: the changed fields
    before and after, of which only salted marks are kept. more: fields (names, never values), reason, code (of the
    reason), purpose, rule, outcome, recipient, recipient_person, recipient_agency, country, basis, consent, found.
    Time, actor, agency and roles are the database's to say.
    """
    with connection.cursor() as cursor:
        cursor.execute("select priv.note(%s)", [entry(act, verb, record, kind=kind, key=key, typed=typed, **more)])
        return cursor.fetchone()[0]


def note_each(act: str, verb: str, records: Iterable[models.Model], **more: Any) -> None:
    """Write one entry for each of the records, in their order and in one statement; `more` is said of all."""
    entries = [entry(act, verb, record, **more) for record in records]
    with connection.cursor() as cursor:
        cursor.execute(
            "select priv.note(e::jsonb) from unnest(%s::text[]) with ordinality t(e, n) order by n", [entries]
        )


def entry(
    act: str,
    verb: str,
    record: models.Model | None = None,
    *,
    kind: str = "",
    key: UUID | None = None,
    typed: Iterable[Any] = (),
    **more: Any,
) -> str:
    """An entry as `priv.note` takes it, for a statement that writes it beside what it tells of."""
    request = request_id.get()
    given = {"act": act, "verb": verb, "request": str(request) if request else None, "device": device.get(), **more}
    given["kind"] = record._meta.label if record is not None else kind
    given["record"] = key if record is None else record.pk
    if "asked" in more:
        given["fingerprint"] = fingerprint(given["kind"], more["asked"], *typed)
    return json.dumps(_about(given["kind"]) | given, default=_plain).replace(NO_TEXT, "")


def fingerprint(*asked: Any) -> str:
    """A keyed mark of what was asked: the same question has the same mark, and the mark tells no question.

    32 hexadecimal characters; the key is with the staff front alone, never in the database.
    """
    words = json.dumps([" ".join(str(each).split()).casefold() for each in asked])
    return hmac.digest(bytes.fromhex(settings.FINGERPRINT_KEY), words.encode(), "sha256").hex()[:32]


def _plain(value: Any) -> str:
    """A value as the words that its mark is made of."""
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def _about(kind: str) -> dict[str, str]:
    """Whom a kind of record is about, and what its stage keeps it for: each said once, in the stage's own code."""
    app, _, name = kind.partition(".")
    if not name:
        return {}
    config = apps.get_app_config(app)
    return {"subject": getattr(config.get_model(name), "SUBJECT", ""), "purpose": getattr(config, "purpose", "")}
