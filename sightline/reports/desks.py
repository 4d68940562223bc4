"""Which desk reads a report: the police force of its area, or the one that takes what has no area."""

import re

from django.conf import settings

from sightline.agencies.models import Agency, Area
from sightline.places.postcodes import NotAPostcode, locate

FALLBACK = "modern-slavery-helpline"
POSTCODE = re.compile(r"\b[A-Za-z]{1,2}[0-9][A-Za-z0-9]?\s*[0-9][A-Za-z]{2}\b")
POLICE = ("police force", "police service", "police")


class NoDesk(Exception):
    """No agency can take reports: the directory is empty."""


def desk_for(area: Area | None) -> Agency:
    """The agency whose call handlers read reports from that area. Raises NoDesk when there is none."""
    police = Agency.objects.filter(kind__in=POLICE, area=area).order_by("code") if area else Agency.objects.none()
    found = police.first() or _fallback()
    if found is None:
        raise NoDesk
    return found


def any_reads() -> bool:
    """Whether the directory knows an agency that reads reports at all."""
    return _fallback() is not None


def area_of(place: str) -> Area | None:
    """The police area that a place described in words lies in, when a postcode in it says so."""
    for written in POSTCODE.findall(place):
        try:
            return Area.objects.filter(code=locate(written).area).first()
        except NotAPostcode:
            continue
    return None


def placed(place: str) -> tuple[Agency, Area | None]:
    """The desk that reads a report about this place, and its area if the words tell it."""
    area = area_of(place)
    return desk_for(area), area


def _fallback() -> Agency | None:
    code = getattr(settings, "REPORTS_FALLBACK_DESK", FALLBACK)
    return Agency.objects.filter(code=code).first() or Agency.objects.filter(kind__in=POLICE).order_by("code").first()
