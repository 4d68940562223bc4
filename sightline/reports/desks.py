"""Which desk reads a report: the police force of its area, or the one that takes what has no area."""

import re

from django.conf import settings
from django.db.models import QuerySet

from sightline.agencies.models import Agency, Area
from sightline.places.postcodes import NotAPostcode, locate

FALLBACK = "modern-slavery-helpline"
POSTCODE = re.compile(r"\b[A-Za-z]{1,2}[0-9][A-Za-z0-9]?\s*[0-9][A-Za-z]{2}\b")
POLICE = ("police force", "police service", "police")


class NoDesk(Exception):
    """No agency can take reports: the directory is empty."""


def desk_for(area: Area | None) -> Agency:
    """The agency whose call handlers read reports from that area. Raises NoDesk when there is none."""
    found = (_police().filter(area=area).first() if area else None) or _fallback()
    if found is None:
        raise NoDesk
    return found


def any_reads() -> bool:
    """Whether the directory knows an agency that reads reports at all."""
    return _fallback() is not None


def area_of(place: str) -> Area | None:
    """The police area that a place described in words lies in, when a postcode in it says so."""
    code = code_of_area(place)
    return Area.objects.filter(code=code).first() if code else None


def code_of_area(place: str) -> str:
    """The code of that area; empty when no postcode tells it."""
    for written in POSTCODE.findall(place):
        try:
            return locate(written).area
        except NotAPostcode:
            continue
    return ""


def placed(place: str, desk: Agency | None = None) -> tuple[Agency, Area | None]:
    """The desk that reads a report about this place, unless one is named, and its area if the words tell it."""
    return placed_in(code_of_area(place), desk)


def placed_in(code: str, desk: Agency | None = None) -> tuple[Agency, Area | None]:
    """The same for the code of an area, which is empty where no words tell it."""
    police = _police().filter(area__code=code).first() if code and desk is None else None
    if police is not None:
        return police, police.area
    area = Area.objects.filter(code=code).first() if code else None
    return desk or desk_for(None), area


def _police() -> QuerySet[Agency]:
    return Agency.objects.filter(kind__in=POLICE).select_related("area").order_by("code")


def _fallback() -> Agency | None:
    code = getattr(settings, "REPORTS_FALLBACK_DESK", FALLBACK)
    return Agency.objects.filter(code=code).select_related("area").first() or _police().first()
