"""A conflict of interest: somebody is kin, friend, creditor or former employee of those whom a record is about."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.steps import Step


class ConflictQuerySet(RecordQuerySet):
    """Lists of conflicts of interest."""

    def unseen(self) -> Self:
        """Those that stand and that no auditor has read yet, the longest waiting first."""
        return self.filter(state=Conflict.State.STANDING, seen_at=None).order_by("recorded_at", "ref")


class Conflict(Record):
    """While it stands, the record is closed to the person, whatever else would open it.

    record, about: the key and the reference of what it is with. reason: how they are tied to it, in few words.
    seen_by, seen_at: the auditor who read it and let it stand; until then it waits for one.
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
    seen_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = _("conflict of interest")
        indexes = [models.Index(fields=["person"], condition=Q(state="standing"), name="conflicts_of_a_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="conflict_has_a_reason"),
            models.CheckConstraint(
                condition=Q(seen_by=None, seen_at=None) | Q(seen_by__isnull=False, seen_at__isnull=False),
                name="conflict_seen_by_someone",
            ),
            models.CheckConstraint(condition=~Q(seen_by=F("person")), name="conflict_is_seen_by_another"),
            models.UniqueConstraint(
                fields=["person", "record"], condition=Q(state="standing"), name="one_conflict_with_a_record"
            ),
        ]

    @property
    def is_unseen(self) -> bool:
        """Whether it stands and no auditor has read it yet."""
        return self.state == self.State.STANDING and self.seen_at is None
