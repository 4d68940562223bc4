"""How a person without a factor gets one: at first, or after losing theirs. It takes two people beside them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.kit.carried import CarriedKey
from sightline.kit.records import Record, ReferenceField
from sightline.kit.steps import Step


class Invitation(Record):
    """One way in for one person: an administrator starts it, a second person vouches, each holds half of a code.

    An installation's first has neither: `sightline enrol` makes it with both halves.
    """

    SUBJECT = "professional"

    class State(models.TextChoices):
        STARTED = "started", _("Waits for a second person")
        VOUCHED = "vouched", _("Open for a quarter of an hour")
        USED = "used", _("Used")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    STEPS = {
        "vouch": Step({State.STARTED}, State.VOUCHED, sets=("vouched_by", "lapses_at")),
        "withdraw": Step({State.STARTED, State.VOUCHED}, State.WITHDRAWN),
        "use": Step({State.VOUCHED}, State.USED),
    }

    ref = ReferenceField("IN")
    state = models.CharField(max_length=20, choices=State.choices, default=State.STARTED)
    person = models.ForeignKey("agencies.Person", models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    started_by = models.ForeignKey("agencies.Person", models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    vouched_by = models.ForeignKey("agencies.Person", models.PROTECT, null=True, related_name="+")
    lapses_at = models.DateTimeField()

    class Meta:
        verbose_name = _("invitation to sign in")
        constraints = [
            CarriedKey("person", "agency", name="invitation_is_of_the_persons_agency"),
            models.CheckConstraint(
                condition=models.Q(vouched_by__isnull=True) | ~models.Q(vouched_by=models.F("started_by")),
                name="nobody_vouches_for_their_own",
            ),
            models.CheckConstraint(
                condition=models.Q(started_by__isnull=True) | ~models.Q(person=models.F("started_by")),
                name="nobody_invites_themselves",
            ),
            models.CheckConstraint(
                condition=models.Q(vouched_by__isnull=True) | ~models.Q(person=models.F("vouched_by")),
                name="nobody_vouches_for_themselves",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state__in=["started", "vouched"]),
                name="one_invitation_at_a_time",
            ),
        ]


class Half(Record):
    """Half of an invitation's code, as a keyed mark of it; nobody reads it, and the half itself is shown once.

    held_by: who was shown it; null where the command line showed it.
    """

    SUBJECT = "professional"

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="halves")
    held_by = models.ForeignKey("agencies.Person", models.PROTECT, null=True, related_name="+")
    second = models.BooleanField()
    mark = models.BinaryField(max_length=32, unique=True)

    class Meta:
        verbose_name = _("half of an invitation’s code")
        constraints = [models.UniqueConstraint(fields=["invitation", "second"], name="a_code_has_two_halves")]
