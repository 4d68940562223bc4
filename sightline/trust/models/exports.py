"""Entries of the ledger that leave as a file: asked for, approved by another person, and made once."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.steps import Step


class ExportQuerySet(RecordQuerySet):
    """Lists of files that were asked for."""

    def newest(self) -> Self:
        """With who asked, the newest first."""
        return self.select_related("asked_by__agency").order_by("-asked_at", "ref")

    def waiting(self) -> Self:
        """Those that a second person must approve or refuse, the longest waiting first."""
        return self.filter(state=Export.State.ASKED).order_by("asked_at", "ref")


class Export(Record):
    """The entries about one record, as a file. What is approved is exactly what was asked: this filter, so many entries.

    about, since, act: as the auditor asked the ledger. until: the real moment of asking; no later entry is in the file.
    """

    SUBJECT = "professional"

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for a second person")
        APPROVED = "approved", _("Approved, not yet made")
        MADE = "made", _("Made")
        REFUSED = "refused", _("Refused")

    STEPS = {
        "approve": Step({State.ASKED}, State.APPROVED, sets=("approved_by",)),
        "refuse": Step({State.ASKED}, State.REFUSED),
        "make": Step({State.APPROVED}, State.MADE, sets=("made_at",)),
    }

    ref = ReferenceField("EX")
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    about = models.CharField(max_length=16)
    since = models.DateField(null=True, blank=True)
    act = models.CharField(max_length=20, blank=True)
    until = models.DateTimeField()
    count = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(null=True, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export of the ledger")
        constraints = [
            models.CheckConstraint(condition=~Q(approved_by=F("asked_by")), name="export_by_two_hands"),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "refused"]) | Q(approved_by__isnull=False),
                name="export_made_with_an_approval",
            ),
            models.CheckConstraint(
                condition=Q(state="made", made_at__isnull=False) | ~Q(state="made") & Q(made_at__isnull=True),
                name="export_made_at_a_moment",
            ),
        ]
