"""A report that was told without a network: on which sheet, on which day first, to whom, and who typed it in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Person
from sightline.kit.carried import CarriedKey
from sightline.kit.records import Record
from sightline.kit.sealed import SealedTextField


class Sheet(Record):
    """The paper, or the page without a network, behind a report. Its number is its own: the same one is never typed twice."""

    SUBJECT = "reporter"

    report = models.OneToOneField("reports.Report", models.PROTECT, related_name="+")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    partner = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField(max_length=20)
    told_on = models.DateField()
    taken_by = SealedTextField(max_length=120)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("sheet of paper")
        constraints = [
            CarriedKey("report", "desk", name="sheet_desk_is_the_reports"),
            CarriedKey("report", "partner", name="sheet_partner_is_the_reports"),
            models.UniqueConstraint(fields=["desk", "number"], name="one_report_a_sheet"),
            models.CheckConstraint(condition=~models.Q(number=""), name="a_sheet_has_a_number"),
        ]
