"""The points that each part of the trade asks for, with the tests that show them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.assurance.asvs import functions

LISTS = sorted(Path(__file__).parent.glob("*.toml"))
HEAD = """# What must hold, point by point

The points that the trade asks of the product, in our own words, with the tests that show them and what is still short.
Made by `make assurance` from `tests/acceptance/`; a test holds that every test named is there.
"""


@dataclass(frozen=True)
class Point:
    """One point. number: as "trust 3"; tests: what shows it; short: what is not held yet, or why, empty if nothing."""

    number: str
    says: str
    tests: tuple[str, ...]
    short: str

    @property
    def missing(self) -> list[str]:
        """Tests that are named and are not there."""
        named = [name.partition("::") for name in self.tests]
        return ["::".join((path, test)) for path, _, test in named if test not in functions(path)]


@cache
def points(path: Path) -> tuple[Point, ...]:
    """Every point of a list, in order."""
    listed = tomllib.loads(path.read_text())["point"]
    return tuple(
        Point(f"{path.stem} {number}", each["says"], tuple(each.get("tests", ())), each.get("short", ""))
        for number, each in enumerate(listed, 1)
    )


def page() -> str:
    """All lists as one page."""
    parts = [HEAD]
    for path in LISTS:
        rows = [
            f"| {point.number} | {point.says} | {'; '.join(f'`{test}`' for test in point.tests)} | {point.short} |"
            for point in points(path)
        ]
        title = tomllib.loads(path.read_text())["title"]
        parts.append(
            "\n".join([f"## {title}\n", "| point | holds | shown by | short |", "| - | - | - | - |", *rows, ""])
        )
    return "\n".join(parts)
