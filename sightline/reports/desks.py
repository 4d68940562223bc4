"""Which desk reads a report: the police force of its area, or the one that takes what has no area.

Whoever does not want the police has it read by that one too, but where somebody may be in danger now.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from sightline.agencies.models import Agency, Area
from sightline.places.telling import area_told

FALLBACK = "modern-slavery-helpline"
POLICE = ("police force", "police service", "police")
NOT_POLICE = "not-police"  # an answer to who reads it first
FIRST_THAT_READS = (
    "select * from agencies_agency where code = %s or kind = any(%s) order by code = %s desc, code limit 1"
)


class NoDesk(Exception):
    """No agency can take reports: the directory is empty."""


def desk_for(area: Area | None) -> Agency:
    """The agency whose call handlers read reports from that area. Raises NoDesk when there is none."""
    found = (_police().filter(area=area).first() if area else None) or _fallback()
    if found is None:
        raise NoDesk
    return found


def is_police(desk: Agency) -> bool:
    """Whether a desk belongs to the police."""
    return desk.kind in POLICE


def any_reads() -> bool:
    """Whether the directory knows an agency that reads reports at all."""
    return _fallback() is not None


def area_of(place: str) -> Area | None:
    """The police area that a place described in words lies in, when the words tell it."""
    code = area_told(place)
    return Area.objects.filter(code=code).first() if code else None


def reads_first(told: Mapping[str, Any], *, in_danger: bool) -> tuple[Agency, Area | None]:
    """The desk that reads first what the public told, by the fields of the questions, and its area if the words tell it."""
    return placed(told.get("place", ""), not_police() if wants_no_police(told) and not in_danger else None)


def wants_no_police(told: Mapping[str, Any]) -> bool:
    """Whether somebody chose that a desk which is not the police reads it first."""
    return told.get("read_by") == NOT_POLICE


def placed(place: str, desk: Agency | None = None) -> tuple[Agency, Area | None]:
    """The desk that reads a report about this place, unless one is named, and its area if the words tell it."""
    return placed_in(area_told(place), desk)


def placed_in(code: str, desk: Agency | None = None) -> tuple[Agency, Area | None]:
    """The same for the code of an area, which is empty where no words tell it."""
    police = _police().filter(area__code=code).first() if code and desk is None else None
    if police is not None:
        return police, police.area
    area = Area.objects.filter(code=code).first() if code else None
    return desk or desk_for(None), area


def _police() -> QuerySet[Agency]:
    return Agency.objects.filter(kind__in=POLICE).select_related("area").order_by("code")


def not_police() -> Agency | None:
    """The desk without an area, unless the directory knows none but the police."""
    found = _fallback()
    return found if found and not is_police(found) else None


def _fallback() -> Agency | None:
    """In words of the database: it is asked for each report that names no place, and putting the question took longer."""
    code = getattr(settings, "REPORTS_FALLBACK_DESK", FALLBACK)
    return next(iter(Agency.objects.raw(FIRST_THAT_READS, [code, list(POLICE), code])), None)
