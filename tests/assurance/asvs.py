"""The items of the OWASP Application Security Verification Standard 5.0.0: met, not applicable, or not met."""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sightline.config.paths import ROOT

DATA = Path(__file__).with_name("asvs.toml")
ITEMS = 345
COLUMNS = ("| item | level | asks | state | behind it |", "| - | - | - | - | - |")
STATES = {"met": "met", "na": "not applicable", "lacks": "not met"}
HEAD = """# The verification standard, item by item

OWASP Application Security Verification Standard 5.0.0, all {items} items by their numbers, in our own words: {met} met,
{na} not applicable, {lacks} not met. Where an item is met, the test that would fail without it is named.
Made by `make assurance` from `tests/assurance/asvs.toml`; a test holds that every test named is there.
"""


@dataclass(frozen=True)
class Item:
    """One item: number, level, what it asks in our words, its state, and the tests or the reason behind that."""

    number: str
    level: int
    about: str
    state: str
    behind: tuple[str, ...]

    @property
    def chapter(self) -> str:
        """The chapter's number."""
        return self.number.partition(".")[0]


@cache
def data() -> dict:
    """The file as it is written."""
    return tomllib.loads(DATA.read_text())


def items() -> Iterator[Item]:
    """Every item in order."""
    for number, said in data()["items"].items():
        state = next(each for each in STATES if each in said)
        behind = tuple(data()["tests"][name] for name in said["met"]) if state == "met" else (said[state],)
        yield Item(number, said["level"], said["about"], state, behind)


def page() -> str:
    """The table as a page."""
    counts = Counter(item.state for item in items())
    parts = [HEAD.format(items=sum(counts.values()), **counts)]
    for chapter, name in data()["chapters"].items():
        rows = [row(item) for item in items() if item.chapter == chapter]
        parts.append(
            "\n".join(
                [
                    f"## {chapter}. {name}\n",
                    "| item | level | asks | state | behind it |",
                    "| - | - | - | - | - |",
                    *rows,
                    "",
                ]
            )
        )
    return "\n".join(parts)


def row(item: Item) -> str:
    """One line of the table."""
    behind = "; ".join(f"`{each}`" if item.state == "met" else each for each in item.behind)
    return f"| {item.number} | {item.level} | {item.about} | {STATES[item.state]} | {behind} |"


def missing_tests() -> list[str]:
    """Tests that are named and are not there."""
    return [
        name for name in data()["tests"].values() if name.partition("::")[2] not in functions(name.partition("::")[0])
    ]


@cache
def functions(path: str) -> frozenset[str]:
    """The tests of a file by name; none when it is not there."""
    file = ROOT / path
    tree = ast.parse(file.read_text()) if file.exists() else ast.Module([], [])
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
