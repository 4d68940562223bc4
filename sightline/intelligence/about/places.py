"""The places of a reader's areas, which of them are a concern, and their map."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from sightline.agencies.models import Person
from sightline.intelligence.about.maps import map_over
from sightline.intelligence.models import Concern
from sightline.ledger.finding import listed
from sightline.places.forms import WHO_RECORDS, areas_as
from sightline.places.map import Drawn
from sightline.places.models import Premises


class AboutPlaces:
    """The places that one reader may know, by name.

    words: only those that they fit. concern: only those that are one now.
    """

    most = 200

    def __init__(self, person: Person, words: str = "", concern: bool = False):
        self.person, self.words, self.concern = person, words, concern

    @cached_property
    def concerns(self) -> dict[Any, Concern]:
        """The open concerns, by the key of their place."""
        found = listed(Concern.objects.waiting().readable(by=self.person), asked="open concerns", most=1_000)
        return {concern.premises_id: concern for concern in found}

    @cached_property
    def rows(self) -> list[Premises]:
        """The places, each with its concern or None."""
        found = Premises.objects.readable(by=self.person).by_name()
        found = found.filter(pk__in=self.concerns) if self.concern else found
        found = found.matching(self.words) if self.words else found
        asked = "places by words" if self.words else "places"
        rows = listed(found, asked=asked, typed=[self.words], most=self.most)
        for place in rows:
            place.concern = self.concerns.get(place.pk)
        return rows

    @property
    def map(self) -> Drawn | None:
        """The places whose point is known, in the areas of the reader."""
        return map_over(self.rows, self.concerns, [area.code for area in areas_as(self.person, *WHO_RECORDS)])
