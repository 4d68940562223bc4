"""Bars beside numbers: each row is its own line of a table, so that nothing is told by the picture alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sightline.oversight.models import Figure

LONG = 100  # units of the longest bar


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart. length: from 0 to 100; kind: "here", "other", "safe", "soon" or "danger", as on a map."""

    says: str | Promise
    number: int
    length: int
    kind: str = "here"


def bars(rows: Iterable[tuple[str | Promise, int, str]], whole: int | None = None) -> list[Bar]:
    """Rows of (words, number, kind) as bars: parts of a whole where there is one, else measured by the longest.

    An empty list when there is nothing to draw. No number that is not nought is drawn as nothing.
    """
    given = list(rows)
    most = whole or max((number for _says, number, _kind in given), default=0)
    return [Bar(says, number, _length(number, most), kind) for says, number, kind in given] if most else []


def part_of(figure: Figure) -> list[Bar]:
    """A figure beside what nothing is said of in the whole of which it is a part; empty unless both are exact numbers."""
    whole = figure.subset_of
    part, all_of_it = _number(figure), _number(whole) if whole else None
    if part is None or all_of_it is None or part > all_of_it:
        return []
    return bars([(figure.says, part, "here"), (_("not stated"), all_of_it - part, "other")], all_of_it)


def _number(figure: Figure) -> int | None:
    return figure.value if figure.qualifier == "exactly" else None


def _length(number: int, most: int) -> int:
    return max(1, round(number * LONG / most)) if number else 0
