"""The list of erasures as a file outside the database: what a restore replays before anybody is let in."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from sightline.trust.models import Erasure

FIELDS = ("kind", "record", "rule", "rows", "decided_by", "confirmed_by", "at")


def lines() -> Iterator[str]:
    """Every erasure as a line of JSON, the oldest first: random keys, a rule and two people, nothing of the erased."""
    for erasure in Erasure.objects.order_by("at", "id"):
        yield json.dumps({name: getattr(erasure, name) for name in FIELDS}, default=str)


def write(path: Path) -> int:
    """Write the list, whole or not at all; how many lines. A list that is longer stays: it knows more than we do."""
    told = list(lines())
    if path.exists() and len(path.read_text().splitlines()) > len(told):
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text("".join(f"{line}\n" for line in told))
    draft.replace(path)
    return len(told)
