"""Teams sent to places, and what they are told."""

from datetime import datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import RecordQuerySet, ReferenceField
from sightline.kit.steps import Step
from sightline.operations.models.operation import OfAnOperation, Operation
from sightline.operations.models.targets import Target
from sightline.operations.models.teams import Team
from sightline.operations.models.words import Purpose, VisitType
from sightline.places.models import Premises


class TaskingQuerySet(RecordQuerySet):
    """Lists of taskings."""

    def standing(self) -> Self:
        """All but those withdrawn."""
        return self.exclude(state=Tasking.State.WITHDRAWN)

    def not_begun(self) -> Self:
        """Planned or released: what can still be withdrawn."""
        return self.filter(state__in=[Tasking.State.PLANNED, Tasking.State.RELEASED])

    def told(self) -> Self:
        """What its team has been told of: released, or begun."""
        return self.filter(state__in=[Tasking.State.RELEASED, Tasking.State.BEGUN])

    def between(self, first: datetime, last: datetime) -> Self:
        """Those that start in that span, the end left out; in the order of the day."""
        return self.filter(starts_at__gte=first, starts_at__lt=last).order_by("starts_at", "place")

    def linked(self, operation: Operation | UUID, name: str) -> Self:
        """Those of an operation that start in the same minute under that name."""
        return self.standing().filter(operation=operation, linked_start=name)

    def waiting(self) -> Self:
        """Released to a team that has not begun: what waits at the door."""
        return self.filter(state=Tasking.State.RELEASED)


class Tasking(OfAnOperation):
    """A team sent to a place at a time, with its own copy of what the team needs to know."""

    SUBJECT = "suspected"

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        RELEASED = "released", _("Released to the team")
        BEGUN = "begun", _("Begun")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    STEPS = {
        "release": Step({State.PLANNED}, State.RELEASED, sets=("released_at",)),
        "begin": Step({State.RELEASED}, State.BEGUN),
        "withdraw": Step({State.PLANNED, State.RELEASED}, State.WITHDRAWN),
    }

    ref = ReferenceField("K")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PLANNED)
    target = models.ForeignKey(Target, models.PROTECT, related_name="+")
    premises = models.ForeignKey(Premises, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    visit_type = models.CharField(max_length=20, choices=VisitType.choices)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, blank=True)
    place = models.CharField(max_length=160)
    address = models.CharField(max_length=300, blank=True)
    premises_kind = models.SlugField(max_length=40)
    known = models.TextField(max_length=4_000, blank=True)
    risks = models.TextField(max_length=2_000, blank=True)
    linked_start = models.CharField(max_length=20, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = TaskingQuerySet.as_manager()

    class Meta:
        verbose_name = _("tasking")
        indexes = [
            models.Index(fields=["team", "starts_at"], name="taskings_of_a_team"),
            models.Index(fields=["operation", "starts_at"], name="taskings_of_an_operation"),
        ]
        constraints = [
            CarriedKey("team", "operation", "area", name="tasking_operation_is_the_teams"),
            CarriedKey("target", "operation", "area", name="tasking_operation_is_the_targets"),
            CarriedKey("target", "premises", name="tasking_premises_are_the_targets"),
            carries("premises", name="tasking_carries_premises"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="tasking_ends_after_it_starts"
            ),
        ]


class Briefing(OfAnOperation):
    """One version of what a team is told before it goes: the words of the planners, and the plan as it stood."""

    SUBJECT = "suspected"

    ref = ReferenceField("BR")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    copies = models.PositiveSmallIntegerField()
    administration = models.TextField(max_length=4_000, blank=True)
    communications = models.TextField(max_length=4_000, blank=True)
    legal = models.TextField(max_length=4_000, blank=True)
    plan = models.CharField(max_length=64)
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        verbose_name = _("briefing")
        constraints = [
            carries("team", "operation", "area", name="briefing_carries_team"),
            CarriedKey("team", "operation", "area", name="briefing_operation_is_the_teams"),
            models.UniqueConstraint(fields=["team", "number"], name="one_briefing_a_number"),
        ]


class BriefingCopy(OfAnOperation):
    """The numbered copy of one reader, and when they said that they had read it."""

    SUBJECT = "professional"

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("copy of a briefing")
        constraints = [
            CarriedKey("briefing", "team", "operation", "area", name="copy_team_is_the_briefings"),
            models.UniqueConstraint(fields=["briefing", "person"], name="one_copy_a_reader"),
            models.UniqueConstraint(fields=["briefing", "number"], name="one_copy_a_number"),
        ]
