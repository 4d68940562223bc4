"""Who takes part: people with their parts, partner agencies and what they promised."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Person
from sightline.kit.carried import CarriedKey
from sightline.operations.models.operation import DatedQuerySet, OfAnOperation


class Assignment(OfAnOperation):
    """A person's part in an operation, until it ends: the grant that opens it to them."""

    SUBJECT = "professional"

    class Part(models.TextChoices):
        COMMANDER = "commander", _("Commander")
        PLANNER = "planner", _("Planner")
        ANALYST = "analyst", _("Analyst")
        MEMBER = "member", _("Team member")
        SAFEGUARDING = "safeguarding", _("Safeguarding")
        INVESTIGATOR = "investigator", _("Investigator")
        AWARENESS = "awareness", _("Awareness")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=Part.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=200, blank=True)
    assigned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        indexes = [models.Index(fields=["person", "part"], name="assignments_of_a_person")]
        constraints = [
            CarriedKey("operation", "area", name="assignment_area_is_the_operations"),
            models.UniqueConstraint(
                fields=["operation", "person", "part"],
                condition=models.Q(until__isnull=True),
                name="one_open_assignment_a_part",
            ),
        ]


class PartnerAgency(OfAnOperation):
    """An agency that takes part, from one day to another, and what it brings."""

    SUBJECT = ""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    brings = models.CharField(max_length=200, blank=True)
    daily = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner agency")
        constraints = [
            CarriedKey("operation", "area", name="partner_area_is_the_operations"),
            models.UniqueConstraint(fields=["operation", "agency", "since"], name="one_partner_at_a_time"),
        ]


class PartnerAction(OfAnOperation):
    """Something a partner has promised to do, by a day: the action list kept with a daily partner."""

    SUBJECT = ""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    says = models.CharField(max_length=300)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("partner's action")
        constraints = [CarriedKey("operation", "area", name="partner_action_area_is_the_operations")]
