"""Counts made from records, figures chosen and approved, statements that bind them."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Area, Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.steps import Step
from sightline.operations.models import Operation


class Qualifier(models.TextChoices):
    """How a published value stands to the count."""

    EXACTLY = "exactly", _("exactly")
    MORE_THAN = "more than", _("more than")
    MOST = "most", _("most")
    MANY = "many", _("many")
    SERIES = "a series of", _("a series of")
    ABOUT = "about", _("about")
    LARGEST = "largest so far", _("the largest so far")
    NOT_STATED = "not stated", _("not stated")


class Count(Record):
    """A number counted from records by the counting role at a moment: for command and safeguarding, not for oversight."""

    operation = models.ForeignKey(Operation, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    measure = models.SlugField(max_length=60)
    value = models.PositiveIntegerField()
    definition = models.CharField(max_length=64)
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("count")
        indexes = [models.Index(fields=["operation", "measure", "-counted_at"], name="counts_of_an_operation")]
        constraints = [CarriedKey("operation", "area", name="count_area_is_the_operations")]


class FigureQuerySet(RecordQuerySet):
    """Figures as pages ask for them."""

    def of(self, operation: Operation) -> Self:
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


class StatementQuerySet(RecordQuerySet):
    """Statements as pages ask for them."""

    def waiting(self) -> Self:
        """Those not yet released."""
        return self.filter(state__in=["draft", "checked"])


class QuotationQuerySet(RecordQuerySet):
    """Quotations as pages ask for them."""

    def waiting(self) -> Self:
        """Those that their office has not signed off."""
        return self.filter(signed_off_at=None)


class Figure(Record):
    """What is published of a count: the value and the qualifier that a commander chose, checked against the count.

    A count of people under 5 is shown as "fewer than 5", its value stays with the count, until the safeguarding lead
    releases it.
    """

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
        "supersede": Step({State.APPROVED, State.HELD}, State.SUPERSEDED),
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

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure")
        indexes = [models.Index(fields=["operation", "measure"], name="figures_of_an_operation")]
        constraints = [
            carries("operation", name="figure_carries_operation"),
            CarriedKey("operation", "area", name="figure_area_is_the_operations"),
            models.CheckConstraint(
                condition=~models.Q(state="held", value__isnull=False), name="held_figure_has_no_value"
            ),
            models.UniqueConstraint(
                fields=["operation", "measure", "by_whom"],
                condition=~models.Q(state="superseded"),
                name="one_figure_a_measure",
            ),
        ]


class Statement(Record):
    """A public statement, in English and Welsh, frozen at release; a later one supersedes it and both stay."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CHECKED = "checked", _("Checked")
        RELEASED = "released", _("Released")
        SUPERSEDED = "superseded", _("Superseded")

    STEPS = {
        "check": Step(
            {State.DRAFT}, State.CHECKED, sets=("checked_by", "checked_at", "no_proceedings_harmed", "names_nobody")
        ),
        "reopen": Step({State.CHECKED}, State.DRAFT),
        "release": Step(
            {State.CHECKED}, State.RELEASED, sets=("released_by", "released_at", "frozen_en", "frozen_cy", "digest")
        ),
        "supersede": Step({State.RELEASED}, State.SUPERSEDED),
    }

    ref = ReferenceField("ST")
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    title_en = models.CharField(max_length=200)
    title_cy = models.CharField(max_length=200, blank=True)
    text_en = models.TextField(max_length=20_000)
    text_cy = models.TextField(max_length=20_000, blank=True)
    contacts = ArrayField(models.SlugField(max_length=40), default=list, blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    no_proceedings_harmed = models.BooleanField(default=False)
    names_nobody = models.BooleanField(default=False)
    released_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    frozen_en = models.TextField(blank=True)
    frozen_cy = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        indexes = [models.Index(fields=["area", "-drafted_at"], name="statements_of_an_area")]
        constraints = [
            carries("operation", "area", name="statement_carries_operation"),
            CarriedKey("operation", "area", name="statement_area_is_the_operations"),
        ]


class Quotation(Record):
    """Words of a named office in a statement, which that office signs off."""

    ref = ReferenceField("QU")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="+")
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    office = models.CharField(max_length=160)
    speaker = models.ForeignKey(Person, models.PROTECT, related_name="+")
    says_en = models.TextField(max_length=4_000)
    says_cy = models.TextField(max_length=4_000, blank=True)
    signed_off_at = models.DateTimeField(null=True, blank=True)

    objects = QuotationQuerySet.as_manager()

    class Meta:
        verbose_name = _("quotation")
        constraints = [CarriedKey("statement", "operation", "area", name="quotation_operation_is_the_statements")]
