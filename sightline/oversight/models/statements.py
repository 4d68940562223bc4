"""Statements that bind figures, and the words of offices inside them."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Area, Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.steps import Step
from sightline.operations.models import Operation


class StatementQuerySet(RecordQuerySet):
    """Statements as pages ask for them."""

    def waiting(self) -> Self:
        """Those not yet released."""
        return self.filter(state__in=["draft", "checked"])


class QuotationQuerySet(RecordQuerySet):
    """Quotations as pages ask for them."""

    def waiting(self) -> Self:
        """Those that their office has not signed off."""
        return self.filter(state="asked")

    def standing(self) -> Self:
        """Those that were not taken out again, office by office."""
        return self.exclude(state="withdrawn").order_by("office", "ref")


class Statement(Record):
    """A public statement, in English and Welsh, frozen at release; a later one supersedes it and both stay."""

    SUBJECT = ""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CHECKED = "checked", _("Checked")
        RELEASED = "released", _("Released")
        SUPERSEDED = "superseded", _("Superseded")

    STEPS = {
        "check": Step(
            {State.DRAFT}, State.CHECKED, sets=("checked_by", "checked_at", "no_proceedings_harmed", "names_nobody")
        ),
        "reopen": Step(
            {State.CHECKED}, State.DRAFT, sets=("checked_by", "checked_at", "no_proceedings_harmed", "names_nobody")
        ),
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
            CarriedKey("replaces", "operation", "area", name="statement_replaces_one_of_its_operation"),
            models.UniqueConstraint(fields=["replaces"], name="statement_is_replaced_once"),
            models.CheckConstraint(
                condition=models.Q(title_cy="", text_cy="") | ~(models.Q(title_cy="") | models.Q(text_cy="")),
                name="welsh_has_a_heading_and_a_text",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", checked_by__isnull=True, checked_at__isnull=True)
                | models.Q(
                    state__in=["checked", "released", "superseded"],
                    checked_by__isnull=False,
                    checked_at__isnull=False,
                    no_proceedings_harmed=True,
                    names_nobody=True,
                ),
                name="checked_by_somebody_who_said_so",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "checked"], released_by__isnull=True, released_at__isnull=True)
                | (
                    models.Q(state__in=["released", "superseded"], released_by__isnull=False, released_at__isnull=False)
                    & ~models.Q(frozen_en="")
                    & ~models.Q(digest="")
                ),
                name="released_by_somebody_and_frozen",
            ),
        ]

    @property
    def is_out(self) -> bool:
        """Whether the public has read it."""
        return self.state in (self.State.RELEASED, self.State.SUPERSEDED)


class Quotation(Record):
    """Words of a named office in a statement, which that office signs off; what was wrong is taken out again."""

    SUBJECT = "professional"

    class State(models.TextChoices):
        ASKED = "asked", _("Not signed off")
        SIGNED_OFF = "signed-off", _("Signed off")
        WITHDRAWN = "withdrawn", _("Taken out")

    STEPS = {
        "sign_off": Step({State.ASKED}, State.SIGNED_OFF, sets=("signed_off_at",)),
        "withdraw": Step({State.ASKED, State.SIGNED_OFF}, State.WITHDRAWN),
    }

    ref = ReferenceField("QU")
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
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
        constraints = [
            CarriedKey("statement", "operation", "area", name="quotation_operation_is_the_statements"),
            models.CheckConstraint(
                condition=models.Q(state="asked", signed_off_at__isnull=True)
                | models.Q(state="signed-off", signed_off_at__isnull=False)
                | models.Q(state="withdrawn"),
                name="signed_off_at_a_moment",
            ),
        ]

    @property
    def is_signed_off(self) -> bool:
        """Whether the office has said that these are its words."""
        return self.state == self.State.SIGNED_OFF
