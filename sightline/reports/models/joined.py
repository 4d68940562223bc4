"""Reports that a person finds to tell of the same thing."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Person
from sightline.kit.carried import CarriedKey
from sightline.kit.records import Record, RecordQuerySet


class JoinedQuerySet(RecordQuerySet):
    """Lists of what was joined."""

    def standing(self) -> Self:
        """What nobody has parted again."""
        return self.filter(until__isnull=True)


class Joined(Record):
    """A report that tells of the same as another, as a person at the desk judged: one is read beside the other.

    Nothing of either is changed or dropped; each keeps its level, its code and its dialogue.
    """

    SUBJECT = "reporter"

    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="joined")
    to = models.ForeignKey("reports.Report", models.PROTECT, related_name="joining")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = JoinedQuerySet.as_manager()

    class Meta:
        verbose_name = _("joined report")
        indexes = [models.Index(fields=["to"], name="joined_to_a_report")]
        constraints = [
            CarriedKey("report", "desk", name="joined_desk_is_the_reports"),
            CarriedKey("to", "desk", name="joined_desk_is_the_others"),
            models.UniqueConstraint(fields=["report"], condition=models.Q(until=None), name="joined_to_one_at_a_time"),
            models.CheckConstraint(condition=~models.Q(report=models.F("to")), name="no_report_is_joined_to_itself"),
        ]
