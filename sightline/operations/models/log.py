"""The decision log."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.carried import CarriedKey
from sightline.kit.records import ReferenceField
from sightline.operations.models.operation import OfAnOperation


class Decision(OfAnOperation):
    """One entry of the decision log. It is never edited; a correction is a new entry."""

    SUBJECT = "professional"

    ref = ReferenceField("X")
    decided = models.TextField(max_length=2_000)
    options = models.TextField(max_length=2_000, blank=True)
    reason = models.TextField(max_length=2_000)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = _("decision")
        indexes = [models.Index(fields=["operation", "-decided_at"], name="decisions_of_an_operation")]
        constraints = [CarriedKey("operation", "area", name="decision_area_is_the_operations")]
