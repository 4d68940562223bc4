"""What was erased: listed for the day of a restore, and replayed then. And the daily round, by hand.

sightline retention erasures                        the list; the worker writes it to var/erasures.jsonl
sightline retention replay [FILE]                   after a restore, before anybody is served
sightline retention propose                         what the worker does every hour
"""

import argparse
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from sightline.config.problems import Problem
from sightline.trust import actions
from sightline.trust.erasing import replay
from sightline.trust.listing import FIELDS, lines
from sightline.trust.models import Erasure


class NotAList(Problem):
    """The file is not a list of erasures; the text says which line is wrong."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and for a replay with which list."""
    parser.add_argument("act", choices=["erasures", "replay", "propose"])
    parser.add_argument("file", nargs="?", type=Path, help="the list, for a replay; else var/erasures.jsonl")


def run(options: argparse.Namespace) -> None:
    """Do it."""
    if options.act == "erasures":
        print("\n".join(lines()))
    elif options.act == "propose":
        print(f"{actions.propose(by=None, at=datetime.now(UTC))} proposed.")
    else:
        path = options.file or settings.ERASURES
        print(f"{replayed(path.read_text().splitlines() if path.exists() else [])} erased again.")


def replayed(told: Iterable[str]) -> int:
    """Erase again whatever of the list came back; how many records had. Raises NotAList before anything is erased."""
    erasures = [_read(number, line) for number, line in enumerate(told, 1) if line.strip()]
    came_back = 0
    for each in erasures:
        came_back += any(replay(each["kind"], UUID(each["record"])).values())
        Erasure.objects.get_or_create(record=each["record"], rule=each["rule"], defaults=each)
    return came_back


def _read(number: int, line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
        UUID(found["record"])
        return {name: found[name] for name in FIELDS}
    except (ValueError, KeyError, TypeError) as error:
        raise NotAList(
            f"Line {number} is not an erasure; nothing was erased. Use the file of `retention erasures`."
        ) from error
