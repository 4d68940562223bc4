"""What goes to the Home Office, and what it decided."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.carried import CarriedKey
from sightline.kit.records import ReferenceField
from sightline.kit.steps import Step
from sightline.safeguarding.models.care import Case, OfACase
from sightline.safeguarding.models.consents import Consent


class Referral(OfACase):
    """What goes to the Home Office: a referral (NRM) with an adult's consent or for a child, else the Duty to Notify."""

    class Kind(models.TextChoices):
        NRM = "nrm", _("Referral (NRM)")
        DTN = "dtn", _("Duty to Notify")

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        SENT = "sent", _("Sent")
        RG_POSITIVE = "rg-positive", _("Reasonable grounds: yes")
        RG_NEGATIVE = "rg-negative", _("Reasonable grounds: no")
        CG_POSITIVE = "cg-positive", _("Conclusive grounds: yes")
        CG_NEGATIVE = "cg-negative", _("Conclusive grounds: no")
        WITHDRAWN = "withdrawn", _("Withdrawn by the person")

    STEPS = {
        "send": Step({State.DRAFT}, State.SENT, sets=("sent_at", "sent_by")),
        "decide_reasonable_yes": Step({State.SENT}, State.RG_POSITIVE),
        "decide_reasonable_no": Step({State.SENT}, State.RG_NEGATIVE),
        "decide_conclusive_yes": Step({State.RG_POSITIVE}, State.CG_POSITIVE),
        "decide_conclusive_no": Step({State.RG_POSITIVE}, State.CG_NEGATIVE),
        "withdraw": Step({State.DRAFT, State.SENT, State.RG_POSITIVE}, State.WITHDRAWN),
    }

    ref = ReferenceField("F")
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    way = models.CharField(max_length=10, choices=Case.Way.choices)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, blank=True, related_name="+")
    account = models.TextField(max_length=15_000)
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("referral")
        constraints = [
            CarriedKey("case", "way", name="referral_way_is_the_cases"),
            CarriedKey("consent", "case", name="referral_consent_is_the_cases"),
            models.CheckConstraint(
                condition=models.Q(kind="dtn", way="adult")
                | models.Q(kind="nrm", way="child")
                | models.Q(kind="nrm", consent__isnull=False),
                name="an_adult_is_referred_with_consent",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True, sent_by__isnull=True)
                | models.Q(sent_at__isnull=False, sent_by__isnull=False),
                name="referral_sent_by_someone",
            ),
            models.UniqueConstraint(
                fields=["case", "kind"], condition=~models.Q(state="withdrawn"), name="one_live_referral_a_kind"
            ),
        ]

    @property
    def notifies(self) -> bool:
        """Whether it is the Duty to Notify, which may not tell who the person is."""
        return self.kind == self.Kind.DTN
