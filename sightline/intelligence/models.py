"""Graded intelligence, what it mentions and how that links, why a place is a concern, what a sector may hold."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Person
from sightline.intelligence.words import CONTROL, EXPLOITATION, called, grade_in_words, how_sure, judgement
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.steps import Step
from sightline.places.models import KINDS, Premises
from sightline.reports.models import SanitisedReport, codes


class Handling(models.TextChoices):
    """Who may be told."""

    SHARED = "P", _("P: lawful sharing permitted")
    CONDITIONS = "C", _("C: lawful sharing with conditions")


class ItemQuerySet(RecordQuerySet):
    """Lists of intelligence."""

    def standing(self) -> Self:
        """What has not been withdrawn, newest first."""
        return self.filter(state=Item.State.GRADED).order_by("-graded_at", "ref")

    def about(self, premises: Any) -> Self:
        """What is said of a place."""
        return self.filter(premises=premises)

    def shared(self) -> Self:
        """What may be shared with every analyst of its area."""
        return self.filter(handling=Handling.SHARED)


class Item(Record):
    """One piece of information, graded 3x5x2. It is not the call and never names the source."""

    SUBJECT = "suspected"

    class State(models.TextChoices):
        GRADED = "graded", _("Graded")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    STEPS = {"withdraw": Step({State.GRADED}, State.WITHDRAWN)}

    ref = ReferenceField("I")
    state = models.CharField(max_length=20, choices=State.choices, default=State.GRADED)
    sanitised = models.OneToOneField(SanitisedReport, models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    text = models.TextField(max_length=10_000)
    provenance = models.TextField(max_length=1_000)
    source = models.CharField(max_length=1)
    source_reason = models.CharField(max_length=400, blank=True)
    assessment = models.CharField(max_length=1)
    corroboration = models.CharField(max_length=1_000, blank=True)
    handling = models.CharField(max_length=1, choices=Handling.choices)
    conditions = models.TextField(max_length=1_000, blank=True)
    exploitation = codes()
    control = codes()
    premises = models.ForeignKey(Premises, models.PROTECT, null=True, blank=True, related_name="+")
    seen_from = models.DateField(null=True, blank=True)
    seen_to = models.DateField(null=True, blank=True)
    graded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    graded_at = models.DateTimeField()

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("intelligence item")
        indexes = [
            models.Index(fields=["area", "-graded_at"], name="items_of_an_area"),
            models.Index(fields=["agency", "-graded_at"], name="items_of_an_agency"),
            models.Index(fields=["premises", "-graded_at"], name="items_about_premises"),
        ]
        constraints = [
            carries("agency", "area", "handling", name="item_carries_handling"),
            models.CheckConstraint(condition=models.Q(source__in=["1", "2", "3"]), name="item_source_code"),
            models.CheckConstraint(
                condition=models.Q(assessment__in=["A", "B", "C", "D", "E"]), name="item_assessment_code"
            ),
            models.CheckConstraint(
                condition=models.Q(handling="P") | (models.Q(handling="C") & ~models.Q(conditions="")),
                name="item_conditions_stated",
            ),
        ]

    @property
    def boxes(self) -> str:
        """The three boxes as people say them: "2 C P"."""
        return f"{self.source} {self.assessment} {self.handling}"

    @property
    def grade_says(self) -> str:
        """The three boxes in words."""
        return grade_in_words(self.source, self.assessment, self.handling)

    @property
    def exploitation_says(self) -> list[str]:
        """The types of exploitation, in words."""
        return called(EXPLOITATION, self.exploitation)

    @property
    def control_says(self) -> list[str]:
        """The means of control, in words."""
        return called(CONTROL, self.control)


class Mention(Record):
    """A person, vehicle or phone as one item speaks of it. It stays a mention until a person says more."""

    SUBJECT = "suspected"

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        VEHICLE = "vehicle", _("Vehicle")
        PHONE = "phone", _("Phone")

    ref = ReferenceField("N")
    item = models.ForeignKey(Item, models.PROTECT, related_name="mentions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    handling = models.CharField(max_length=1, choices=Handling.choices)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    says = models.CharField(max_length=200)
    key = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("mention")
        indexes = [models.Index(fields=["kind", "key"], name="mentions_by_key")]
        constraints = [CarriedKey("item", "agency", "area", "handling", name="mention_handling_is_the_items")]

    def reads_like(self, other: Mention) -> bool:
        """Whether it reads as a mention in another item; never when nothing in it tells one from another."""
        return bool(self.key) and (self.kind, self.key) == (other.kind, other.key) and self.item_id != other.item_id


class LinkQuerySet(RecordQuerySet):
    """Lists of links."""

    def of(self, mentions: Any) -> Self:
        """The links that begin or end at any of these mentions."""
        return self.filter(models.Q(one__in=mentions) | models.Q(other__in=mentions)).order_by("-linked_at")


class Link(Record):
    """Two mentions that a person linked, and why. Handled as strictly as the stricter of its ends."""

    SUBJECT = "suspected"

    class Relation(models.TextChoices):
        SAME = "possible_same_as", _("may be the same as")
        DRIVES = "drives", _("drives")
        USES = "uses_phone", _("uses the phone")
        SEEN_WITH = "seen_with", _("was seen with")
        CONTROLS = "controls", _("controls")
        WORKS_WITH = "works_with", _("works with")

    one = models.ForeignKey(Mention, models.PROTECT, related_name="links_from")
    other = models.ForeignKey(Mention, models.PROTECT, related_name="links_to")
    relation = models.CharField(max_length=20, choices=Relation.choices)
    why = models.CharField(max_length=400)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    handling = models.CharField(max_length=1, choices=Handling.choices)
    linked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        constraints = [
            models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="link_joins_two"),
            models.UniqueConstraint(fields=["one", "other", "relation", "agency"], name="one_link_a_pair"),
        ]


class ConcernQuerySet(RecordQuerySet):
    """Lists of concerns."""

    def waiting(self) -> Self:
        """Open concerns, newest first: places that somebody may plan for."""
        return self.filter(state=Concern.State.OPEN).order_by("-raised_at", "ref")

    def about(self, premises: Any) -> Self:
        """The concerns about a place, newest first."""
        return self.filter(premises=premises).order_by("-raised_at", "ref")

    def due_by(self, day: date) -> Self:
        """Open concerns whose review has come."""
        return self.waiting().filter(review_on__lte=day)


class Concern(Record):
    """Why a place is a concern, written for those who plan: what they may know, copied on purpose."""

    SUBJECT = "suspected"

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ENDED = "ended", _("Ended")

    STEPS = {"end": Step({State.OPEN}, State.ENDED)}

    ref = ReferenceField("Q")
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    premises = models.ForeignKey(Premises, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    exploitation = codes()
    control = codes()
    reason = models.TextField(max_length=4_000)
    confidence = models.SlugField(max_length=40)
    items = models.PositiveIntegerField(default=0)
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    review_on = models.DateField(null=True, blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = _("concern")
        indexes = [
            models.Index(fields=["area", "-raised_at"], name="concerns_of_an_area"),
            models.Index(fields=["premises", "-raised_at"], name="concerns_about_premises"),
        ]
        constraints = [
            CarriedKey("premises", "area", name="concern_area_is_the_premises"),
            models.UniqueConstraint(
                fields=["premises"], condition=models.Q(state="open"), name="one_open_concern_a_place"
            ),
        ]

    @property
    def judgement(self) -> SafeString:
        """How likely it is, and what, as a sentence."""
        return judgement(self.confidence, self.exploitation)

    @property
    def how_sure(self) -> str:
        """The word of the assessment."""
        return how_sure(self.confidence)

    @property
    def control_says(self) -> list[str]:
        """The means of control, in words."""
        return called(CONTROL, self.control)


class SectorAssessment(Record):
    """What intelligence suggests of a kind of premises in an area; an assessment, never a list of places."""

    SUBJECT = ""

    ref = ReferenceField("B")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    premises_kinds = codes()
    says = models.TextField(max_length=2_000)
    confidence = models.SlugField(max_length=40)
    assessed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sector assessment")
        indexes = [models.Index(fields=["area", "-assessed_at"], name="assessments_of_an_area")]

    @property
    def how_sure(self) -> str:
        """The word of the assessment."""
        return how_sure(self.confidence)

    @property
    def kinds_say(self) -> list[str]:
        """The kinds of premises, in words."""
        return called(KINDS, self.premises_kinds)
