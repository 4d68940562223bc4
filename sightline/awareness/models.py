"""Landlord forums, hotel visits, training: who came, what was handed out, and the code that a later report may carry."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Person
from sightline.kit.records import Record, ReferenceField
from sightline.kit.steps import Step
from sightline.operations.models import Operation


class Event(Record):
    """Something held to raise awareness."""

    class Kind(models.TextChoices):
        FORUM = "forum", _("Landlord forum")
        HOTELS = "hotels", _("Hotel visits")
        TRAINING = "training", _("Training")
        OTHER = "other", _("Other event")

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        CALLED_OFF = "called-off", _("Called off")

    STEPS = {
        "hold": Step({State.PLANNED}, State.HELD, sets=("attended", "handed_out", "told")),
        "call_off": Step({State.PLANNED}, State.CALLED_OFF),
    }

    ref = ReferenceField("AW")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PLANNED)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=160)
    venue = models.CharField(max_length=160)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    operation = models.ForeignKey(Operation, models.PROTECT, null=True, blank=True, related_name="+")
    held_at = models.DateTimeField()
    audience = models.CharField(max_length=160)
    attended = models.PositiveIntegerField(null=True, blank=True)
    handed_out = models.CharField(max_length=200, blank=True)
    told = models.TextField(max_length=2_000, blank=True)
    campaign = models.CharField(max_length=20, unique=True)
    lead = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("awareness event")
        indexes = [models.Index(fields=["area", "-held_at"], name="events_of_an_area")]


class Attendance(Record):
    """An organisation that came, by name and number; never a list of people."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    organisation = models.CharField(max_length=160)
    people = models.PositiveIntegerField(default=1)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("attendance")
