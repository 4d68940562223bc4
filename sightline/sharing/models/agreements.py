"""Agreements between agencies: which kinds of record, for what purpose, from which day to which, signed by whom."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Person
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.steps import Step


class AgreementQuerySet(RecordQuerySet):
    """Lists of agreements."""

    def on(self, day: date) -> Self:
        """Those in force on that day."""
        return self.filter(state=Agreement.State.IN_FORCE, starts_on__lte=day, ends_on__gte=day)

    def waiting(self) -> Self:
        """Those that wait for an auditor's approval."""
        return self.filter(state__in=[Agreement.State.DRAFTED, Agreement.State.APPROVED])


class Agreement(Record):
    """What its parties share with each other. It ends by itself, and is amended by a new version only."""

    SUBJECT = ""

    class State(models.TextChoices):
        DRAFTED = "drafted", _("Waits for two approvals")
        APPROVED = "approved", _("Waits for the second approval")
        IN_FORCE = "in-force", _("In force")
        ENDED = "ended", _("Ended early")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    STEPS = {
        "approve": Step({State.DRAFTED}, State.APPROVED, sets=("approved_by",)),
        "confirm": Step({State.APPROVED}, State.IN_FORCE, sets=("confirmed_by",)),
        "withdraw": Step({State.DRAFTED, State.APPROVED}, State.WITHDRAWN),
        "end": Step({State.IN_FORCE}, State.ENDED),
    }

    ref = ReferenceField("SA")
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFTED)
    title = models.CharField(max_length=160)
    purpose = models.CharField(max_length=400)
    kinds = ArrayField(models.SlugField(max_length=40))
    fields = ArrayField(models.TextField())
    starts_on = models.DateField()
    ends_on = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("sharing agreement")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="agreement_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~models.Q(kinds=[]), name="agreement_shares_something"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["in-force", "ended"])
                | models.Q(approved_by__isnull=False, confirmed_by__isnull=False),
                name="agreement_in_force_has_two_approvals",
            ),
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("drafted_by"))
                & ~models.Q(confirmed_by=models.F("drafted_by"))
                & ~models.Q(confirmed_by=models.F("approved_by")),
                name="agreement_has_three_different_hands",
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=~models.Q(state="withdrawn"),
                name="one_next_version_at_a_time",
            ),
        ]

    def holds_on(self, day: date) -> bool:
        """Whether it opens anything on that day."""
        return self.state == self.State.IN_FORCE and self.starts_on <= day <= self.ends_on


class Party(Record):
    """An agency that signed an agreement, and who signed for it."""

    SUBJECT = ""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="parties")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    signed_by = models.CharField(max_length=120)
    office = models.CharField(max_length=120)
    signed_on = models.DateField()

    class Meta:
        verbose_name = _("party to an agreement")
        constraints = [models.UniqueConstraint(fields=["agreement", "agency"], name="a_party_signs_once")]
