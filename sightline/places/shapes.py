"""Outlines of local authorities and police areas, as a sketch for maps. They never decide where a point belongs.

`python -m sightline.places.shapes` draws them anew from the postcodes and writes `shapes/outlines.json` and
`shapes/districts.json`, which are committed. Run it after a new release of the postcodes; it takes about a minute.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sightline.kit.vocabulary import load
from sightline.places.surveying import Arc

FOLDER = Path(__file__).with_name("shapes")
OUTLINES, DISTRICTS = FOLDER / "outlines.json", FOLDER / "districts.json"
UNIT = 0.001  # degrees: the steps in which the outlines are written
ATTRIBUTION = (
    "Contains OS data © Crown copyright and database right. Contains Royal Mail data © Royal Mail copyright and "
    "database right. Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Shapes are a sketch."
)

Degrees = tuple[float, float]
Ring = tuple[Degrees, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A frame on the map, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: "Box") -> bool:
        """Whether the two frames touch or overlap."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )


def authorities_of(areas: Iterable[str]) -> frozenset[str]:
    """The codes of the local authorities of police areas, given by code. Raises KeyError for an unknown area."""
    table = load("places/police_areas")
    return frozenset(code for area in areas for code in table[area].get("authorities"))


@cache
def outline(authorities: frozenset[str]) -> tuple[Ring, ...]:
    """The rings around these local authorities taken together, each a closed line of (longitude, latitude).

    Fill them by the even-odd rule: a ring inside another is a hole.
    """
    around = [arc for arc in arcs() if (arc.left in authorities) != (arc.right in authorities)]
    return tuple(_joined([arc.points for arc in around]))


@cache
def frame(authorities: frozenset[str]) -> Box:
    """The box around these local authorities."""
    points = [point for ring in outline(authorities) for point in ring]
    longitudes, latitudes = [lon for lon, _ in points], [lat for _, lat in points]
    return Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


@cache
def arcs() -> tuple[Arc, ...]:
    """All the lines, read once."""
    written = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return tuple(Arc(left, right, _degrees(steps)) for left, right, *steps in written["arcs"])


@cache
def districts() -> dict[str, Degrees]:
    """Where each postcode district lies, as "NE4": (longitude, latitude)."""
    written = json.loads(DISTRICTS.read_text(encoding="utf-8"))
    return {code: (east * UNIT, north * UNIT) for code, (east, north) in written["districts"].items()}


def _degrees(steps: list[int]) -> Ring:
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x * UNIT, y * UNIT))
    return tuple(points)


def _joined(lines: list[Ring]) -> list[Ring]:
    """The lines put end to end until each closes."""
    ends: dict[Degrees, list[Ring]] = defaultdict(list)
    for line in lines:
        ends[line[0]].append(line)
        ends[line[-1]].append(line)
    rings, left = [], {id(line): line for line in lines}
    while left:
        ring = list(left.popitem()[1])
        while ring[0] != ring[-1]:
            onward = next((line for line in ends[ring[-1]] if id(line) in left), None)
            if onward is None:
                break
            del left[id(onward)]
            ring += (onward if onward[0] == ring[-1] else onward[::-1])[1:]
        rings.append(tuple(ring))
    return rings


def written(lines: Iterable[Arc]) -> list[list[Any]]:
    """Lines as small numbers: who lies left, who right, then steps of UNIT degrees from point to point."""
    steps = ((arc, _steps(arc.points)) for arc in lines)
    return [[arc.left, arc.right, *numbers] for arc, numbers in steps if len(numbers) > 2]


def _steps(points: Ring) -> list[int]:
    steps: list[int] = []
    x = y = 0
    for longitude, latitude in points:
        east, north = round(longitude / UNIT), round(latitude / UNIT)
        if not steps or (east, north) != (x, y):
            steps += [east - x, north - y]
            x, y = east, north
    return steps


def build() -> None:
    """Draw everything anew from the prepared postcodes and write the two files."""
    from sightline.places.postcodes import postcodes
    from sightline.places.surveying import survey

    found = postcodes()
    lines = survey(found.points())
    _write(OUTLINES, {"attribution": ATTRIBUTION, "unit": UNIT, "arcs": written(lines)})
    _write(DISTRICTS, {"attribution": ATTRIBUTION, "unit": UNIT, "districts": _centres(found.in_districts())})


def _centres(points: Iterable[tuple[str, Degrees]]) -> dict[str, tuple[int, int]]:
    """The middle of each district's postcodes, in UNIT degrees."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for district, (latitude, longitude) in points:
        one = sums[district]
        one[0], one[1], one[2] = one[0] + longitude, one[1] + latitude, one[2] + 1
    return {code: (round(x / n / UNIT), round(y / n / UNIT)) for code, (x, y, n) in sorted(sums.items()) if n >= 4}


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    build()
    sys.stdout.write("".join(f"{path.name}: {path.stat().st_size:,} bytes\n" for path in (OUTLINES, DISTRICTS)))
