"""What stands before any story: police areas and agencies, from the lists, as the owner."""

from __future__ import annotations

from collections.abc import Mapping

from sightline.agencies.models import Agency, Area
from sightline.kit.vocabulary import Entry, load


def load_areas() -> dict[str, Area]:
    """Every police area of the list, by code."""
    areas = [
        Area(code=entry.code, name=entry.says, nation=entry.get("nation"), region=entry.get("region", ""))
        for entry in load("places/police_areas").values()
    ]
    return {area.code: area for area in Area.objects.bulk_create(areas)}


def load_agencies(areas: Mapping[str, Area]) -> dict[str, Agency]:
    """Every force and partner of the lists, by code, each with its successor."""
    entries = {**load("agencies/forces"), **load("agencies/agencies")}
    made = Agency.objects.bulk_create(_agency(entry, areas) for entry in entries.values())
    agencies = {agency.code: agency for agency in made}
    for code, entry in entries.items():
        if successor := entry.get("successor"):
            Agency.objects.filter(code=code).update(successor=agencies[successor])
    return agencies


def _agency(entry: Entry, areas: Mapping[str, Area]) -> Agency:
    return Agency(
        code=entry.code,
        name=entry.says,
        kind=entry.get("kind"),
        regime=entry.get("regime"),
        area=areas.get(entry.get("area", "")),
        since=entry.get("since"),
        until=entry.get("until"),
    )
