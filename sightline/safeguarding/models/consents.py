"""What a person agreed to: every answer is an act of its own, and the newest counts."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import RecordQuerySet
from sightline.safeguarding.models.care import Case, OfACase

REFERRAL = "P1"  # the purposes that rules speak of; all of them are in vocabulary/consents.toml
SUPPORT = "P2"


class ConsentQuerySet(RecordQuerySet):
    """Lists of answers."""

    def newest(self) -> Self:
        """The answer that counts for each case and purpose."""
        return self.order_by("case", "purpose", "-answered_at", "-id").distinct("case", "purpose")

    def agreed(self, case: Case, purpose: str, on: date) -> Consent | None:
        """The person's yes to that purpose, if it still holds on that day."""
        answer = self.filter(case=case.pk, purpose=purpose).newest().first()
        return answer if answer and answer.live(on) else None


class Consent(OfACase):
    """One answer to one purpose. Never changed: a withdrawal is a new answer."""

    class Answer(models.TextChoices):
        GIVEN = "given", _("Agreed")
        REFUSED = "refused", _("Not agreed")
        WITHDRAWN = "withdrawn", _("Taken back")

    way = models.CharField(max_length=10, choices=Case.Way.choices)
    purpose = models.SlugField(max_length=40)
    answer = models.CharField(max_length=20, choices=Answer.choices)
    recipient = models.CharField(max_length=160, blank=True)
    how = models.CharField(max_length=60)
    language = models.CharField(max_length=12)
    interpreter = models.BooleanField(default=False)
    explained_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    ends_on = models.DateField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        indexes = [models.Index(fields=["case", "-answered_at"], name="consents_of_a_case")]
        constraints = [
            carries("case", name="consent_carries_case"),
            CarriedKey("case", "way", name="consent_way_is_the_cases"),
            models.CheckConstraint(
                condition=~models.Q(way="child", purpose=REFERRAL), name="a_child_is_not_asked_for_the_referral"
            ),
        ]

    def live(self, on: date) -> bool:
        """Whether it is a yes that still holds on that day."""
        return self.answer == self.Answer.GIVEN and (self.ends_on is None or self.ends_on >= on)
