"""Programs that act for an agency: each by a token of its own, as a member of its staff who is no person."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.kit.carried import CarriedKey
from sightline.kit.records import Record, ReferenceField


class Token(Record):
    """What an agency's program shows to come in; only its mark is kept. `person` is what it then acts as.

    mark: the SHA-256 of the token, which is 256 random bits: no guess is worth a try.
    """

    SUBJECT = ""

    ref = ReferenceField("TK")
    label = models.CharField(max_length=60)
    person = models.OneToOneField("agencies.Person", models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    mark = models.BinaryField(max_length=32, unique=True)
    issued_by = models.ForeignKey("agencies.Person", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("token of a program")
        constraints = [CarriedKey("person", "agency", name="token_is_of_the_programs_agency")]
