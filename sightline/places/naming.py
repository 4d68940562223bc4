"""Where the names of areas go on a map: well inside, clear of the points and of each other, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from sightline.places.canvas import Canvas, Dot
from sightline.places.regions import Region
from sightline.places.shapes import districts

LETTER, LINE = 6.6, 15.0  # units: the width of a letter and the height of a line
TOWN = 45  # metres a unit: nearer than this, postcode districts are named too
Obstacle = tuple[Dot, float]


@dataclass(frozen=True, slots=True)
class Named:
    """A name and the middle of where it stands on the sheet. far: of an area that the map is not about."""

    says: str
    at: Dot
    far: bool = False

    def clear_of(self, other: Dot, gap: float) -> bool:
        """Whether the name keeps `gap` from a dot."""
        half = len(self.says) * LETTER / 2
        dx = max(0.0, abs(other[0] - self.at[0]) - half)
        return hypot(dx, max(0.0, abs(other[1] - self.at[1]) - LINE / 2)) >= gap

    def beside(self, other: "Named") -> bool:
        """Whether two names do not run into each other."""
        wide = (len(self.says) + len(other.says)) * LETTER / 2 + 8
        return abs(self.at[0] - other.at[0]) > wide or abs(self.at[1] - other.at[1]) > LINE + 4


def named(canvas: Canvas, regions: Sequence[Region], points: Sequence[Obstacle]) -> tuple[Named, ...]:
    """The names for a map: its own areas first, then those around, then postcode districts when it shows a town.

    points: what names must keep clear of, each with its radius.
    """
    found: list[Named] = []
    for says, spots, far in _wanted(canvas, regions):
        names = (Named(says, spot, far) for spot in spots)
        good = (name for name in names if _fits(name, canvas, points) and all(name.beside(other) for other in found))
        found += [name] if (name := next(good, None)) else []
    return tuple(found)


def _wanted(canvas: Canvas, regions: Sequence[Region]) -> list[tuple[str, list[Dot], bool]]:
    ordered = sorted(regions, key=lambda region: not region.about)
    wanted = [(region.says, _spots(canvas, region), not region.about) for region in ordered]
    return wanted + (_districts(canvas) if canvas.metres_a_unit < TOWN else [])


def _spots(canvas: Canvas, region: Region) -> list[Dot]:
    """Places inside a region on the sheet, the roomiest first."""
    step = max(canvas.width, canvas.height) / 28
    mesh = ((x * step, y * step) for x in range(1, 28) for y in range(1, 28))
    inside = [(_room(spot, region.rings), spot) for spot in mesh if _within(spot, region.rings)]
    return [spot for room, spot in sorted(inside, reverse=True) if room > LINE / 2 + 2]


def _districts(canvas: Canvas) -> list[tuple[str, list[Dot], bool]]:
    box = canvas.box
    here = (
        (code, at) for code, at in districts().items() if box.west < at[0] < box.east and box.south < at[1] < box.north
    )
    return [(code, _around(canvas.at(*at)), False) for code, at in here]


def _around(dot: Dot) -> list[Dot]:
    return [(dot[0] + dx * 14, dot[1] + dy * 14) for dx, dy in ((0, 0), (0, -1), (0, 1), (-1, 0), (1, 0))]


def _fits(name: Named, canvas: Canvas, points: Sequence[Obstacle]) -> bool:
    half, (x, y) = len(name.says) * LETTER / 2 + 4, name.at
    on_sheet = half <= x <= canvas.width - half and LINE <= y <= canvas.height - LINE
    off_scale = y < canvas.height - 34 or x - half > canvas.width / 2.5
    return on_sheet and off_scale and all(name.clear_of(dot, radius) for dot, radius in points)


def _within(spot: Dot, rings: Sequence[Sequence[Dot]]) -> bool:
    """Whether a spot is inside by the even-odd rule."""
    x, y = spot
    odd = False
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                odd = not odd
    return odd


def _room(spot: Dot, rings: Sequence[Sequence[Dot]]) -> float:
    return min(hypot(spot[0] - x, spot[1] - y) for ring in rings for x, y in ring)
