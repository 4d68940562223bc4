"""The words of a visit: its type, its purpose, and an answer that may not be known."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VisitType(models.TextChoices):
    """How an operation goes to a place (operations, section 2)."""

    AWARENESS = "awareness", _("Awareness visit")
    SOFT = "soft", _("Soft visit")
    COMPLIANCE = "compliance", _("Compliance visit")
    ENFORCED = "enforced", _("Enforced visit")


class Answer(models.TextChoices):
    """An answer to a question that may have none yet."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "not-known", _("Not known")


class Purpose(models.TextChoices):
    """What a visit is for. A soft visit safeguards or educates; a search is for enforced visits alone."""

    SAFEGUARD = "safeguard", _("Safeguard people")
    EDUCATE = "educate", _("Educate owners and staff")
    INSPECT = "inspect", _("A regulator's own inspection")
    SEARCH = "search", _("Search for evidence of a crime")
    RECOVER = "recover", _("Recover people, arrest suspects")
