"""Time-limited sight of one record: one asks and says why, another approves, and after an hour it has ended by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Person
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.steps import Step
from sightline.kit.vocabulary import Entry, load

LASTS_FOR = timedelta(hours=1)  # Source: trust, section 3, "reason, 2, alert, 1 h"
PARTS, REASONS = "sharing/sights", "sharing/reasons"


class SightQuerySet(RecordQuerySet):
    """Lists of sights."""

    def newest(self) -> Self:
        """With who asked and who approved, the newest first."""
        return self.select_related("asked_by__agency", "approved_by").order_by("-asked_at", "ref")

    def waiting(self) -> Self:
        """Those that a second person must approve or refuse, the longest waiting first."""
        return self.filter(state=Sight.State.ASKED).order_by("asked_at", "ref")


class Sight(Record):
    """One part of one record, opened to one person. Its hour is a real one, whatever moment a story stands at.

    part, code: codes of sharing/sights and sharing/reasons. record, about: the key and the reference of what it opens;
    a key that no record has where none is to be asked for, so that a wish tells its writer nothing.
    area: where the record belongs. overseers: the duty that may approve. desk, duty: who is told once it is opened.
    """

    SUBJECT = ""

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for a second person")
        OPEN = "open", _("Open for an hour")
        ENDED = "ended", _("Given back")
        REFUSED = "refused", _("Refused")

    STEPS = {
        "approve": Step({State.ASKED}, State.OPEN, sets=("approved_by", "begins_at", "ends_at", "desk", "duty")),
        "refuse": Step({State.ASKED}, State.REFUSED),
        "end": Step({State.OPEN}, State.ENDED),
    }

    ref = ReferenceField("SG")
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    part = models.SlugField(max_length=40)
    record = models.UUIDField()
    about = models.CharField(max_length=16)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    desk = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    duty = models.CharField(max_length=90, blank=True)
    overseers = models.CharField(max_length=90, blank=True)
    code = models.SlugField(max_length=40)
    reason = models.CharField(max_length=400)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    begins_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)

    objects = SightQuerySet.as_manager()

    class Meta:
        verbose_name = _("time-limited sight")
        indexes = [models.Index(fields=["asked_by"], condition=Q(state="open"), name="open_sights_of_a_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(approved_by=F("asked_by")), name="sight_needs_two_people"),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(code=""), name="sight_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "refused"], approved_by__isnull=True, ends_at__isnull=True)
                | Q(state__in=["open", "ended"], approved_by__isnull=False, ends_at=F("begins_at") + LASTS_FOR),
                name="sight_lasts_an_hour",
            ),
            models.UniqueConstraint(
                fields=["asked_by", "part", "about"], condition=Q(state="asked"), name="one_wish_to_see_at_a_time"
            ),
        ]

    def holds_at(self, moment: datetime) -> bool:
        """Whether it opens anything at that real moment."""
        return self.state == self.State.OPEN and self.ends_at is not None and moment < self.ends_at

    @property
    def opens(self) -> Entry:
        """The part of the record."""
        return load(PARTS)[self.part]

    @property
    def because(self) -> Entry:
        """The reason's code in words."""
        return load(REASONS)[self.code]
