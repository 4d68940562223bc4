"""How police and a person in care reach each other, and neither learns where the other is."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Area, Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.sealed import SealedTextField
from sightline.kit.steps import Step
from sightline.safeguarding.models.care import Case, OfACase


class Relay(OfACase):
    """A line between an investigator and a person in care, by which neither learns where the other is."""

    ref = ReferenceField("W")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    investigator = models.ForeignKey(Person, models.PROTECT, related_name="+")
    calls_self = SealedTextField(max_length=120, of="case")
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("relay")
        constraints = [
            CarriedKey("case", "area", name="relay_area_is_the_cases"),
            carries("case", "investigator", name="relay_carries_case"),
            carries("case", "investigator", "area", name="relay_carries_area"),
            models.UniqueConstraint(fields=["case", "investigator"], name="one_relay_a_pair"),
        ]


class RelayMessageQuerySet(RecordQuerySet):
    """Lists of messages."""

    def waiting(self) -> Self:
        """Those from the police that nobody has passed on or declined, the oldest first."""
        return self.filter(state="written", from_person_in_care=False).order_by("written_at")


class RelayMessage(Record):
    """One message through a relay. An answer names no writer: who holds the person is nothing for the police."""

    SUBJECT = "possible victim"

    class State(models.TextChoices):
        WRITTEN = "written", _("Waits to be passed on")
        PASSED_ON = "passed-on", _("Passed on")
        DECLINED = "declined", _("Declined")

    STEPS = {
        "pass_on": Step({State.WRITTEN}, State.PASSED_ON),
        "decline": Step({State.WRITTEN}, State.DECLINED),
    }

    ref = ReferenceField("M")
    state = models.CharField(max_length=20, choices=State.choices, default=State.WRITTEN)
    relay = models.ForeignKey(Relay, models.PROTECT, related_name="messages")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    investigator = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = SealedTextField(max_length=2_000, of="case")
    from_person_in_care = models.BooleanField(default=False)
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()

    objects = RelayMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("relay message")
        constraints = [
            CarriedKey("relay", "case", "investigator", name="message_case_is_the_relays"),
            models.CheckConstraint(
                condition=models.Q(from_person_in_care=True, written_by__isnull=True)
                | models.Q(from_person_in_care=False, written_by__isnull=False),
                name="an_answer_names_no_writer",
            ),
        ]
