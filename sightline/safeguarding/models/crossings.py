"""A person's details crossing to an immigration agency: asked, approved by two others, sent, and kept as it was sent."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.sealed import SealedTextField
from sightline.kit.steps import Step
from sightline.safeguarding.models.care import OfACase
from sightline.safeguarding.models.consents import Consent

CROSSING = "P10"  # the purpose of the consent


class CrossingQuerySet(RecordQuerySet):
    """Lists of crossings."""

    def waiting(self) -> Self:
        """Those that wait for an approval."""
        return self.filter(state__in=[Crossing.State.ASKED, Crossing.State.APPROVED]).order_by("asked_at")


class Crossing(OfACase):
    """The decision that certain details of one person go to one immigration agency. It holds none of them."""

    SUBJECT = "possible victim"

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for two approvals")
        APPROVED = "approved", _("Waits for the second approval")
        AGREED = "agreed", _("Approved, not sent yet")
        SENT = "sent", _("Sent")
        REFUSED = "refused", _("Refused")

    STEPS = {
        "approve": Step({State.ASKED}, State.APPROVED, sets=("approved_by",)),
        "confirm": Step({State.APPROVED}, State.AGREED, sets=("confirmed_by",)),
        "refuse": Step({State.ASKED, State.APPROVED, State.AGREED}, State.REFUSED),
        "send": Step({State.AGREED}, State.SENT, sets=("sent_at",)),
    }

    ref = ReferenceField("CX")
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    to = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    attention = models.CharField(max_length=120)
    basis = models.SlugField(max_length=40)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, blank=True, related_name="+")
    override = models.CharField(max_length=1_000, blank=True)
    fields = ArrayField(models.SlugField(max_length=40))
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = CrossingQuerySet.as_manager()

    class Meta:
        verbose_name = _("crossing to immigration")
        constraints = [
            CarriedKey("case", "area", name="crossing_area_is_the_cases"),
            CarriedKey("consent", "case", name="crossing_consent_is_the_cases"),
            carries("case", "to", name="crossing_carries_recipient"),
            models.CheckConstraint(
                condition=models.Q(basis="consent", consent__isnull=False)
                | (~models.Q(basis="consent") & models.Q(consent__isnull=True) & ~models.Q(override="")),
                name="crossing_has_consent_or_a_stated_override",
            ),
            models.CheckConstraint(condition=~models.Q(fields=[]), name="crossing_names_its_fields"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["agreed", "sent"])
                | models.Q(approved_by__isnull=False, confirmed_by__isnull=False),
                name="crossing_has_two_approvals",
            ),
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("asked_by"))
                & ~models.Q(confirmed_by=models.F("asked_by"))
                & ~models.Q(confirmed_by=models.F("approved_by")),
                name="crossing_has_three_different_hands",
            ),
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
                name="crossing_is_sent_at_some_moment",
            ),
            models.UniqueConstraint(
                fields=["case", "to"],
                condition=models.Q(state__in=["asked", "approved", "agreed"]),
                name="one_open_crossing_a_recipient",
            ),
        ]


class Crossed(Record):
    """What was sent, as it was sent: the recipient's own record, of one person and never a list."""

    SUBJECT = "possible victim"

    ref = ReferenceField("CD")
    crossing = models.OneToOneField(Crossing, models.PROTECT, related_name="+")
    case = models.ForeignKey("safeguarding.Case", models.PROTECT, related_name="+")
    to = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    says = SealedTextField(max_length=1_000)  # with a data key of its own, which the recipient's copy needs
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("details that crossed")
        constraints = [CarriedKey("crossing", "case", "to", name="crossed_keys_are_the_crossings")]
