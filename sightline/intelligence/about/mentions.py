"""Mentions, where else they are read, and what they are linked to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from sightline.agencies.models import Person
from sightline.intelligence.models import Link, Mention
from sightline.ledger.finding import listed


@dataclass(frozen=True)
class Joined:
    """A link as seen from one of its ends."""

    link: Link
    other: Mention
    outward: bool

    @property
    def says(self) -> str:
        """How this end goes with the other: "drives: grey van", or "Danny: drives this"."""
        words = {"relation": self.link.get_relation_display(), "other": self.other.says}
        return (_("%(relation)s: %(other)s") if self.outward else _("%(other)s: %(relation)s this")) % words


@dataclass(frozen=True)
class Noted:
    """A mention, where else it is read, and what it is linked to."""

    mention: Mention
    alike: list[Mention]
    joined: list[Joined]

    @property
    def elsewhere(self) -> list[Mention]:
        """The mentions that read alike or are linked."""
        return [*self.alike, *(one.other for one in self.joined)]


class AboutMentions:
    """Mentions with what reads like them and what they are linked to, as far as the reader may see both ends."""

    def __init__(self, mentions: Iterable[Mention], person: Person):
        self.mentions, self.person = list(mentions), person

    def __iter__(self) -> Iterator[Noted]:
        for mention in self.mentions:
            alike = [other for other in self.alike if other.reads_like(mention)]
            yield Noted(mention, alike, list(self.joined_to(mention)))

    def joined_to(self, mention: Mention) -> Iterator[Joined]:
        """The links of one mention, newest first."""
        for link in self.links:
            outward = link.one_id == mention.pk
            near, far = (link.one_id, link.other_id) if outward else (link.other_id, link.one_id)
            if near == mention.pk and far in self.ends:
                yield Joined(link, self.ends[far], outward)

    @cached_property
    def alike(self) -> list[Mention]:
        """Mentions in other items that read as one of these."""
        keys = {mention.key for mention in self.mentions} - {""}
        return (
            self._listed(Mention.objects.filter(key__in=keys).order_by("-recorded_at"), "mentions alike")
            if keys
            else []
        )

    @cached_property
    def links(self) -> list[Link]:
        """The links of any of these."""
        keys = [mention.pk for mention in self.mentions]
        return self._listed(Link.objects.of(keys), "links of mentions") if keys else []

    @cached_property
    def ends(self) -> dict[Any, Mention]:
        """The far ends of the links that the reader may see; a link whose end is hidden does not exist for them."""
        known = {mention.pk: mention for mention in self.mentions}
        far = {key for link in self.links for key in (link.one_id, link.other_id)} - known.keys()
        found = self._listed(Mention.objects.filter(pk__in=far), "linked mentions") if far else []
        return known | {mention.pk: mention for mention in found}

    def _listed(self, records: Any, asked: str) -> list:
        return listed(records.readable(by=self.person), asked=asked)
