"""The story clock: in the demonstration, time stands still until a person moves it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.kit.records import Record


class StoryClock(Record):
    """The moment at which the demonstration stands."""

    SUBJECT = ""

    stands_at = models.DateTimeField()

    class Meta:
        verbose_name = _("story clock")
