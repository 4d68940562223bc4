"""Reviews of what is kept, holds that stop an erasure, and the list of what was erased."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Person, Role
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.steps import Step
from sightline.kit.vocabulary import Entry, load


class OfADesk(Record):
    """Something about a record that one desk looks after: a role at an agency or in an area.

    It names the record by kind, key and reference, and tells nothing that stands in it.
    """

    kind = models.CharField(max_length=60)
    record = models.UUIDField()
    about = models.CharField(max_length=16)
    part = models.CharField(max_length=40, choices=Role.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True


class ReviewQuerySet(RecordQuerySet):
    """Lists of reviews."""

    def waiting(self) -> Self:
        """Those on which nobody has decided, the longest due first."""
        return self.filter(state=Review.State.DUE).order_by("due_on", "ref")

    def to_confirm(self) -> Self:
        """Those that a second person must confirm or send back."""
        return self.filter(state=Review.State.ASKED).order_by("decided_at", "ref")


class Review(OfADesk):
    """A record whose time to be looked at has come: somebody keeps it with a reason, or two people erase it."""

    SUBJECT = ""

    class State(models.TextChoices):
        DUE = "due", _("To be decided")
        KEPT = "kept", _("Kept")
        ASKED = "asked", _("Waits for a second person")
        ERASED = "erased", _("Erased")

    STEPS = {
        "keep": Step({State.DUE, State.ASKED}, State.KEPT, sets=("decided_by", "decided_at", "reason", "next_on")),
        "ask": Step({State.DUE}, State.ASKED, sets=("decided_by", "decided_at", "reason")),
        "confirm": Step({State.ASKED}, State.ERASED, sets=("confirmed_by", "confirmed_at")),
    }

    ref = ReferenceField("RV")
    state = models.CharField(max_length=20, choices=State.choices, default=State.DUE)
    rule = models.SlugField(max_length=40)
    due_on = models.DateField()
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    next_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review of what is kept")
        indexes = [models.Index(fields=["record"], name="reviews_of_a_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "rule"],
                condition=models.Q(state__in=["due", "asked"]),
                name="one_open_review_a_record",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True) | ~models.Q(confirmed_by=models.F("decided_by")),
                name="two_people_erase",
            ),
            models.CheckConstraint(
                condition=models.Q(state="due")
                | models.Q(state="kept", decided_by__isnull=False, next_on__isnull=False)
                | models.Q(state="asked", decided_by__isnull=False)
                | models.Q(state="erased", decided_by__isnull=False, confirmed_by__isnull=False),
                name="review_decided_by_someone",
            ),
        ]

    @property
    def entry(self) -> Entry:
        """The rule by which it is due."""
        return load("trust/retention")[self.rule]


class HoldQuerySet(RecordQuerySet):
    """Lists of legal holds."""

    def standing(self, on: date) -> Self:
        """Those that stop an erasure on that day."""
        return self.filter(models.Q(until__isnull=True) | models.Q(until__gte=on), lifted_at__isnull=True)


class Hold(OfADesk):
    """A legal hold: while it stands, nothing of the record is erased, whoever decides it."""

    SUBJECT = ""

    ref = ReferenceField("HD")
    why = models.CharField(max_length=300)
    placed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    until = models.DateField(null=True, blank=True)
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal hold")
        indexes = [models.Index(fields=["record"], name="holds_of_a_record")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lifted_by__isnull=True, lifted_at__isnull=True)
                | models.Q(lifted_by__isnull=False, lifted_at__isnull=False),
                name="hold_lifted_by_someone",
            )
        ]


class Erasure(Record):
    """What was erased: which record, by which rule, by which two people, how many rows. A restore replays it.

    Written by the function that erases and by nobody else. It outlives everybody it names.
    """

    SUBJECT = ""

    kind = models.CharField(max_length=60)
    record = models.UUIDField()
    rule = models.SlugField(max_length=40)
    rows = models.JSONField(default=dict)
    decided_by = models.UUIDField()
    confirmed_by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("erasure")
        constraints = [models.UniqueConstraint(fields=["record", "rule"], name="erased_once_a_rule")]

    @property
    def entry(self) -> Entry:
        """The rule by which it was erased."""
        return load("trust/retention")[self.rule]

    @property
    def total(self) -> int:
        """How many rows went."""
        return sum(self.rows.values())
