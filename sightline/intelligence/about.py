"""What one reader may know: of a place, and of a mention. Each part is a list that the walls have narrowed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from sightline.agencies.models import Person
from sightline.intelligence.models import Concern, Handling, Item, Link, Mention
from sightline.kit.steps import history
from sightline.ledger.finding import listed
from sightline.places.models import Premises

CONTROL = "control"  # the filter for items that say how people are held; the others are kinds of mention


def trail() -> list[dict[str, Any]]:
    """Where intelligence stands on the line. Nothing behind it is a link: no page leads back to a report."""
    names = [_("Reports"), _("Intelligence"), _("Operations"), _("Visits")]
    return [{"name": name, "here": number == 1} for number, name in enumerate(names)]


@dataclass(frozen=True)
class Happened:
    """One line of what happened, as the history component draws it."""

    what: Any
    at: datetime
    by: Person | UUID | None = None
    why: str = ""


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
        for concern in self.concerns:
            lines += told_by_steps(concern, {"end": _("Concern ended")})
            lines.append(Happened(_("Assessed: %s") % concern.how_sure, concern.raised_at, concern.raised_by_id))
        return with_names(sorted(lines, key=lambda line: line.at, reverse=True))

    def _listed(self, records: Any, asked: str) -> list:
        return listed(records.readable(by=self.person), asked=asked)


def told_by_steps(record: Any, words: dict[str, str]) -> list[Happened]:
    """The steps of a record as lines, each verb in words."""
    return [Happened(words[step.verb], step.at, step.by, step.why) for step in history(record)]


def with_names(lines: list[Happened]) -> list[Happened]:
    """The same lines with people in place of their keys; one query."""
    people = Person.objects.in_bulk({line.by for line in lines if line.by})
    return [Happened(line.what, line.at, people.get(line.by), line.why) for line in lines]
