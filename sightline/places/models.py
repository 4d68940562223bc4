"""Premises: where exploitation may be. A safe address is never here."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Area, Person
from sightline.kit.carried import carries
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.vocabulary import load, says

KINDS = "intelligence/premises_kinds"


class PremisesQuerySet(RecordQuerySet):
    """Lists of places."""

    def matching(self, words: str) -> Self:
        """Places that hold every one of the words in their name, street or town, or are at such a postcode."""
        named = Q()
        for word in words.split():
            named &= Q(name__icontains=word) | Q(street__icontains=word) | Q(town__icontains=word)
        return self.filter(named | _at_postcode(words))

    def on_the_map(self) -> Self:
        """Places whose point is known."""
        return self.filter(latitude__isnull=False)

    def by_name(self) -> Self:
        """In the order of a directory."""
        return self.order_by("name", "street", "ref")


def _at_postcode(words: str) -> Q:
    """At a postcode that begins so, with or without its space; nowhere when the words cannot be one."""
    plain = words.replace(" ", "").upper()
    if not (2 < len(plain) < 8 and plain.isalnum() and any(map(str.isdigit, plain))):
        return Q(pk__in=[])
    beginnings = [f"{plain[:length]} {plain[length:]}" for length in range(2, len(plain) + 1)]
    return reduce(or_, (Q(postcode__startswith=beginning) for beginning in beginnings))


class Premises(Record):
    """A place that may be visited, on the map when its postcode is known."""

    SUBJECT = "third party"

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
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PremisesQuerySet.as_manager()

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

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.street, self.postcode) if part)

    @property
    def kind_says(self) -> str:
        """What kind of place it is, in words."""
        return str(says(KINDS, self.kind))

    @property
    def is_home(self) -> bool:
        """Whether somebody lives there in private: then a map shows its street and nothing finer."""
        return self.kind in load(KINDS) and bool(load(KINDS)[self.kind].get("home"))

    @property
    def address(self) -> str:
        """Street, town and postcode on one line."""
        return ", ".join(part for part in (self.street, self.town, self.postcode) if part)
