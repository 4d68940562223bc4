"""In which order files of tests are given out: the long ones first, so that what is left at the end is short for all."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

TAKES_LONG = ("slow", "journey", "crawl")
STAGES = "sightline"  # whose slow tests are shorter than those of the whole house


class Item(Protocol):
    """What is asked of a test."""

    path: Path

    def get_closest_marker(self, name: str) -> object:
        """Its marker of that name, if it has one."""


def longest_first(items: list[Item]) -> None:
    """Sort tests by file, in place: the slow ones of the whole house, then those of the stages, then the quick."""
    slow = {item.path for item in items if any(item.get_closest_marker(name) for name in TAKES_LONG)}
    items.sort(key=lambda item: (item.path not in slow, STAGES in item.path.parts))
