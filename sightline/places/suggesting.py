"""What half an address may mean: postcodes that begin so, and the places that the reader may see. No network is asked."""

from __future__ import annotations

import re

from sightline.agencies.models import Person
from sightline.kit.vocabulary import says
from sightline.ledger.finding import listed
from sightline.places.models import Premises
from sightline.places.postcodes import postcodes

MOST = 6
ENOUGH = 3  # letters before anything is looked for
HALF = re.compile(r"\b(?P<outward>[A-Z]{1,2}[0-9][A-Z0-9]?)(?:\s+(?P<inward>[0-9][A-Z]{0,2})?)?$", re.I)
WHOLE = re.compile(r"\b(?P<outward>[A-Z]{1,2}[0-9][A-Z0-9]?)(?P<inward>[0-9][A-Z]{2})$", re.I)


def suggested(words: str, person: Person, most: int = MOST) -> list[dict[str, str]]:
    """Places that the words may mean, each with what to write and a note, at most so many.

    words: an address as far as it was typed. What stands before a postcode stays as it was typed.
    """
    if len(words.strip()) < ENOUGH:
        return []
    return [*_known(words, person, most), *_at_postcode(words, most)][:most]


def _known(words: str, person: Person, most: int) -> list[dict[str, str]]:
    found = Premises.objects.readable(by=person).matching(words).by_name()
    rows = listed(found, asked="places by half an address", typed=[words], most=most)
    return [{"write": str(place), "note": place.kind_says} for place in rows]


def _at_postcode(words: str, most: int) -> list[dict[str, str]]:
    half = WHOLE.search(words.rstrip()) or HALF.search(words)
    if half is None:
        return []
    before, (outward, inward) = words[: half.start()], half.group("outward", "inward")
    found = postcodes().beginning(outward.upper(), (inward or "").upper(), most)
    return [
        {"write": f"{before}{place.postcode}", "note": str(says("places/local_authorities", place.authority))}
        for place in found
    ]
