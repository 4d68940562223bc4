"""Premises: where exploitation may be. A safe address is never here."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Area
from sightline.kit.carried import carries
from sightline.kit.records import Record, ReferenceField


class Premises(Record):
    """A place that may be visited, on the map when its postcode is known."""

    ref = ReferenceField("L")
    kind = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    street = models.CharField(max_length=160, blank=True)
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("premises")
        indexes = [models.Index(fields=["area", "-recorded_at"], name="premises_of_an_area")]
        constraints = [
            carries("area", name="premises_carries_area"),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="premises_point_is_whole",
            ),
        ]

    @property
    def address(self) -> str:
        """Street, town and postcode on one line."""
        return ", ".join(part for part in (self.street, self.town, self.postcode) if part)
