"""The code of an invitation: two halves, each shown once to one person, and good for one use within a quarter of an hour."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from sightline.agencies.models import Half, Invitation, Person
from sightline.agencies.sealing import mark
from sightline.kit.acting import acting_as

OPEN_FOR = timedelta(minutes=15)  # once vouched
WAITS_FOR = timedelta(hours=24)  # for a second person
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another
LENGTH, GROUP = 12, 4  # 58 bits each half


def new_half(invitation: Invitation, by: Person | None, *, second: bool) -> str:
    """Make a half, keep its mark, and give it as it is shown: "7KQ2-M9X4-..."."""
    half = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    Half.objects.create(invitation=invitation, held_by=by, second=second, mark=mark_of(half))
    return "-".join(half[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def mark_of(half: str) -> bytes:
    """The mark by which the database knows it, however it is typed."""
    return mark("half", "".join(letter for letter in half.upper() if letter.isalnum()))


def use(name: str, first: str, second: str) -> UUID | None:
    """Use an invitation up: whom it lets in, whose old factors and sessions have ended; None when it lets nobody in.

    name: what the person signs in with; who is new chooses it, and it must be nobody's.
    """
    with acting_as(None, "sl_door"), connection.cursor() as cursor:
        cursor.execute("select priv.use_invitation(%s, %s, %s)", [name, mark_of(first), mark_of(second)])
        return cursor.fetchone()[0]


def lapses(at: datetime, *, vouched: bool) -> datetime:
    """Until when an invitation that was started or vouched for at this moment counts."""
    return at + (OPEN_FOR if vouched else WAITS_FOR)
