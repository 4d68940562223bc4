"""Graded intelligence, what it mentions and how that links, why a place is a concern, what a sector may hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import Record, ReferenceField
from sightline.kit.steps import Step
from sightline.places.models import Premises
from sightline.reports.models import SanitisedReport, codes


class Handling(models.TextChoices):
    """Who may be told."""

    SHARED = "P", _("P: lawful sharing permitted")
    CONDITIONS = "C", _("C: lawful sharing with conditions")


class Item(Record):
    """One piece of information, graded 3x5x2. It is not the call and never names the source."""

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
    assessment = models.CharField(max_length=1)
    handling = models.CharField(max_length=1, choices=Handling.choices)
    conditions = models.TextField(max_length=1_000, blank=True)
    exploitation = codes()
    control = codes()
    premises = models.ForeignKey(Premises, models.PROTECT, null=True, blank=True, related_name="+")
    seen_from = models.DateField(null=True, blank=True)
    seen_to = models.DateField(null=True, blank=True)
    graded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    graded_at = models.DateTimeField()

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


class Mention(Record):
    """A person, vehicle or phone as one item speaks of it. It stays a mention until a person says more."""

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
    key = models.CharField(max_length=200, db_index=True)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("mention")
        constraints = [CarriedKey("item", "agency", "area", "handling", name="mention_handling_is_the_items")]


class Link(Record):
    """Two mentions that a person linked, and why. Handled as strictly as the stricter of its ends."""

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

    class Meta:
        verbose_name = _("link")
        constraints = [
            models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="link_joins_two"),
            models.UniqueConstraint(fields=["one", "other", "relation"], name="one_link_a_pair"),
        ]


class Concern(Record):
    """Why a place is a concern, written for those who plan: what they may know, copied on purpose."""

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

    class Meta:
        verbose_name = _("concern")
        indexes = [
            models.Index(fields=["area", "-raised_at"], name="concerns_of_an_area"),
            models.Index(fields=["premises", "-raised_at"], name="concerns_about_premises"),
        ]
        constraints = [CarriedKey("premises", "area", name="concern_area_is_the_premises")]


class SectorAssessment(Record):
    """What intelligence suggests of a kind of premises in an area; an assessment, never a list of places."""

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
