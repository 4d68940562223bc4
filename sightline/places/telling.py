"""Which police area somebody's words tell of: by a postcode, by a district such as NE4, or by a name after a comma."""

import re
from collections import defaultdict
from functools import cache

from sightline.kit.vocabulary import load
from sightline.places.postcodes import NotAPostcode, area_of_authority, locate, postcodes

POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b", re.I)
# Two letters at least: M6 and A1 are roads. Three capitals after it make a number plate.
DISTRICT = re.compile(r"\b([A-Z]{2}[0-9][A-Z0-9]?)\b(?!\s*(?-i:[A-Z]{3})\b)", re.I)
# What stands for one town or county: unitary and metropolitan authorities, not the districts that many villages are named like.
NAMED = ("E06", "E08", "W06", "S12", "N09")
BEFORE = re.compile(r"^.*\b(?:in|near|at|outside)\s+", re.I)


def area_told(words: str) -> str:
    """The code of the police area that the words tell, the surest way first; empty when they tell none, or several."""
    return next((area for way in (_by_postcode, _by_district, _by_name) if (area := way(words))), "")


def _by_postcode(words: str) -> str:
    for written in POSTCODE.findall(words):
        try:
            return locate(written).area
        except NotAPostcode:
            continue
    return ""


def _by_district(words: str) -> str:
    return _the_only(frozenset().union(*map(_areas_of_district, map(str.upper, DISTRICT.findall(words)))))


def _by_name(words: str) -> str:
    parts = [part.strip(" .") for part in DISTRICT.sub("", words).split(",")]
    parts += [BEFORE.sub("", part) for part in parts]
    return _the_only(frozenset().union(*(_names().get(part.casefold(), frozenset()) for part in parts)))


def _the_only(areas: frozenset[str]) -> str:
    return next(iter(areas)) if len(areas) == 1 else ""


@cache
def _areas_of_district(outward: str) -> frozenset[str]:
    return frozenset(filter(None, map(area_of_authority, postcodes().authorities_of(outward))))


@cache
def _names() -> dict[str, frozenset[str]]:
    """The police areas that a name may mean, by the name as it is compared: in English and in Welsh, a city without "City"."""
    found = defaultdict(set)
    for area in load("places/police_areas").values():
        found[str(area.says).casefold()].add(area.code)
        for name in area.get("called", ()):
            found[name.casefold()].add(area.code)
    for code, authority in load("places/local_authorities").items():
        if code.startswith(NAMED):
            for name in authority.says.split(" / "):
                found[name.removeprefix("City of ").removesuffix(" City").casefold()].add(area_of_authority(code))
    return {name: frozenset(areas) for name, areas in found.items()}
