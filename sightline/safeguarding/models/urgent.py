"""Where a life is in danger: for four hours the provider's duty desk answers a relay. The address is shown to nobody."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Area, Person
from sightline.kit.carried import CarriedKey
from sightline.kit.records import ReferenceField
from sightline.kit.steps import Step
from sightline.safeguarding.models.care import OfACase
from sightline.safeguarding.models.relays import Relay

LASTS_FOR = timedelta(hours=4)


class Urgent(OfACase):
    """A relay opened to the duty desk of the provider: one asks, another agrees, and it ends by itself.

    Its hours are real ones, whatever moment a story stands at.
    """

    SUBJECT = "possible victim"

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for a second person")
        OPEN = "open", _("Open for four hours")
        REFUSED = "refused", _("Refused")

    STEPS = {
        "second": Step({State.ASKED}, State.OPEN, sets=("seconded_by", "begins_at", "ends_at")),
        "refuse": Step({State.ASKED}, State.REFUSED),
    }

    ref = ReferenceField("UR")
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    relay = models.ForeignKey(Relay, models.PROTECT, related_name="+")
    investigator = models.ForeignKey(Person, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=1_000)
    asked_at = models.DateTimeField()
    seconded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    begins_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("urgent relay")
        constraints = [
            CarriedKey("relay", "case", "investigator", "area", name="urgent_keys_are_the_relays"),
            models.CheckConstraint(
                condition=~models.Q(state="open")
                | models.Q(seconded_by__isnull=False, ends_at=models.F("begins_at") + LASTS_FOR),
                name="urgent_lasts_four_hours",
            ),
            models.CheckConstraint(
                condition=~models.Q(seconded_by=models.F("investigator")), name="urgent_needs_two_people"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="urgent_has_a_reason"),
            models.UniqueConstraint(
                fields=["relay"], condition=models.Q(state="asked"), name="one_urgent_question_at_a_time"
            ),
        ]
