"""Single sign-on: an agency's own sign-in, and who of its people it knows by which name."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.kit.carried import CarriedKey
from sightline.kit.records import Record, ReferenceField
from sightline.kit.steps import Step


class Provider(Record):
    """An agency's own sign-in, by OpenID Connect. Kept by the operator, at the command line.

    issuer: its address, as its tokens name it. sealed: our secret there, if it gave us one, sealed with a key that is
    not in the database. asks_twice: the agency warrants that it asks for two factors; else we ask for ours as well.
    """

    SUBJECT = ""

    agency = models.OneToOneField("agencies.Agency", models.PROTECT, related_name="+")
    issuer = models.URLField(max_length=200)
    client = models.CharField(max_length=200)
    sealed = models.BinaryField(max_length=400, default=b"")
    asks_twice = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("an agency’s own sign-in")


class Identity(Record):
    """That an agency's own sign-in knows one of its people by this name. It takes two people to say so."""

    SUBJECT = "professional"

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waits for a second person")
        STANDING = "standing", _("Signs in")
        ENDED = "ended", _("Ended")

    STEPS = {
        "vouch": Step({State.PROPOSED}, State.STANDING, sets=("vouched_by",)),
        "end": Step({State.PROPOSED, State.STANDING}, State.ENDED),
    }

    ref = ReferenceField("ID")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PROPOSED)
    person = models.ForeignKey("agencies.Person", models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    subject = models.CharField(max_length=255)
    started_by = models.ForeignKey("agencies.Person", models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    vouched_by = models.ForeignKey("agencies.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("name at the agency’s own sign-in")
        constraints = [
            CarriedKey("person", "agency", name="identity_is_of_the_persons_agency"),
            models.CheckConstraint(
                condition=models.Q(vouched_by__isnull=True) | ~models.Q(vouched_by=models.F("started_by")),
                name="nobody_vouches_for_their_own_word",
            ),
            models.CheckConstraint(condition=~models.Q(person=models.F("started_by")), name="nobody_names_themselves"),
            models.UniqueConstraint(
                fields=["agency", "subject"], condition=~models.Q(state="ended"), name="a_name_is_one_persons"
            ),
        ]
