"""Maps drawn on the server: one SVG of areas and points, without script, style or anything from outside.

    drawn = draw(points, areas=["northumbria"], title=_("Places"), words={"here": _("To visit")})

A page puts `drawn` into <c-map>, each of `drawn.key` into a <c-map-sign>, `drawn.source` below, and the same places as a
list beside it.

Classes, coloured by the style sheet inside `.map`:
- `water`, `area` and `area far`: the sea, the land in and around what the map is about;
- `fabric` and `border`: built-up land, and the lines of the areas over it;
- `name halo` (`far` for areas around), `number halo`, `scale`: names, numbers of points as in the list, the bar of the scale;
- `p-here p-other p-safe p-soon p-danger p-street`: the kinds of point.
A kind has a shape of its own, the same as in the key, so that colour says nothing alone. Sizes and places are attributes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor, log10

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sightline.places.canvas import Canvas, Dot, apart, framed
from sightline.places.fabric import fabric
from sightline.places.naming import Named, named
from sightline.places.regions import Region, in_view
from sightline.places.shapes import ATTRIBUTION, Degrees, authorities_of, frame

FINEST = 1.2  # units: a line on the sheet has no steps shorter than this
STREET = 0.0025  # degrees: a private home is put on a mesh of about 250 metres, no finer than a street
SHAPES = {
    "here": '<circle class="p-here" r="{r}"/>',
    "other": '<path class="p-other" d="M0-{w}L{w} 0 0 {w}-{w} 0z"/>',
    "soon": '<path class="p-soon" d="M0-{w}L{w} {h}H-{w}z"/>',
    "danger": '<path class="p-danger" d="M-{h}-{h}H{h}V{h}H-{h}z"/>',
    "safe": '<path class="p-safe" d="M-{t}-{w}H{t}V-{t}H{w}V{t}H{t}V{w}H-{t}V{t}H-{w}V-{t}H-{t}z"/>',
    "street": '<path class="p-street" d="M-{s} 0H{s}"/>',
}


@dataclass(frozen=True, slots=True)
class Point:
    """One place on a map. kind: a key of SHAPES, which the map's `words` name. number: as in the list beside.

    home: a private home. It is moved to the middle of a mesh of 250 metres, drawn with a dashed ring and not named.
    """

    latitude: float
    longitude: float
    kind: str = "here"
    says: str = ""
    number: str = ""
    home: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished map. svg: safe to put on a page; key: kind and words of every sign on it; source: to print below."""

    svg: SafeString
    key: tuple[tuple[str, str], ...]
    source: str

    def __html__(self) -> str:
        return self.svg

    def __str__(self) -> str:
        return self.svg


def draw(
    points: Iterable[Point],
    *,
    title: str,
    words: Mapping[str, str],
    areas: Sequence[str] = (),
    whole: bool = False,
    ident: str = "map",
    width: int = 560,
    height: int = 380,
) -> Drawn:
    """A map of the points, or of the whole areas when there are none or `whole` is asked for.

    words: what each kind of point means here, as "Visited". areas: codes of police areas that the map is about.
    ident: begins the ids in the drawing; another one for each map on a page.
    Points that would lie on each other are set side by side. Raises ValueError without points and areas, KeyError for
    a kind without words or an unknown area.
    """
    shown = [kept_vague(point) if point.home else point for point in points]
    about = authorities_of(areas)
    canvas = _canvas(shown, about, whole, width, height)
    dots, radius = _placed(shown, canvas)
    regions = in_view(canvas, about)
    names = named(
        canvas, regions, [(dot, radius + 14 * bool(point.number)) for dot, point in zip(dots, shown, strict=True)]
    )
    parts = [_ground(canvas, regions), _names(names), _points(shown, dots, radius), _scale(canvas)]
    svg = _sheet(canvas, ident, title, _described(shown, words, regions), mark_safe("".join(parts)))  # noqa: S308
    return Drawn(svg, _key(shown, words), ATTRIBUTION)


def kept_vague(point: Point) -> Point:
    """A private home at the middle of its mesh and without its name, so that nobody can read the house off the map."""
    middle = [(floor(value / step) + 0.5) * step for value, step in _meshes(point)]
    return replace(point, latitude=round(middle[0], 6), longitude=round(middle[1], 6), says="")


def _meshes(point: Point) -> tuple[tuple[float, float], tuple[float, float]]:
    return (point.latitude, STREET), (point.longitude, STREET * 1.7)


def _canvas(points: Sequence[Point], about: frozenset[str], whole: bool, width: int, height: int) -> Canvas:
    within: list[Degrees] = [] if whole and about else [(point.longitude, point.latitude) for point in points]
    if not within and about:
        box = frame(about)
        within = [(box.west, box.south), (box.east, box.north)]
    if not within:
        raise ValueError("A map needs points or areas")
    return framed(within, width, height)


def _placed(points: Sequence[Point], canvas: Canvas) -> tuple[list[Dot], float]:
    """Where the points fall, none on another, and the radius that so many can have."""
    radius = next((r for most, r in ((12, 8.0), (40, 6.5), (80, 5.0)) if len(points) <= most), 4.0)
    numbered = any(point.number for point in points)
    dots = [canvas.at(point.longitude, point.latitude) for point in points]
    return apart(dots, 2 * radius + (12 if numbered else 1.5)), radius


def _ground(canvas: Canvas, regions: Sequence[Region]) -> str:
    sea = format_html('<rect class="water" width="{}" height="{}"/>', canvas.width, canvas.height)
    land = "".join(_area(region, "area" if region.about else "area far") for region in regions)
    lines = "".join(_area(region, "border") for region in regions if region.about)
    return sea + land + _fabric(canvas) + lines


def _area(region: Region, css: str) -> str:
    path = "".join(_line(ring) for ring in region.rings)
    return f'<path class="{css}" fill-rule="evenodd" d="{path}"/>'


def _line(dots: Sequence[Dot]) -> str:
    kept = [dots[0]]
    for dot in dots[1:]:
        if abs(dot[0] - kept[-1][0]) + abs(dot[1] - kept[-1][1]) > FINEST:
            kept.append(dot)
    return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in kept) + "z"


def _fabric(canvas: Canvas) -> str:
    metres, dots = fabric().dots(canvas.box)
    path = "".join(f"M{_short(x)} {_short(y)}h0" for x, y in (canvas.at(*dot) for dot in dots))
    size = max(1.2, metres / canvas.metres_a_unit * 1.45)
    return f'<path class="fabric" stroke-width="{_short(size)}" d="{path}"/>' if path else ""


def _names(names: Iterable[Named]) -> str:
    return format_html_join(
        "",
        '<text class="name halo{}" text-anchor="middle" x="{}" y="{}">{}</text>',
        ((" far" if one.far else "", _short(one.at[0]), _short(one.at[1] + 4), one.says) for one in names),
    )


def _points(points: Sequence[Point], dots: Sequence[Dot], radius: float) -> str:
    drawn = zip(points, dots, strict=True)
    return "".join(_sign(point, dot, radius) for point, dot in sorted(drawn, key=lambda pair: pair[1][1]))


def _sign(point: Point, dot: Dot, radius: float) -> str:
    ring = f'<circle class="p-street" r="{_short(radius + 4)}"/>' if point.home else ""
    name = format_html("<title>{}</title>", point.says) if point.says else ""
    beside = radius + (9 if point.home else 4)
    number = format_html('<text class="number halo" x="{}" y="5">{}</text>', _short(beside), point.number)
    sign = f"{name}{ring}{shape(point.kind, radius)}{number if point.number else ''}"
    return f'<g transform="translate({_short(dot[0])} {_short(dot[1])})">{sign}</g>'


def shape(kind: str, radius: float) -> str:
    """The sign of a kind around nought, of the size of a circle of that radius. Raises KeyError for an unknown kind."""
    sizes = {"r": radius, "w": radius * 1.15, "h": radius * 0.9, "t": radius * 0.36, "s": radius * 1.6}
    return SHAPES[kind].format(**{name: _short(size) for name, size in sizes.items()})


def _scale(canvas: Canvas) -> str:
    """A bar of a round length, at most a quarter of the sheet."""
    most = canvas.width / 4 * canvas.metres_a_unit
    ten = 10 ** floor(log10(most))
    metres = next(step * ten for step in (5, 2, 1) if step * ten <= most)
    says = _("%(number)d km") % {"number": metres / 1000} if metres >= 1000 else _("%(number)d m") % {"number": metres}
    long, low = metres / canvas.metres_a_unit, canvas.height - 12
    return (
        f'<path class="scale" d="M12 {low - 5}v5h{_short(long)}v-5"/>'
        f'<text class="name halo" x="{_short(18 + long)}" y="{low + 2}">{escape(says)}</text>'
    )


def _sheet(canvas: Canvas, ident: str, title: str, says: str, parts: SafeString) -> SafeString:
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" role="img" aria-labelledby="{i}-t {i}-d">'
        '<title id="{i}-t">{title}</title><desc id="{i}-d">{says}</desc>{parts}</svg>',
        w=canvas.width,
        h=canvas.height,
        i=ident,
        title=title,
        says=says,
        parts=parts,
    )


def _described(points: Sequence[Point], words: Mapping[str, str], regions: Sequence[Region]) -> str:
    count = ngettext("%(n)d place.", "%(n)d places.", len(points)) % {"n": len(points)}
    kinds = [point.kind for point in points]
    each = ", ".join(f"{words[kind]}: {kinds.count(kind)}" for kind in dict.fromkeys(kinds))
    names = ", ".join(region.says for region in regions if region.about)
    seen = _("In view: %(names)s.") % {"names": names} if names else ""
    listed = _("The list beside the map has them all.") if points else ""
    return " ".join(part for part in (count, each + "." if each else "", seen, listed) if part)


def _key(points: Sequence[Point], words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    signs = [(kind, str(words[kind])) for kind in dict.fromkeys(point.kind for point in points)]
    if any(point.home for point in points):
        signs.append(("street", _("Private home, no finer than its street")))
    return tuple(signs)


def _short(number: float) -> str:
    """A number as short as a drawing needs it: one place after the point."""
    return f"{number:.1f}".removesuffix(".0").replace("-0.0", "0")
