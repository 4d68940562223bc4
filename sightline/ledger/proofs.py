"""Proofs for others: that an entry is in a sealed ledger, that one head grew out of another. See docs/check_proof.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from sightline.ledger.heads import Signed
from sightline.ledger.merkle import consistency, inclusion
from sightline.ledger.models import Seal, Sealed


class NoProof(LookupError):
    """The entry has no seal yet, or there is no such head."""


def proof_of(entry: UUID) -> dict[str, Any]:
    """That this entry, word for word, is in the newest sealed ledger. Raises NoProof.

    The entry's own text is in it: whoever is given the proof reads who did what.
    """
    place, newest = Sealed.objects.filter(pk=entry).first(), Seal.objects.order_by("-number").first()
    text = _text_of(entry)
    if place is None or newest is None or text is None:
        raise NoProof("This entry has no seal yet. Ask again in a minute.")
    path = inclusion(_leaves(newest.size), place.position)
    return {"entry": text, "position": place.position, "path": _hex(path), "head": newest.signed.line}


def growth(older: int, newer: int) -> dict[str, Any]:
    """That the ledger of one head began as that of an older one. older, newer: numbers of seals. Raises NoProof."""
    heads = {seal.number: seal.signed for seal in Seal.objects.filter(number__in=[older, newer])}
    if len(heads) < 2 or older >= newer:
        raise NoProof("Give the numbers of two seals, the older first.")
    first, second = heads[older], heads[newer]
    return {"older": first.line, "head": second.line, "path": _hex(_grown(first, second))}


def _grown(first: Signed, second: Signed) -> list[bytes]:
    return consistency(_leaves(second.head.size), first.head.size)


def _leaves(size: int) -> list[bytes]:
    found = Sealed.objects.filter(position__lt=size).order_by("position").values_list("leaf", flat=True)
    return [bytes(leaf) for leaf in found.iterator(chunk_size=20_000)]


def _hex(path: Sequence[bytes]) -> list[str]:
    return [each.hex() for each in path]


def _text_of(entry: UUID) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("set local timezone = 'UTC'")
        cursor.execute("select priv.as_written(e) from ledger_entry e where id = %s", [entry])
        row = cursor.fetchone()
    return row and row[0]
