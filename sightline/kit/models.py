"""Notices, by which an earlier stage tells a duty role that a record needs it; and the keys of what is sealed."""

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.kit.records import Record


class Notice(Record):
    """A reference for a duty, and nothing else: what it is about is read behind the walls."""

    SUBJECT = ""

    duty = models.CharField(max_length=90)
    subject = models.CharField(max_length=20)
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        indexes = [models.Index(fields=["duty", "-sent_at"], name="notices_of_a_duty")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, answered_by__isnull=True)
                | models.Q(answered_at__isnull=False, answered_by__isnull=False),
                name="notice_answered_by_someone",
            )
        ]


class DataKey(Record):
    """The wrapped key of one person or record, whose key it bears: destroying the row erases all that it sealed.

    No role may list them. An act asks for the keys of the rows it has read, by a function of the database.
    guarded: given only to who has confirmed lately that it is them; empty, as in older rows, means no.
    """

    SUBJECT = ""

    agency = models.UUIDField(null=True, blank=True)
    version = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField()
    guarded = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = _("data key")
        indexes = [models.Index(fields=["version"], name="data_keys_of_a_version")]


class SealingKey(Record):
    """A version of the sealing key, known by a mark that tells nothing of it: the key itself is in a file."""

    SUBJECT = ""

    version = models.PositiveSmallIntegerField(unique=True)
    mark = models.BinaryField()
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("version of the sealing key")


def duty(role: str, area: models.Model | UUID) -> str:
    """The duty of a role in an area, or at the key of one, as notices are addressed."""
    return f"{role}@{area.pk if isinstance(area, models.Model) else area}"
