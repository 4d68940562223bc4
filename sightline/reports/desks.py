"""Which desk reads a report: the police force of its area, or the one that takes what has no area."""

from django.conf import settings

from sightline.agencies.models import Agency, Area

FALLBACK = "modern-slavery-helpline"
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


def area_of(place: str) -> Area | None:
    """The police area that a place described in words lies in, when a postcode in it says so."""
    return None


def placed(place: str) -> tuple[Agency, Area | None]:
    """The desk that reads a report about this place, and its area if the words tell it."""
    area = area_of(place)
    return desk_for(area), area


def _fallback() -> Agency | None:
    code = getattr(settings, "REPORTS_FALLBACK_DESK", FALLBACK)
    return Agency.objects.filter(code=code).first() or Agency.objects.filter(kind__in=POLICE).order_by("code").first()
