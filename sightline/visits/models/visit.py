"""The visit, what belongs to one, how it was raised."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Area, Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.steps import Step
from sightline.kit.vocabulary import says
from sightline.operations.models import Operation, Purpose, Tasking, Team, VisitType
from sightline.places.models import Premises


class VisitQuerySet(RecordQuerySet):
    """Lists of visits."""

    def still_open(self) -> Self:
        """At the door now, or not closed yet."""
        return self.filter(state=Visit.State.OPEN)

    def showing(self, which: str) -> Self:
        """Those that a reader asks for: "open", "raised", "again", "victims"; else all."""
        narrowed = {
            "open": models.Q(state=Visit.State.OPEN),
            "raised": ~models.Q(type_actual=models.F("type_planned")),
            "again": models.Q(visit_again=True),
            "victims": models.Q(outcome=Visit.Outcome.VICTIMS),
        }
        return self.filter(narrowed.get(which, models.Q()))


class Visit(Record):
    """One visit to one place by one team: planned as one type, done as one type."""

    SUBJECT = "third party"

    class State(models.TextChoices):
        OPEN = "open", _("At the door")
        CLOSED = "closed", _("Closed")

    class Outcome(models.TextChoices):
        NO_CONCERN = "no_concern", _("No concern")
        ADVICE = "advice_given", _("Advice given")
        FOLLOW_UP = "follow_up", _("Follow up")
        REFERRED = "referred", _("Referred to a partner")
        VICTIMS = "potential_victims_found", _("Potential victims found")
        EVIDENCE = "evidence_found", _("Evidence found")
        NO_ACCESS = "no_access", _("Nobody in, or no access")
        WRONG = "wrong_address", _("Wrong address")
        POSTPONED = "postponed", _("Postponed")

    STEPS = {
        "close": Step({State.OPEN}, State.CLOSED, sets=("outcome", "left_at", "people_met", "visit_again", "note"))
    }

    ref = ReferenceField("V")
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    tasking = models.OneToOneField(Tasking, models.PROTECT, null=True, blank=True, related_name="+")
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    premises = models.ForeignKey(Premises, models.PROTECT, null=True, blank=True, related_name="+")
    premises_kind = models.SlugField(max_length=40)
    place = models.CharField(max_length=160)
    address = models.CharField(max_length=300, blank=True)
    type_planned = models.CharField(max_length=20, choices=VisitType.choices)
    type_actual = models.CharField(max_length=20, choices=VisitType.choices)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, blank=True)
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    people_met = models.PositiveIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=30, choices=Outcome.choices, blank=True)
    visit_again = models.BooleanField(default=False)
    note = models.TextField(max_length=4_000, blank=True)
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        indexes = [
            models.Index(fields=["team", "-arrived_at"], name="visits_of_a_team"),
            models.Index(fields=["operation", "-arrived_at"], name="visits_of_an_operation"),
            models.Index(fields=["area", "-arrived_at"], name="visits_of_an_area"),
        ]
        constraints = [
            carries("team", "operation", "area", name="visit_carries_team"),
            carries("team", name="visit_carries_its_team_alone"),
            CarriedKey("team", "operation", "area", name="visit_operation_is_the_teams"),
            CarriedKey("tasking", "premises", name="visit_premises_are_the_taskings"),
            models.CheckConstraint(condition=~models.Q(state="closed", outcome=""), name="closed_visit_has_an_outcome"),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True) | models.Q(left_at__gte=models.F("arrived_at")),
                name="left_after_arriving",
            ),
        ]

    @property
    def keys(self) -> dict[str, Any]:
        """What every row that belongs to this visit carries."""
        return {
            "visit_id": self.pk,
            "team_id": self.team_id,
            "operation_id": self.operation_id,
            "area_id": self.area_id,
        }

    @property
    def kind_says(self) -> Any:
        """The kind of place, in the reader's language."""
        return says("intelligence/premises_kinds", self.premises_kind)

    @property
    def raised(self) -> bool:
        """Whether it became another type of visit than was planned."""
        return self.type_actual != self.type_planned


class OfAVisit(Record):
    """What belongs to one visit and carries its keys."""

    SUBJECT = "possible victim"

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def keys(self) -> dict[str, Any]:
        """What another row of the same visit carries too."""
        return {
            "visit_id": self.visit_id,
            "team_id": self.team_id,
            "operation_id": self.operation_id,
            "area_id": self.area_id,
        }


class Escalation(OfAVisit):
    """A visit that became more, or less, than planned: from which type to which, and why."""

    SUBJECT = ""

    before = models.CharField(max_length=20, choices=VisitType.choices)
    after = models.CharField(max_length=20, choices=VisitType.choices)
    reason = models.TextField(max_length=1_000)
    power = models.CharField(max_length=200, blank=True)
    authorised_by = models.CharField(max_length=120, blank=True)
    happened_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("escalation")
        constraints = [CarriedKey("visit", "team", "operation", "area", name="escalation_keys_are_the_visits")]
