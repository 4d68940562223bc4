"""Sealing: what has been written since the last seal gets its places, one root over all, and a signature.

Whoever writes into the ledger never waits for it. The role that seals reads the marks of entries, not the entries.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from sightline.kit.acting import acting_as
from sightline.ledger.heads import FIRST, Head, Signed
from sightline.ledger.merkle import SIZE, Tree
from sightline.ledger.models import Seal

LOCK = 0x51_60_18  # one process at a time seals
MOST = 20_000  # entries at a time


def seal(key: str, at: datetime) -> Signed | None:
    """Seal what waits, at most MOST entries; None when nothing does, or somebody else is sealing.

    key: the private Ed25519 key, 32 bytes in hex. at: to the second.
    """
    with acting_as(None, "sl_sealer"):
        if not _alone():
            return None
        waiting = _waiting()
        if not waiting:
            return None
        last = Seal.objects.order_by("-number").first()
        tree = _grown(last)
        first = tree.size
        for _entry, leaf, _horizon in waiting:
            tree.add(bytes(leaf))
        signed = _head(last, tree, at).signed(key)
        _keep(signed, tree, waiting, first)
        return signed


def heads_after(number: int) -> list[Signed]:
    """The heads from that number on, that one with them, oldest first: what a witness is told."""
    with acting_as(None, "sl_sealer"):
        return [seal.signed for seal in Seal.objects.filter(number__gte=number).order_by("number")]


def waiting_since() -> datetime | None:
    """Since when the oldest entry that nobody has sealed waits."""
    with connection.cursor() as cursor:
        cursor.execute("select priv.unsealed_since()")
        return cursor.fetchone()[0]


Waiting = Sequence[tuple[UUID, bytes, str]]


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [LOCK])
        return cursor.fetchone()[0]


def _waiting() -> Waiting:
    with connection.cursor() as cursor:
        cursor.execute("select entry, leaf, horizon::text from priv.entries_to_seal(%s)", [MOST])
        return cursor.fetchall()


def _grown(last: Seal | None) -> Tree:
    """The tree as the last seal left it."""
    if last is None:
        return Tree()
    peaks = bytes(last.peaks)
    return Tree(last.size, [peaks[start : start + SIZE] for start in range(0, len(peaks), SIZE)])


def _head(last: Seal | None, tree: Tree, at: datetime) -> Head:
    number, previous = (last.number + 1, last.signed.head.hash) if last else (1, FIRST)
    return Head(number, tree.size, tree.root, previous, at.replace(microsecond=0))


def _keep(signed: Signed, tree: Tree, waiting: Waiting, first: int) -> None:
    head, peaks, horizon = signed.head, b"".join(tree.peaks), waiting[0][2]
    said: list[Any] = [head.number, head.size, head.root, head.previous, head.at, signed.key, signed.signature]
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into ledger_seal (id, number, size, root, previous, at, key, signature, peaks, horizon) "
            "values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [uuid4(), *said, peaks, horizon],
        )
        cursor.execute(
            "insert into ledger_sealed (id, position, seal, leaf) "
            "select entry, %s + place - 1, %s, leaf "
            "from unnest(%s::uuid[], %s::bytea[]) with ordinality as t (entry, leaf, place)",
            [first, head.number, [entry for entry, _, _ in waiting], [bytes(leaf) for _, leaf, _ in waiting]],
        )
