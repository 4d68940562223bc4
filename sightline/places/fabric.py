"""Where towns are, as squares: the calm ground of a map that has no streets. Made from the postcodes, at four sizes.

Prepared beside the postcodes under var/; a look-up reads one stretch of the file for each row of dots in view.
"""

import mmap
import struct
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from sightline.places import postcodes
from sightline.places.grid import BRITAIN, IRELAND, Grid, to_degrees, to_metres
from sightline.places.shapes import Box, Degrees

FILE = postcodes.FILE.with_name("fabric.bin")
SIZES = {100: 1, 300: 3, 1000: 20, 3000: 120}  # side of a square in metres: postcodes that make it part of a town
GRIDS = (BRITAIN, IRELAND)
MOST = 4_000
CELL = struct.Struct(">BBHH")  # number of the grid, of the size, row, column


class Fabric(Sequence[bytes]):
    """The prepared file as a sorted sequence of cells."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        return len(self._bytes) // CELL.size

    def __getitem__(self, position):  # type: ignore[no-untyped-def,override]
        return self._bytes[position * CELL.size : (position + 1) * CELL.size]

    def dots(self, box: Box) -> tuple[int, list[Degrees]]:
        """The side of the squares in metres, and the middles of those in the box as (longitude, latitude).

        The size is chosen so that there are at most a few thousand.
        """
        number, size = _size_for(box)
        found = [
            to_degrees((column + 0.5) * size, (row + 0.5) * size, grid)[::-1]
            for kind, grid in enumerate(GRIDS)
            for row, column in self._cells(kind, number, _rectangle(box, grid, size))
        ]
        return size, [dot for dot in found if _inside(dot, box)]

    def _cells(self, grid: int, size: int, within: tuple[int, int, int, int]) -> Iterator[tuple[int, int]]:
        west, south, east, north = within
        for row in range(max(0, south), north + 1):
            start = bisect_left(self, CELL.pack(grid, size, row, max(0, west)))
            end = bisect_left(self, CELL.pack(grid, size, row, max(0, east + 1)), lo=start)
            for position in range(start, end):
                yield row, CELL.unpack(self[position])[3]


@cache
def fabric() -> Fabric:
    """The dots of this checkout; prepared first when that has not been done (a few seconds, once)."""
    if not FILE.exists():
        prepare()
    return Fabric(FILE)


def prepare(target: Path = FILE) -> int:
    """Write the dots from the prepared postcodes and say how many there are. Safe to repeat."""
    return write(postcodes.postcodes().points(), target)


def write(points: Iterable[tuple[str, int, int]], target: Path) -> int:
    """Write the squares of these points (authority, metres east, metres north) and say how many there are."""
    finest = Counter((authority[0] == "N", north // 100, east // 100) for authority, east, north in points)
    cells = [cell for number, (size, least) in enumerate(SIZES.items()) for cell in _towns(finest, number, size, least)]
    postcodes.replace(target, b"".join(sorted(cells)))
    return len(cells)


def _towns(finest: Counter[tuple[bool, int, int]], number: int, size: int, least: int) -> Iterator[bytes]:
    """The squares of one size with enough postcodes."""
    step, counts = size // 100, Counter[tuple[bool, int, int]]()
    for (irish, row, column), count in finest.items():
        counts[irish, row // step, column // step] += count
    for (irish, row, column), count in counts.items():
        if count >= least:
            yield CELL.pack(irish, number, row, column)


def _size_for(box: Box) -> tuple[int, int]:
    """The number and the side of the finest squares of which not too many fill the box."""
    west, south, east, north = _rectangle(box, BRITAIN, 1)
    sizes = list(enumerate(SIZES))
    return next((one for one in sizes if (east - west) * (north - south) <= MOST * one[1] ** 2), sizes[-1])


def _rectangle(box: Box, grid: Grid, size: int) -> tuple[int, int, int, int]:
    """The rows and columns of a grid that cover the box: west, south, east, north."""
    corners = [to_metres(lat, lon, grid) for lat in (box.south, box.north) for lon in (box.west, box.east)]
    easts, norths = [east // size for east, _ in corners], [north // size for _, north in corners]
    return int(min(easts)), int(min(norths)), int(max(easts)), int(max(norths))


def _inside(dot: Degrees, box: Box) -> bool:
    return box.west <= dot[0] <= box.east and box.south <= dot[1] <= box.north
