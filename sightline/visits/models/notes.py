"""A report that somebody wrote in the field: who, when, and at which visit. What it says is the desk's alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Person
from sightline.kit.carried import CarriedKey
from sightline.kit.records import Record, ReferenceField
from sightline.operations.models import Team
from sightline.reports.models import Level, Report
from sightline.visits.models.visit import Visit


class FieldNote(Record):
    """That a report was written in the field, for its writer, who may never read it, and for the desk, which may ask."""

    SUBJECT = "reporter"

    ref = ReferenceField("FN")
    report = models.OneToOneField(Report, models.PROTECT, related_name="+")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    level = models.CharField(max_length=10, choices=Level.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("field note")
        indexes = [models.Index(fields=["by", "-at"], name="field_notes_of_a_writer")]
        constraints = [
            CarriedKey("report", "desk", name="field_note_desk_is_the_reports"),
            CarriedKey("visit", "team", name="field_note_team_is_the_visits"),
            models.CheckConstraint(
                condition=models.Q(visit__isnull=True, team__isnull=True)
                | models.Q(visit__isnull=False, team__isnull=False),
                name="field_note_of_a_visit_has_its_team",
            ),
        ]
