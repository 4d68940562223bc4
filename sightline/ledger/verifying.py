"""Whether the ledger still says what was written."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection


@dataclass(frozen=True)
class Verified:
    """How many entries there are, and which of them do not bear the mark of what they say."""

    entries: int
    differ: list[UUID]


def verify() -> Verified:
    """Compute each entry's mark again and compare. Seals that show a missing entry come with the sealer."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from ledger_entry")
        entries = cursor.fetchone()[0]
        cursor.execute("select priv.entries_that_differ()")
        return Verified(entries, [row[0] for row in cursor.fetchall()])
