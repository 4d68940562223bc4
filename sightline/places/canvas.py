"""The frame of a map: from degrees to the paper, and what of an outline lies on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, hypot, radians

from sightline.places.shapes import Box, Degrees, Ring

Dot = tuple[float, float]
KILOMETRE = 1 / 111.25  # degrees north


@dataclass(frozen=True, slots=True)
class Canvas:
    """A sheet of width by height units that shows a box. Straight down the middle it is true to scale."""

    box: Box
    width: int
    height: int

    @property
    def metres_a_unit(self) -> float:
        """How many metres one unit of the sheet stands for."""
        return (self.box.north - self.box.south) / KILOMETRE * 1000 / self.height

    def at(self, longitude: float, latitude: float) -> Dot:
        """Where a point falls on the sheet, from its upper left corner."""
        box = self.box
        x = (longitude - box.west) / (box.east - box.west) * self.width
        return x, (box.north - latitude) / (box.north - box.south) * self.height

    def clipped(self, ring: Ring) -> list[Dot]:
        """The part of a ring on the sheet and a little around it; empty when none is."""
        return _clipped([self.at(*point) for point in ring], self.width, self.height, margin=8)


def framed(points: Iterable[Degrees], width: int, height: int, least_km: float = 3) -> Canvas:
    """A sheet that shows all points (longitude, latitude) with room around, at least so many kilometres high."""
    longitudes, latitudes = zip(*points, strict=True)
    middle = (max(latitudes) + min(latitudes)) / 2, (max(longitudes) + min(longitudes)) / 2
    squeeze = cos(radians(middle[0]))
    high = max((max(latitudes) - min(latitudes)) * 1.25, least_km * KILOMETRE)
    wide = max((max(longitudes) - min(longitudes)) * 1.25 * squeeze, high * width / height)
    half_north, half_east = wide * height / width / 2, wide / 2 / squeeze
    return Canvas(
        Box(middle[1] - half_east, middle[0] - half_north, middle[1] + half_east, middle[0] + half_north), width, height
    )


def _clipped(dots: list[Dot], width: float, height: float, margin: float) -> list[Dot]:
    """Cut a closed line to the sheet, one edge after another (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, -margin, 1), (0, width + margin, -1), (1, -margin, 1), (1, height + margin, -1)):
        dots = _cut(dots, axis, limit, sign)
    return dots


def _cut(dots: list[Dot], axis: int, limit: float, sign: int) -> list[Dot]:
    """Keep what lies on the good side of one edge: above the limit where the sign is 1, below where it is -1."""
    kept: list[Dot] = []
    for before, dot in zip(dots[-1:] + dots[:-1], dots, strict=True):
        was, now = (before[axis] - limit) * sign, (dot[axis] - limit) * sign
        if (was < 0) != (now < 0):
            share = was / (was - now)
            kept.append((before[0] + share * (dot[0] - before[0]), before[1] + share * (dot[1] - before[1])))
        if now >= 0:
            kept.append(dot)
    return kept


def apart(dots: list[Dot], gap: float) -> list[Dot]:
    """The dots moved just so far that none lies within `gap` of another, each near its place; the first stay best."""
    placed: list[Dot] = []
    for x, y in dots:
        spots = ((x + dx * gap, y + dy * gap) for dx, dy in _SPIRAL)
        free = (spot for spot in spots if all(hypot(spot[0] - a, spot[1] - b) >= gap * 0.99 for a, b in placed))
        placed.append(next(free, (x, y)))
    return placed


def _spiral(rings: int) -> list[Dot]:
    """Places of a honeycomb around nought, the nearest first."""
    places = [(a + b / 2, b * 3**0.5 / 2) for a in range(-rings, rings + 1) for b in range(-rings, rings + 1)]
    return sorted(places, key=lambda place: (round(hypot(*place), 6), place))


_SPIRAL = _spiral(9)
