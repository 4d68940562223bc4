"""A conflict of interest: somebody is kin, friend, creditor or former employee of those whom a record is about."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.records import Record, ReferenceField
from sightline.kit.steps import Step


class Conflict(Record):
    """While it stands, the record is closed to the person, whatever else would open it.

    record, about: the key and the reference of what it is with. reason: how they are tied to it, in few words.
    """

    SUBJECT = "professional"

    class State(models.TextChoices):
        STANDING = "standing", _("Stands")
        ENDED = "ended", _("Ended")

    STEPS = {"end": Step({State.STANDING}, State.ENDED)}

    ref = ReferenceField("CI")
    state = models.CharField(max_length=20, choices=State.choices, default=State.STANDING)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    record = models.UUIDField()
    about = models.CharField(max_length=16)
    reason = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("conflict of interest")
        indexes = [models.Index(fields=["person"], condition=Q(state="standing"), name="conflicts_of_a_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="conflict_has_a_reason"),
            models.UniqueConstraint(
                fields=["person", "record"], condition=Q(state="standing"), name="one_conflict_with_a_record"
            ),
        ]
