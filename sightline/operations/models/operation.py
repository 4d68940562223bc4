"""A day or week of action, and what belongs to one."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Person
from sightline.kit.carried import carries
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.steps import Step


class OperationQuerySet(RecordQuerySet):
    """Lists of operations."""

    def running(self) -> Self:
        """Those that run now, or whose last hand-overs are being done."""
        return self.filter(state__in=Operation.RUNNING)

    def coming(self) -> Self:
        """Those that are still to come."""
        return self.filter(state__in=Operation.COMING)

    def past(self) -> Self:
        """Those that are closed or were called off."""
        return self.filter(state__in=Operation.PAST)

    def waiting(self) -> Self:
        """Those that wait for a commander's word: proposed, or approved and not yet briefed."""
        return self.filter(state__in=[Operation.State.PROPOSED, Operation.State.APPROVED])


class Operation(Record):
    """A day or a week of action. A week of several forces is a parent with one child a force."""

    SUBJECT = ""

    class Kind(models.TextChoices):
        DAYS = "days", _("Days of action")
        WEEK = "week", _("Week of action")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        APPROVED = "approved", _("Approved")
        BRIEFED = "briefed", _("Briefed")
        LIVE = "live", _("Running")
        CLOSING = "closing", _("Closing")
        CLOSED = "closed", _("Closed")
        ABORTED = "aborted", _("Called off")

    STEPS = {
        "approve": Step({State.PROPOSED}, State.APPROVED),
        "brief": Step({State.APPROVED}, State.BRIEFED),
        "go_live": Step({State.BRIEFED}, State.LIVE),
        "begin_closing": Step({State.LIVE}, State.CLOSING),
        "close": Step({State.CLOSING}, State.CLOSED),
        "call_off": Step({State.PROPOSED, State.APPROVED, State.BRIEFED, State.LIVE}, State.ABORTED),
    }
    COMING = (State.PROPOSED, State.APPROVED, State.BRIEFED)
    RUNNING = (State.LIVE, State.CLOSING)
    PAST = (State.CLOSED, State.ABORTED)

    ref = ReferenceField("O")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PROPOSED)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    lead = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    place = models.CharField(max_length=160, blank=True)
    aims = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    concerns = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    commander = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    objects = OperationQuerySet.as_manager()

    class Meta:
        verbose_name = _("operation")
        indexes = [models.Index(fields=["area", "-starts_on"], name="operations_of_an_area")]
        constraints = [
            carries("area", name="operation_carries_area"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="operation_ends_after_it_starts"
            ),
        ]


class OfAnOperation(Record):
    """What belongs to one operation and carries its area."""

    operation = models.ForeignKey(Operation, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class DatedQuerySet(RecordQuerySet):
    """Lists of what holds from one time to another."""

    def open(self) -> Self:
        """What has not ended."""
        return self.filter(until__isnull=True)

    def on(self, day: date) -> Self:
        """What holds on that day, both ends included."""
        return self.filter(since__lte=day).exclude(until__lt=day)
