"""What a person proves with that it is them: passkeys, and a generator of one-time codes beside a password."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import Record, ReferenceField


class Passkey(Record):
    """A passkey as the server knows it: its public half, which is no secret.

    credential: the authenticator's own name for it. public: its attested data as WebAuthn writes it. count: how often
    it signed, where it counts at all; a count that falls tells of a copy.
    """

    SUBJECT = "professional"

    ref = ReferenceField("PK")
    person = models.ForeignKey("agencies.Person", models.PROTECT, related_name="+")
    label = models.CharField(max_length=60)
    credential = models.BinaryField(max_length=1023, unique=True)
    public = models.BinaryField(max_length=4096)
    count = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("passkey")
        indexes = [models.Index(fields=["person", "-added_at"], name="passkeys_of_a_person")]


class CodeGenerator(Record):
    """That a person has a telephone which makes one-time codes. Its secret is a record apart, which nobody reads."""

    SUBJECT = "professional"

    ref = ReferenceField("CG")
    person = models.ForeignKey("agencies.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("code generator")
        constraints = [
            carries("person", name="generator_carries_person"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_at__isnull=True), name="one_generator_at_a_time"
            ),
        ]


class CodeSecret(Record):
    """The secret of a code generator, sealed with a key that is not in the database.

    last_step: the half minute whose code was used last, counted from 1970; no code of it or before it counts again.
    """

    SUBJECT = "professional"

    generator = models.OneToOneField(CodeGenerator, models.PROTECT, related_name="secret")
    person = models.ForeignKey("agencies.Person", models.PROTECT, related_name="+")
    sealed = models.BinaryField(max_length=200)
    last_step = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("secret of a code generator")
        constraints = [CarriedKey("generator", "person", name="secret_is_of_the_generators_person")]
