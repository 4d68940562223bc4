"""Landlord forums, hotel visits, training: who came, what was handed out, and the code that a later report may carry."""

from datetime import date, datetime, time
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.clocks.deadlines import LONDON
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.steps import Step
from sightline.operations.models import Operation


class EventQuerySet(RecordQuerySet):
    """Lists of events."""

    def planned(self) -> Self:
        """Still to be held or called off."""
        return self.filter(state=Event.State.PLANNED)

    def waiting(self, now: datetime) -> Self:
        """Those whose time has passed and of which nobody has said yet how they went."""
        return self.planned().filter(held_at__lte=now)

    def between(self, first: date, last: date) -> Self:
        """Those of the days from `first` to `last`, both included, called off ones left out."""
        start, end = (datetime.combine(day, at, LONDON) for day, at in ((first, time.min), (last, time.max)))
        return self.exclude(state=Event.State.CALLED_OFF).filter(held_at__range=(start, end))


class Event(Record):
    """Something held to raise awareness."""

    SUBJECT = ""

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
    expected = models.PositiveIntegerField(null=True, blank=True)
    attended = models.PositiveIntegerField(null=True, blank=True)
    handed_out = models.CharField(max_length=200, blank=True)
    told = models.TextField(max_length=2_000, blank=True)
    campaign = models.CharField(max_length=20, unique=True)
    lead = models.ForeignKey(Person, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("awareness event")
        indexes = [
            models.Index(fields=["area", "-held_at"], name="events_of_an_area"),
            models.Index(fields=["operation", "-held_at"], name="events_of_an_operation"),
        ]
        constraints = [
            carries("area", name="event_carries_area"),
            models.CheckConstraint(
                condition=models.Q(state="held", attended__isnull=False)
                | (~models.Q(state="held") & models.Q(attended__isnull=True)),
                name="held_event_says_how_many_came",
            ),
        ]

    @property
    def is_over(self) -> bool:
        """Whether somebody has said how it went, or called it off."""
        return self.state != self.State.PLANNED


class Attendance(Record):
    """An organisation that came, by name and number; never a list of people."""

    SUBJECT = "third party"

    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    organisation = models.CharField(max_length=160)
    people = models.PositiveIntegerField(default=1)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("attendance")
        constraints = [
            CarriedKey("event", "area", name="attendance_area_is_the_events"),
            models.UniqueConstraint(fields=["event", "organisation"], name="one_attendance_an_organisation"),
            models.CheckConstraint(condition=models.Q(people__gte=1), name="somebody_came"),
        ]
