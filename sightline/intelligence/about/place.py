"""A place: why it is a concern, what is known of it, what happened to it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from sightline.agencies.models import Person
from sightline.intelligence.about.happened import Happened, told_by_steps, with_names
from sightline.intelligence.about.maps import map_around
from sightline.intelligence.about.mentions import AboutMentions, Noted
from sightline.intelligence.models import Concern, Handling, Item, Mention
from sightline.ledger.finding import listed
from sightline.places.map import Drawn
from sightline.places.models import Premises

CONTROL = "control"  # the filter for items that say how people are held; the others are kinds of mention


class AboutPlace:
    """All that one reader may know of a place.

    only: "control", or a kind of mention; narrows the reasons to those.
    """

    def __init__(self, premises: Premises, person: Person, only: str = ""):
        self.premises, self.person, self.only = premises, person, only

    @cached_property
    def concerns(self) -> list[Concern]:
        """Every concern raised about it, newest first."""
        return self._listed(Concern.objects.about(self.premises), "concerns about a place")

    @property
    def concern(self) -> Concern | None:
        """The open concern, if there is one."""
        return next((concern for concern in self.concerns if concern.state == Concern.State.OPEN), None)

    @property
    def turn(self) -> str:
        """Whose turn it is next."""
        return _("An operation may plan for it") if self.concern else _("The analysts' turn: is it a concern?")

    @cached_property
    def items(self) -> list[Item]:
        """What is known of it, newest first."""
        return self._listed(Item.objects.standing().about(self.premises), "items about a place")

    def gathered(self) -> dict[str, list[str]]:
        """What an assessment begins with: the open concern, or what the items that all may read say together."""
        if self.concern:
            return {name: getattr(self.concern, name) for name in ("confidence", "exploitation", "control", "reason")}
        shared = [item for item in self.items if item.handling == Handling.SHARED]
        return {
            name: sorted({code for item in shared for code in getattr(item, name)})
            for name in ("exploitation", "control")
        }

    @cached_property
    def mentioned(self) -> list[Noted]:
        """Whom and what these items mention."""
        keys = [item.pk for item in self.items]
        mentions = (
            self._listed(Mention.objects.filter(item__in=keys).order_by("kind", "says"), "mentions") if keys else []
        )
        return list(AboutMentions(mentions, self.person))

    @property
    def reasons(self) -> list[Item]:
        """The items that the filter leaves."""
        return [item for item in self.items if not self.only or self.only in self.marks[item.pk]]

    @property
    def facets(self) -> list[tuple[str, Any, int]]:
        """The filters that have something to show: code, word, how many."""
        counted = Counter(mark for marks in self.marks.values() for mark in marks)
        words = {CONTROL: _("Control"), **dict(Mention.Kind.choices)}
        return [(code, word, counted[code]) for code, word in words.items() if counted[code]]

    @cached_property
    def marks(self) -> dict[Any, set[str]]:
        """By item, the filters that it answers to."""
        marks = {item.pk: {CONTROL} if item.control else set() for item in self.items}
        for noted in self.mentioned:
            marks[noted.mention.item_id].add(noted.mention.kind)
        return marks

    @cached_property
    def happened(self) -> list[Happened]:
        """What happened to it, newest first."""
        lines = [Happened(_("Place recorded"), self.premises.recorded_at, self.premises.recorded_by_id)]
        lines += [Happened(_("Graded %s") % item.boxes, item.graded_at, item.graded_by_id) for item in self.items]
        lines += [
            Happened(_("Assessed: %s") % concern.how_sure, concern.raised_at, concern.raised_by_id)
            for concern in self.concerns
        ]
        lines += told_by_steps(self.concerns, {"end": _("Concern ended")})
        return with_names(sorted(lines, key=lambda line: line.at, reverse=True))

    @cached_property
    def linked(self) -> list[Premises]:
        """Other places whose items mention the same, or something linked with it."""
        far = {mention.item_id for noted in self.mentioned for mention in noted.elsewhere}
        items = self._listed(Item.objects.filter(pk__in=far), "items that mention the same") if far else []
        keys = {item.premises_id for item in items} - {None, self.premises.pk}
        return self._listed(Premises.objects.filter(pk__in=keys).by_name(), "linked places") if keys else []

    @property
    def map(self) -> Drawn | None:
        """The place and those linked with it, when its point is known."""
        return map_around(self.premises, self.linked)

    def _listed(self, records: Any, asked: str) -> list:
        return listed(records.readable(by=self.person), asked=asked)
