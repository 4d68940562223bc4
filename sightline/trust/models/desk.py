"""What the auditor's desk keeps: what staff declared, what was found unusual, decoys, and notes to owners."""

from __future__ import annotations

from datetime import time
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.steps import Step


class Declaration(Record):
    """What a member of staff declares about themselves, as keyed marks and duty times; the newest counts.

    The marks are made by the database with a key that nobody reads, so that they tell no name and no street.
    """

    SUBJECT = "professional"

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    surname_mark = models.BinaryField()
    street_mark = models.BinaryField()
    weekdays = ArrayField(models.PositiveSmallIntegerField())  # 0 is Monday
    begins = models.TimeField()
    ends = models.TimeField()
    declared_at = models.DateTimeField()

    class Meta:
        verbose_name = _("declaration of a member of staff")
        get_latest_by = "declared_at"
        indexes = [models.Index(fields=["person", "-declared_at"], name="declarations_of_a_person")]

    def on_duty(self, weekday: int, at: time) -> bool:
        """Whether a moment lies in the duty times; a duty may end after midnight."""
        if self.begins <= self.ends:
            return weekday in self.weekdays and self.begins <= at < self.ends
        evening, morning = weekday in self.weekdays, (weekday - 1) % 7 in self.weekdays
        return (evening and at >= self.begins) or (morning and at < self.ends)


class UnusualQuerySet(RecordQuerySet):
    """Lists of unusual use."""

    def open(self) -> Self:
        """What nobody has looked into yet."""
        return self.filter(state=Unusual.State.FOUND)


class Unusual(Record):
    """Unusual use by one person on one day: a signal and how often, never what was seen. It is a question, no verdict."""

    SUBJECT = "professional"

    class Signal(models.TextChoices):
        OFF_DUTY = "off-duty", _("Off duty")
        VOLUME = "volume", _("Far more than colleagues in the same role")
        BROWSING = "browsing", _("From case to case, without doing anything")
        OWN_NAME = "own-name", _("Somebody of the same name")
        OWN_STREET = "own-street", _("Their own street")

    class State(models.TextChoices):
        FOUND = "found", _("To be looked into")
        EXPLAINED = "explained", _("Explained")
        PASSED_ON = "passed-on", _("With professional standards")

    STEPS = {
        "explain": Step({State.FOUND}, State.EXPLAINED),
        "pass_on": Step({State.FOUND}, State.PASSED_ON),
    }

    ref = ReferenceField("UL")
    state = models.CharField(max_length=20, choices=State.choices, default=State.FOUND)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    signal = models.CharField(max_length=20, choices=Signal.choices)
    day = models.DateField()
    times = models.PositiveIntegerField()
    usual = models.PositiveIntegerField(default=0)
    found_at = models.DateTimeField()

    objects = UnusualQuerySet.as_manager()

    class Meta:
        verbose_name = _("unusual use")
        indexes = [models.Index(fields=["state", "-day"], name="unusual_to_look_into")]
        constraints = [models.UniqueConstraint(fields=["person", "signal", "day"], name="unusual_once_a_day")]


class Decoy(Record):
    """A record that nobody has a reason to open. Nothing on it tells; opening it tells the auditors."""

    SUBJECT = ""

    ref = ReferenceField("DY")
    kind = models.CharField(max_length=80)
    record = models.UUIDField(unique=True)
    planted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    planted_at = models.DateTimeField()
    duty = models.CharField(max_length=90)

    class Meta:
        verbose_name = _("decoy")


class WeeklyNote(Record):
    """Who saw yours, in one week: for the owner of records, by reference, agency, role and how often."""

    SUBJECT = "professional"

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    week = models.DateField()  # its Monday
    lines = models.JSONField()  # [{"ref", "who", "agency", "roles", "times"}]

    class Meta:
        verbose_name = _("weekly note")
        constraints = [models.UniqueConstraint(fields=["person", "week"], name="one_note_a_week")]
