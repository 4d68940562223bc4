"""What was done, noticed and explained at the door."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.carried import CarriedKey
from sightline.kit.records import ReferenceField
from sightline.kit.vocabulary import load, says
from sightline.operations.models import Purpose, VisitType
from sightline.visits.models.visit import OfAVisit


class Intervention(OfAVisit):
    """Something done for or about people: the unit that a week of action counts; neither a premises nor a visit."""

    ref = ReferenceField("Z")
    kind = models.CharField(max_length=20, choices=VisitType.choices)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, blank=True)
    says = models.CharField(max_length=300, blank=True)
    happened_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("intervention")
        indexes = [models.Index(fields=["operation", "-happened_at"], name="interventions_of_operation")]
        constraints = [CarriedKey("visit", "team", "operation", "area", name="intervention_keys_are_the_visits")]


class IndicatorSeen(OfAVisit):
    """A sign noticed on a visit, and how it is known."""

    class Basis(models.TextChoices):
        SEEN = "seen", _("Seen")
        TOLD = "told", _("Told")
        DOCUMENT = "document", _("In a document")

    code = models.SlugField(max_length=40)
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.SEEN)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("indicator")
        constraints = [
            CarriedKey("visit", "team", "operation", "area", name="indicator_keys_are_the_visits"),
            models.UniqueConstraint(fields=["visit", "code", "basis"], name="one_indicator_a_visit"),
        ]

    @property
    def label(self) -> Any:
        """The sign, in the reader's language; a partner may have used the public's shorter list."""
        known = self.code in load("intelligence/indicators/indicator")
        return says("intelligence/indicators/indicator" if known else "reports/signs", self.code)


class AwarenessGiven(OfAVisit):
    """What was explained or left at the door, in which language."""

    says = models.CharField(max_length=200)
    leaflets = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=12, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("awareness given")
        constraints = [CarriedKey("visit", "team", "operation", "area", name="awareness_keys_are_the_visits")]
