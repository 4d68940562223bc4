"""Places chosen for an operation."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import ReferenceField
from sightline.kit.steps import Step
from sightline.operations.models.operation import OfAnOperation
from sightline.operations.models.words import Answer, Purpose, VisitType
from sightline.places.models import Premises


class Target(OfAnOperation):
    """A place chosen for an operation, how it will be visited, and the answers that led there."""

    SUBJECT = "suspected"

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        CHOSEN = "chosen", _("Chosen")
        DROPPED = "dropped", _("Dropped")

    STEPS = {
        "choose": Step(
            {State.PROPOSED},
            State.CHOSEN,
            sets=(
                "visit_type",
                "reason",
                "people_at_risk",
                "criminality",
                "life_at_risk",
                "notice_defeats",
                "regulator_ground",
                "purpose",
                "lower_level",
                "needs",
                "priority",
                "open_hours",
                "chosen_by",
            ),
        ),
        "drop": Step({State.PROPOSED, State.CHOSEN}, State.DROPPED),
        "reconsider": Step({State.CHOSEN, State.DROPPED}, State.PROPOSED),
    }

    ref = ReferenceField("T")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PROPOSED)
    premises = models.ForeignKey(Premises, models.PROTECT, related_name="+")
    premises_kind = models.SlugField(max_length=40)
    label = models.CharField(max_length=160)
    address = models.CharField(max_length=300, blank=True)
    concern = models.TextField(max_length=4_000, blank=True)
    visit_type = models.CharField(max_length=20, choices=VisitType.choices, blank=True)
    reason = models.TextField(max_length=2_000, blank=True)
    people_at_risk = models.CharField(max_length=12, choices=Answer.choices, default=Answer.UNKNOWN)
    criminality = models.CharField(max_length=12, choices=Answer.choices, default=Answer.UNKNOWN)
    life_at_risk = models.CharField(max_length=12, choices=Answer.choices, default=Answer.UNKNOWN)
    notice_defeats = models.CharField(max_length=12, choices=Answer.choices, default=Answer.UNKNOWN)
    regulator_ground = models.CharField(max_length=12, choices=Answer.choices, default=Answer.UNKNOWN)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, blank=True)
    lower_level = models.TextField(max_length=1_000, blank=True)
    needs = ArrayField(models.SlugField(max_length=40), default=list, blank=True)
    priority = models.PositiveSmallIntegerField(default=5)
    open_hours = models.CharField(max_length=80, blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    chosen_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("target")
        indexes = [models.Index(fields=["operation", "-proposed_at"], name="targets_of_an_operation")]
        constraints = [
            carries("operation", "area", name="target_carries_operation"),
            carries("premises", name="target_carries_premises"),
            CarriedKey("operation", "area", name="target_area_is_the_operations"),
            models.UniqueConstraint(fields=["operation", "premises"], name="one_target_a_place"),
            models.CheckConstraint(
                condition=~models.Q(state="chosen", visit_type="enforced", lower_level=""),
                name="lower_level_considered_first",
            ),
            models.CheckConstraint(condition=~models.Q(state="chosen", reason=""), name="chosen_target_has_a_reason"),
            models.CheckConstraint(
                condition=~models.Q(visit_type="compliance", purpose="search"), name="inspection_is_no_pretext"
            ),
            models.CheckConstraint(condition=models.Q(priority__range=(1, 9)), name="priority_from_1_to_9"),
        ]
