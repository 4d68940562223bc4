"""Draw the outlines of local authorities from where their postcodes lie. Runs once for each release of the postcodes.

The land is cut into squares of half a kilometre; each takes the authority of the nearest postcode; between authorities
run lines, which are smoothed and thinned. Lines are shared, so neighbours never overlap and a police area is what is
left when its inner lines are taken away. The result is a sketch: the authority of a point comes from its postcode.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from sightline.places.grid import BRITAIN, IRELAND, to_degrees

Square = tuple[int, int]
Corner = tuple[int, int]
Line = list[tuple[float, float]]

SIDE = 500  # metres
REACH = 6  # squares that a postcode claims around it; bays and valleys narrower than twice that are closed
SHORE = 5  # squares taken back from the sea afterwards
SPARSE_FROM, SPARSE_REACH, SPARSE_SHORE = 1_420, 10, 9  # squares north: the Highlands, where postcodes lie far apart
COARSE = 0.6  # squares: how far a thinned line may stray
SMALLEST = 16  # squares: smaller islands are left out, unless they are all there is
NEIGHBOURS = ((1, 0), (-1, 0), (0, 1), (0, -1))
AROUND = (*NEIGHBOURS, (1, 1), (1, -1), (-1, 1), (-1, -1))


@dataclass(frozen=True, slots=True)
class Arc:
    """A line between two authorities; "" is the sea. points: longitude and latitude in degrees."""

    left: str
    right: str
    points: tuple[tuple[float, float], ...]


def survey(points: Iterable[tuple[str, int, int]]) -> list[Arc]:
    """All lines of Britain and Northern Ireland, from authority, metres east and metres north of every postcode."""
    votes: dict[str, Counter[tuple[Square, str]]] = {"GB": Counter(), "NI": Counter()}
    for authority, east, north in points:
        votes["NI" if authority.startswith("N") else "GB"][(east // SIDE, north // SIDE), authority] += 1
    arcs = _arcs(votes["GB"], lambda x, y: to_degrees(x * SIDE, y * SIDE, BRITAIN))
    return arcs + _arcs(votes["NI"], lambda x, y: to_degrees(x * SIDE, y * SIDE, IRELAND))


def _arcs(votes: Counter[tuple[Square, str]], degrees: Callable[[float, float], tuple[float, float]]) -> list[Arc]:
    owner = settle(votes)
    land = without_specks(grown(owner))
    lines = ((left, right, thinned(smoothed(line))) for left, right, line in traced(land))
    return [Arc(left, right, tuple(degrees(x, y)[::-1] for x, y in line)) for left, right, line in lines]


def settle(votes: Counter[tuple[Square, str]]) -> dict[Square, str]:
    """The authority with most postcodes in each square."""
    best: dict[Square, tuple[int, str]] = {}
    for (square, authority), count in votes.items():
        if (count, authority) > best.get(square, (0, "")):
            best[square] = (count, authority)
    return {square: authority for square, (_, authority) in best.items()}


def grown(owner: dict[Square, str]) -> dict[Square, str]:
    """Claim the land around and between: outwards by the reach, all enclosed gaps, then back from the sea."""
    claimed = dict(owner)
    _spread(claimed, set(owner), lambda step, square: step < _reach(square))
    sea = _sea(claimed)
    west, south, east, north = _bounds(claimed)
    gaps = {(x, y) for x in range(west, east) for y in range(south, north)} - sea - claimed.keys()
    _spread(claimed, set(claimed), lambda step, square: square in gaps)
    unsure = _eroded(claimed, sea) - owner.keys()
    return {square: code for square, code in claimed.items() if square not in unsure}


def _reach(square: Square) -> int:
    return SPARSE_REACH if square[1] > SPARSE_FROM else REACH


def _shore(square: Square) -> int:
    return SPARSE_SHORE if square[1] > SPARSE_FROM else SHORE


def _spread(claimed: dict[Square, str], edge: set[Square], may: Callable[[int, Square], bool]) -> None:
    """Let every square at the edge claim its free neighbours, ring after ring, rounding the corners."""
    step = 0
    while edge:
        fresh: dict[Square, str] = {}
        for x, y in sorted(edge):
            for dx, dy in AROUND if step % 2 else NEIGHBOURS:
                square = (x + dx, y + dy)
                if square not in claimed and square not in fresh and may(step, square):
                    fresh[square] = claimed[x, y]
        claimed.update(fresh)
        edge, step = set(fresh), step + 1


def _bounds(claimed: dict[Square, str]) -> tuple[int, int, int, int]:
    xs, ys = [x for x, _ in claimed], [y for _, y in claimed]
    return min(xs) - 1, min(ys) - 1, max(xs) + 1, max(ys) + 1


def _sea(claimed: dict[Square, str]) -> set[Square]:
    """The squares that water reaches from outside."""
    west, south, east, north = _bounds(claimed)
    sea, edge = {(west, south)}, [(west, south)]
    while edge:
        x, y = edge.pop()
        for dx, dy in NEIGHBOURS:
            square = (x + dx, y + dy)
            if (
                west <= square[0] <= east
                and south <= square[1] <= north
                and square not in claimed
                and square not in sea
            ):
                sea.add(square)
                edge.append(square)
    return sea


def _eroded(claimed: dict[Square, str], sea: set[Square]) -> set[Square]:
    """The land that lies too near the sea to be sure of."""
    taken: set[Square] = set()
    edge, step = sea, 0
    while edge:
        fresh = {
            (x + dx, y + dy)
            for x, y in edge
            for dx, dy in (AROUND if step % 2 else NEIGHBOURS)
            if (x + dx, y + dy) in claimed and (x + dx, y + dy) not in taken and step < _shore((x, y))
        }
        taken |= fresh
        edge, step = fresh, step + 1
    return taken


def without_specks(land: dict[Square, str]) -> dict[Square, str]:
    """The land without pieces of an authority that are too small to see; they go to a neighbour, or to the sea."""
    pieces = _pieces(land)
    largest: Counter[str] = Counter()
    for code, piece in pieces:
        largest[code] = max(largest[code], len(piece))
    for code, piece in pieces:
        if len(piece) < min(SMALLEST, largest[code]):
            _give_away(land, piece)
    return land


def _pieces(land: dict[Square, str]) -> list[tuple[str, list[Square]]]:
    seen: set[Square] = set()
    found = []
    for start, code in land.items():
        if start not in seen:
            seen.add(start)
            piece = [start]
            for x, y in piece:
                near = [(x + dx, y + dy) for dx, dy in NEIGHBOURS if land.get((x + dx, y + dy)) == code]
                piece += [square for square in near if square not in seen]
                seen.update(near)
            found.append((code, piece))
    return found


def _give_away(land: dict[Square, str], piece: list[Square]) -> None:
    inside = set(piece)
    around = Counter(
        land.get((x + dx, y + dy), "") for x, y in piece for dx, dy in NEIGHBOURS if (x + dx, y + dy) not in inside
    )
    heir = around.most_common(1)[0][0]
    for square in piece:
        if heir:
            land[square] = heir
        else:
            del land[square]


def traced(land: dict[Square, str]) -> list[tuple[str, str, Line]]:
    """The lines between authorities along the squares, each from junction to junction, with who lies left and right."""
    sides: dict[tuple[Corner, Corner], tuple[str, str]] = {}
    for (x, y), code in land.items():
        for dx, dy in NEIGHBOURS:
            other = land.get((x + dx, y + dy), "")
            if other != code:
                start, end = _edge(x, y, dx, dy)
                sides[start, end], sides[end, start] = (code, other), (other, code)
    return _walked(sides)


def _edge(x: int, y: int, dx: int, dy: int) -> tuple[Corner, Corner]:
    """The side of a square towards a neighbour, with the square on its left."""
    return {
        (1, 0): ((x + 1, y), (x + 1, y + 1)),
        (-1, 0): ((x, y + 1), (x, y)),
        (0, 1): ((x + 1, y + 1), (x, y + 1)),
        (0, -1): ((x, y), (x + 1, y)),
    }[dx, dy]


def _walked(sides: dict[tuple[Corner, Corner], tuple[str, str]]) -> list[tuple[str, str, Line]]:
    ways: dict[Corner, list[Corner]] = defaultdict(list)
    for start, end in sides:
        ways[start].append(end)
    junctions = [corner for corner, ends in ways.items() if len(ends) != 2]
    used: set[tuple[Corner, Corner]] = set()
    lines = []
    for start in [*junctions, *ways]:  # junctions first, then whatever closes on itself
        for end in ways[start]:
            if (start, end) not in used:
                lines.append((*sides[start, end], _follow(start, end, ways, used)))
    return lines


def _follow(start: Corner, end: Corner, ways: dict[Corner, list[Corner]], used: set[tuple[Corner, Corner]]) -> Line:
    line: Line = [start, end]
    used |= {(start, end), (end, start)}
    while len(ways[end]) == 2 and end != start:
        before, end = end, next(way for way in ways[end] if way != line[-2])
        line.append(end)
        used |= {(before, end), (end, before)}
    return line


def smoothed(line: Line) -> Line:
    """The line through the middles of its steps, so that a staircase becomes a slope; its ends stay."""
    middles = [((ax + bx) / 2, (ay + by) / 2) for (ax, ay), (bx, by) in pairwise(line)]
    if line[0] == line[-1]:
        return [*middles, middles[0]]
    return [line[0], *middles, line[-1]]


def thinned(line: Line, coarse: float = COARSE) -> Line:
    """The line with as few points as stray no further than `coarse` from it (Douglas and Peucker)."""
    if line[0] == line[-1] and len(line) > 4:
        half = len(line) // 2
        return thinned(line[: half + 1], coarse)[:-1] + thinned(line[half:], coarse)
    keep, parts = {0, len(line) - 1}, [(0, len(line) - 1)]
    while parts:
        first, last = parts.pop()
        far, at = max(((_off(line[n], line[first], line[last]), n) for n in range(first + 1, last)), default=(0.0, 0))
        if far > coarse:
            keep.add(at)
            parts += [(first, at), (at, last)]
    return [line[n] for n in sorted(keep)]


def _off(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """How far a point lies from the stretch between two others."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length)) if length else 0.0
    return float(((px - ax - along * dx) ** 2 + (py - ay - along * dy) ** 2) ** 0.5)
