"""Why a file was not kept, or has no copy: said to whoever sent it, and to the desk."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Why(models.TextChoices):
    """One reason a file."""

    SIZE = "size", _("It is larger than 25 MB.")
    NUMBER = "number", _("There were ten files already.")
    KIND = "kind", _("It is none of the kinds of file that we take.")
    HARMFUL = "harmful", _("The scanner knows it as harmful.")
    OFFICE = "office", _("Nothing here can turn an office document into plain pages.")
    NOT_COPIED = "not-copied", _("Nothing here can make a clean copy of this kind.")
    UNREADABLE = "unreadable", _("No clean copy could be made: it is damaged, locked, too large inside, or a trap.")
