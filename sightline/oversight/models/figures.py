"""Counts made from records, and figures chosen and approved."""

from typing import Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Area, Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.steps import Step
from sightline.operations.models import Operation
from sightline.oversight.qualifying import UNCOUNTED, WITH_NUMBER, Qualifier, in_words


class Count(Record):
    """A number counted from records by the counting role at a moment: for command and safeguarding, not for oversight."""

    SUBJECT = ""

    operation = models.ForeignKey(Operation, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    measure = models.SlugField(max_length=60)
    value = models.PositiveIntegerField()
    definition = models.CharField(max_length=64)
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("count")
        indexes = [models.Index(fields=["operation", "measure", "-counted_at"], name="counts_of_an_operation")]
        constraints = [
            carries("operation", name="count_carries_operation"),
            CarriedKey("operation", "area", name="count_area_is_the_operations"),
        ]


class FigureQuerySet(RecordQuerySet):
    """Figures as pages ask for them."""

    def of(self, operation: object) -> Self:
        """Those of one operation."""
        return self.filter(operation=operation)

    def standing(self) -> Self:
        """Those that no later one has superseded."""
        return self.exclude(state="superseded")

    def held(self) -> Self:
        """Those that wait for the safeguarding lead."""
        return self.filter(state="held")

    def waiting(self) -> Self:
        """Those that wait to be approved."""
        return self.filter(state="draft")

    def approved(self) -> Self:
        """Those that somebody approved and nothing has superseded."""
        return self.filter(state__in=["held", "approved"])

    def published(self) -> Self:
        """Those that a released statement has said."""
        return self.filter(published_at__isnull=False)

    def like(self, measure: str, by_whom: str) -> Self:
        """Those of a measure that are the same agency's."""
        return self.filter(measure=measure, by_whom=by_whom)


class Figure(Record):
    """What is published of a count: the value and the qualifier that a commander chose, checked against the count.

    A count of people under 5 is shown as "fewer than 5", its value stays with the count, until the safeguarding lead
    releases it. A statement that says it publishes it; from then on its words stay, and a later one supersedes it.
    """

    SUBJECT = ""

    class State(models.TextChoices):
        DRAFT = "draft", _("To be approved")
        HELD = "held", _("Waits for the safeguarding lead")
        APPROVED = "approved", _("Approved")
        SUPERSEDED = "superseded", _("Superseded")

    STEPS = {
        "approve": Step({State.DRAFT}, State.APPROVED, sets=("approved_by", "approved_at")),
        "hold": Step({State.DRAFT}, State.HELD, sets=("approved_by", "approved_at")),
        "release_small": Step({State.HELD}, State.APPROVED, sets=("value", "shown")),
        "keep_small": Step({State.HELD}, State.APPROVED),
        "supersede": Step({State.DRAFT, State.HELD, State.APPROVED}, State.SUPERSEDED),
    }

    ref = ReferenceField("FG")
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    about = models.CharField(max_length=120)
    measure = models.SlugField(max_length=60)
    says = models.CharField(max_length=120)
    count = models.ForeignKey(Count, models.PROTECT, null=True, blank=True, related_name="+")
    value = models.PositiveIntegerField(null=True, blank=True)
    shown = models.CharField(max_length=40)
    qualifier = models.CharField(max_length=20, choices=Qualifier.choices)
    unit = models.CharField(max_length=60)
    by_whom = models.CharField(max_length=160)
    as_at = models.DateTimeField()
    subset_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=200)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure")
        indexes = [models.Index(fields=["operation", "measure"], name="figures_of_an_operation")]
        constraints = [
            carries("operation", name="figure_carries_operation"),
            CarriedKey("operation", "area", name="figure_area_is_the_operations"),
            CarriedKey("count", "operation", name="figure_count_is_of_its_operation"),
            CarriedKey("subset_of", "operation", name="figure_is_part_of_one_of_its_operation"),
            models.CheckConstraint(
                condition=~models.Q(state="held", value__isnull=False), name="held_figure_has_no_value"
            ),
            models.CheckConstraint(
                condition=models.Q(qualifier__in=WITH_NUMBER) | models.Q(value__isnull=True),
                name="only_words_with_a_number_have_a_value",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", approved_by__isnull=True, approved_at__isnull=True)
                | models.Q(state__in=["held", "approved"], approved_by__isnull=False, approved_at__isnull=False)
                | models.Q(state="superseded", approved_by__isnull=True, approved_at__isnull=True)
                | models.Q(state="superseded", approved_by__isnull=False, approved_at__isnull=False),
                name="figure_is_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True)
                | models.Q(state__in=["approved", "superseded"], approved_at__isnull=False),
                name="published_figure_was_approved",
            ),
            models.UniqueConstraint(
                fields=["operation", "measure", "by_whom"],
                condition=models.Q(state__in=["held", "approved"]),
                name="one_figure_a_measure",
            ),
            models.UniqueConstraint(
                fields=["operation", "measure", "by_whom"],
                condition=models.Q(state="draft"),
                name="one_draft_a_measure",
            ),
        ]

    @property
    def in_words(self) -> str:
        """What it says, in the language of the moment; `shown` keeps it as it was chosen."""
        return in_words(self.qualifier, self.value)

    @property
    def in_full(self) -> str:
        """What it says, with what is measured, in the language of the moment: "more than 100 interventions"."""
        says = gettext(self.says)
        return f"{says}: {self.in_words}" if self.qualifier in UNCOUNTED else f"{self.in_words} {says}"

    @property
    def is_small(self) -> bool:
        """Whether its number was kept back because it stands for few people."""
        return self.qualifier == Qualifier.EXACTLY and self.value is None
