"""Maps of places, drawn from lists that the walls have narrowed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from sightline.kit.vocabulary import load
from sightline.places.map import Drawn, Point, draw
from sightline.places.models import Premises


def map_around(premises: Premises, linked: Iterable[Premises]) -> Drawn | None:
    """One place and others that are linked with it; None when its own point is not known."""
    if premises.latitude is None:
        return None
    points = [point(premises, "here"), *(point(place, "other") for place in linked if place.latitude is not None)]
    words = {"here": _("This place"), "other": _("Linked by what is mentioned")}
    areas = known_areas([premises.area.code])
    return draw(points, title=_("Map around %s") % premises.name, words=words, areas=areas, width=400, height=300)


def map_over(places: Iterable[Premises], concerns: Container[Any], areas: Sequence[str]) -> Drawn | None:
    """Many places of some areas, those that are a concern apart; None when there is nothing to draw."""
    known = known_areas(areas)
    points = [
        point(place, "here" if place.pk in concerns else "other") for place in places if place.latitude is not None
    ]
    words = {"here": _("A concern"), "other": _("No open concern")}
    return draw(points, title=_("Map of these places"), words=words, areas=known) if points or known else None


def known_areas(codes: Iterable[str]) -> list[str]:
    """Those of the areas that we have the outlines of."""
    return [code for code in codes if code in load("places/police_areas")]


def point(place: Premises, kind: str) -> Point:
    """A place as the map takes it; a private home is shown no finer than its street."""
    return Point(place.latitude, place.longitude, kind, place.name, home=place.is_home)
