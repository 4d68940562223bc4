"""Maps of places, drawn from lists that the walls have narrowed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from sightline.kit.vocabulary import load
from sightline.places.map import Drawn, Point, draw
from sightline.places.models import Premises


def map_around(premises: Premises, linked: Iterable[Premises]) -> Drawn | None:
    """One place and others that are linked with it; None when its own point is not known."""
    if premises.latitude is None:
        return None
    points = [*points_of([premises], "here"), *points_of(linked, "other")]
    words = {"here": _("This place"), "other": _("Linked by what is mentioned")}
    areas, title = known_areas([premises.area.code]), _("Map around %s") % premises.name
    return draw(points, title=title, words=words, areas=areas, width=400, height=300)


def map_over(places: Sequence[Premises], concerns: Container[Any], areas: Iterable[str]) -> Drawn | None:
    """Many places of some areas, those that are a concern apart; None when there is nothing to draw."""
    points = [
        *points_of((place for place in places if place.pk in concerns), "here"),
        *points_of((place for place in places if place.pk not in concerns), "other"),
    ]
    words, about = {"here": _("A concern"), "other": _("No open concern")}, known_areas(areas)
    return draw(points, title=_("Map of these places"), words=words, areas=about) if points or about else None


def known_areas(codes: Iterable[str]) -> list[str]:
    """Those of the areas that we have the outlines of."""
    return [code for code in codes if code in load("places/police_areas")]


def points_of(places: Iterable[Premises], kind: str) -> Iterator[Point]:
    """The places whose point is known, as the map takes them; a private home is shown no finer than its street."""
    for place in places:
        if place.latitude is not None and place.longitude is not None:
            yield Point(place.latitude, place.longitude, kind, place.name, home=place.is_home)
