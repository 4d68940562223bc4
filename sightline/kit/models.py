"""Notices: where minutes matter, an earlier stage tells a duty role that a record needs it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.kit.records import Record


class Notice(Record):
    """A reference for a duty, and nothing else: what it is about is read behind the walls."""

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


def duty(role: str, area: models.Model) -> str:
    """The duty of a role in an area, as notices are addressed."""
    return f"{role}@{area.pk}"
