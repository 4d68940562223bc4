"""Arrests made on a visit."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import RecordQuerySet, ReferenceField
from sightline.kit.steps import Step
from sightline.kit.vocabulary import says
from sightline.visits.models.people import Age
from sightline.visits.models.visit import OfAVisit


class ArrestQuerySet(RecordQuerySet):
    """Lists of arrests."""

    def waiting(self) -> Self:
        """Those that no investigator has taken yet: justice's inbox."""
        return self.filter(state=Arrest.State.MADE)


class Arrest(OfAVisit):
    """An arrest made on a visit, as the arresting officer knows it; custody takes it from here."""

    SUBJECT = "suspected"

    class State(models.TextChoices):
        MADE = "made", _("Arrested")
        TAKEN = "taken", _("With investigators")

    STEPS = {"take": Step({State.MADE}, State.TAKEN)}

    ref = ReferenceField("A")
    state = models.CharField(max_length=20, choices=State.choices, default=State.MADE)
    place = models.CharField(max_length=160, blank=True)
    person_says = models.CharField(max_length=160)
    age = models.CharField(max_length=10, choices=Age.choices, default=Age.ADULT)
    offence = models.CharField(max_length=200)
    grounds = models.TextField(max_length=2_000)
    necessity = models.CharField(max_length=200)
    language = models.CharField(max_length=12, blank=True)
    risk = models.CharField(max_length=200, blank=True)
    may_be_victim = models.BooleanField(default=False)
    concern_at = models.DateTimeField(null=True, blank=True)
    cautioned_at = models.DateTimeField(null=True, blank=True)
    arrested_at = models.DateTimeField()
    arrested_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    force = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    objects = ArrestQuerySet.as_manager()

    class Meta:
        verbose_name = _("arrest")
        indexes = [
            models.Index(fields=["area", "-arrested_at"], name="arrests_of_an_area"),
            models.Index(fields=["operation", "-arrested_at"], name="arrests_of_an_operation"),
        ]
        constraints = [
            carries("area", name="arrest_carries_area"),
            carries("visit", "team", "operation", "area", name="arrest_carries_visit"),
            CarriedKey("visit", "team", "operation", "area", name="arrest_keys_are_the_visits"),
            models.CheckConstraint(
                condition=models.Q(concern_at__isnull=True) | models.Q(may_be_victim=True),
                name="concern_means_may_be_victim",
            ),
        ]

    @property
    def necessity_says(self) -> Any:
        """Why the arrest was necessary, in the reader's language."""
        return says("visits/necessity", self.necessity)
