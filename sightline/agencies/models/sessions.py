"""Sessions and failed tries: what the sign-in pages keep before anybody is known. Closed to every working role."""

from __future__ import annotations

import uuid

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _


class Session(AbstractBaseSession):
    """A browser that signed in, or is about to. `session_key` is a mark of its number: the number is not kept.

    id: how pages name it. way: by what its person signed in.
    """

    id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.UUIDField(null=True, db_index=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    way = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("session")


class Tries(models.Model):
    """Tries that failed, for a name by one way in. `mark` is a keyed mark of both: the name itself is not kept."""

    mark = models.BinaryField(primary_key=True, max_length=32)
    failed = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tries that failed")

    def __str__(self) -> str:
        return f"{self.failed} since {self.last_at}"
