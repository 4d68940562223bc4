"""The areas that a map names and draws: local authorities near by, police areas from afar."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from sightline.kit.vocabulary import load
from sightline.places.canvas import Canvas, Dot
from sightline.places.shapes import frame, outline

FAR = 400  # metres a unit: from here on a map shows police areas


@dataclass(frozen=True, slots=True)
class Region:
    """An area on a sheet. about: whether the map is about it. rings: its outline cut to the sheet."""

    says: str
    authorities: frozenset[str]
    about: bool
    rings: tuple[tuple[Dot, ...], ...]


def in_view(canvas: Canvas, about: frozenset[str]) -> tuple[Region, ...]:
    """The regions of which some part is on the sheet; those that the map is about come last, to be drawn on top."""
    sizes = _police_areas() if canvas.metres_a_unit > FAR else _authorities()
    found = (
        Region(says, codes, not codes.isdisjoint(about), _rings(canvas, codes))
        for says, codes in sizes
        if frame(codes).meets(canvas.box)
    )
    return tuple(sorted((region for region in found if region.rings), key=lambda region: region.about))


def says_authority(code: str) -> str:
    """The name of a local authority in the reader's language; some of Wales have two."""
    english, _, welsh = load("places/local_authorities")[code].says.partition(" / ")
    return welsh if welsh and (get_language() or "").startswith("cy") else english


def _authorities() -> Iterator[tuple[str, frozenset[str]]]:
    return ((says_authority(code), frozenset({code})) for code in load("places/local_authorities"))


def _police_areas() -> Iterator[tuple[str, frozenset[str]]]:
    return ((str(area.label), frozenset(area.get("authorities"))) for area in load("places/police_areas").values())


def _rings(canvas: Canvas, codes: frozenset[str]) -> tuple[tuple[Dot, ...], ...]:
    rings = (canvas.clipped(ring) for ring in outline(codes))
    return tuple(tuple(ring) for ring in rings if len(ring) > 2 and _on_sheet(ring, canvas))


def _on_sheet(ring: list[Dot], canvas: Canvas) -> bool:
    """Whether some of a cut ring is on the sheet itself, not only on the margin around it."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs) < canvas.width and max(xs) > 0 and min(ys) < canvas.height and max(ys) > 0
