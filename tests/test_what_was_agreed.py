"""The matrix of the rules against the table that was agreed, cell by cell; where they differ, the reason is written down."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pytest import mark

from sightline.config.paths import ROOT
from sightline.trust.matrix import ADD, CHANGE, NAMED, READ, rows
from sightline.trust.sheets import document

HERE = Path(__file__).parent / "agreed"
AGREED = tomllib.loads((HERE / "tables.toml").read_text())
REASONS = tomllib.loads((HERE / "otherwise.toml").read_text())
LETTERS = {READ: "R", ADD: "C", CHANGE: "UA"}
ASSIGNED = {"a", "o"}


class Difference(NamedTuple):
    """A cell where the rules open more than was agreed, or less."""

    table: str
    kind: str
    who: str
    action: str
    how: str

    def __str__(self) -> str:
        return f"{self.kind} {self.who} {self.action}: {self.how}"


@cache
def opened(action: str) -> dict[tuple[str, str], bool]:
    """For each kind of record and column, whether the rules open it."""
    return {
        (row.label, cell.column.code): bool(cell.ways) and not cell.forbidden
        for row in rows(action)
        for cell in row.cells
    }


def full(cell: str, action: str) -> bool:
    """Whether a cell of the table opens this action on the record itself, and not a smaller one beside it."""
    return any(part[0] in LETTERS[action] and "m" not in part for part in cell.split()) or (
        action == READ and cell in ASSIGNED
    )


def small(cell: str) -> set[str]:
    """The small letters of a cell."""
    return set(re.findall("[a-z]", cell))


def differences(table: str) -> Iterator[Difference]:
    """Every cell in which the rules and one of the tables differ."""
    codes = [AGREED["codes"][role] for role in AGREED[table]["roles"]]
    for name, cells in AGREED[table]["rows"].items():
        for kind in AGREED[table]["kinds"][name]:
            for action in LETTERS if table == "trust" else [READ]:
                named = opened(action)[kind, NAMED]
                by_name = [bool(small(cell) & ASSIGNED) for cell in cells if full(cell, action)]
                if named and not any(by_name):
                    yield Difference(table, kind, NAMED, action, "more")
                for code, cell in zip(codes, cells, strict=True):
                    found = opened(action)[kind, code]
                    if found and not full(cell, action):
                        yield Difference(table, kind, code, action, "more")
                    if full(cell, action) and not found and not (named and small(cell) & ASSIGNED):
                        yield Difference(table, kind, code, action, "less")


ALL = [each for table in ("trust", "care") for each in differences(table)]


@mark.parametrize("difference", ALL, ids=str)
def test_where_the_rules_differ_from_what_was_agreed_the_reason_is_written_down(difference):
    assert REASONS[difference.how].get(difference.kind, {}).get(f"{difference.who} {difference.action}")


def test_no_reason_outlives_its_difference():
    written = {(how, kind, cell) for how, kinds in REASONS.items() for kind, cells in kinds.items() for cell in cells}

    assert written == {(each.how, each.kind, f"{each.who} {each.action}") for each in ALL}


def test_the_document_of_the_matrix_is_what_the_rules_say_today():
    assert (ROOT / "docs" / "access-matrix.md").read_text() == document(), "run: sightline policies docs"


def test_most_cells_are_as_agreed():
    cells = sum(
        len(AGREED[table]["roles"]) * len(AGREED[table]["kinds"][row])
        for table in ("trust", "care")
        for row in AGREED[table]["rows"]
    )

    assert cells > 300
    assert len(ALL) < cells / 3
