"""Services to turn to, each change a new version; and the wish of a reporter that the desk passes a report on to one."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Person
from sightline.kit.carried import CarriedKey
from sightline.kit.records import Record, RecordQuerySet
from sightline.kit.steps import Step
from sightline.kit.vocabulary import Entry

NATIONS = [
    ("england", _("England")),
    ("wales", _("Wales")),
    ("scotland", _("Scotland")),
    ("northern-ireland", _("Northern Ireland")),
]


class SignpostQuerySet(RecordQuerySet):
    """Lists of signposts."""

    def newest(self) -> Self:
        """The last version of each service."""
        return self.order_by("code", "-version").distinct("code")


class Signpost(Record):
    """A service as it is shown, from one version to the next; the words are English as written, and translated when shown.

    confirm: what nobody has confirmed with the service yet; unconfirmed: that is its number, so it is not shown.
    opens_at, closes_at, days: when it answers, if not always; days are ISO weekdays.
    """

    SUBJECT = ""
    SAYS: tuple[str, ...] = (
        *("number", "shown", "digits", "prefix", "nations", "hours", "opens_at", "closes_at", "days", "why"),
        *("anonymous", "confirm", "unconfirmed", "since", "until", "checked_on", "check_by"),
    )

    code = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    number = models.CharField(max_length=20, blank=True)
    shown = models.CharField(max_length=40, blank=True)
    digits = models.PositiveSmallIntegerField()
    prefix = models.CharField(max_length=6, blank=True)
    nations = ArrayField(models.CharField(max_length=20, choices=NATIONS))
    hours = models.CharField(max_length=80, blank=True)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    why = models.CharField(max_length=200)
    anonymous = models.CharField(max_length=40, blank=True)
    confirm = models.CharField(max_length=200, blank=True)
    unconfirmed = models.BooleanField(default=False)
    source = models.CharField(max_length=300)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    checked_on = models.DateField()
    check_by = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SignpostQuerySet.as_manager()

    class Meta:
        verbose_name = _("signpost")
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="one_signpost_a_version"),
            models.CheckConstraint(
                condition=models.Q(opens_at__isnull=True, closes_at__isnull=True)
                | models.Q(opens_at__isnull=False, closes_at__isnull=False),
                name="signpost_opens_and_closes",
            ),
        ]

    def as_entry(self, listed: Entry | None) -> Entry:
        """As the list of the release has it, with what this version says instead."""
        own = {name: getattr(self, name) for name in self.SAYS}
        said: dict[str, Any] = {name: value for name, value in own.items() if value not in (None, "", [])}
        kept = {name: value for name, value in (listed.more if listed else {}).items() if name not in self.SAYS}
        return Entry(self.code, self.name, self.source, kept | said)

    def is_lapsed(self, on: date) -> bool:
        """Whether its check was due before that day."""
        return bool(self.check_by and self.check_by < on)


class WishQuerySet(RecordQuerySet):
    """Lists of wishes."""

    def waiting(self) -> Self:
        """Those that nobody at the desk has answered yet."""
        return self.filter(state=Wish.State.ASKED)

    def answered(self) -> Self:
        """Those that the desk has answered, the newest answer first."""
        return self.exclude(state=Wish.State.ASKED).order_by(F("answered_at").desc(nulls_last=True), "service")


class Wish(Record):
    """A reporter's wish that a service hears of their report: to whom, and what may be told of them. The desk acts on it."""

    SUBJECT = "reporter"

    class State(models.TextChoices):
        ASKED = "asked", _("Asked for")
        PASSED = "passed", _("Passed on")
        DECLINED = "declined", _("Not passed on")

    class Sharing(models.TextChoices):
        NOTHING = "nothing", _("Nothing of the reporter")
        THROUGH_US = "through-us", _("Nothing of the reporter; the desk may ask through the code")
        CONTACT = "contact", _("How to reach the reporter, as they gave it")

    STEPS = {
        "tell": Step({State.ASKED}, State.PASSED, sets=("answered_by", "answered_at")),
        "decline": Step({State.ASKED}, State.DECLINED, sets=("answered_by", "answered_at")),
    }

    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="wishes")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    service = models.SlugField(max_length=40)
    sharing = models.CharField(max_length=20, choices=Sharing.choices)
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish")
        constraints = [
            CarriedKey("report", "desk", name="wish_desk_is_the_reports"),
            models.UniqueConstraint(fields=["report", "service"], name="one_wish_a_service"),
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True, answered_at__isnull=True)
                | models.Q(answered_by__isnull=False, answered_at__isnull=False) & ~models.Q(state="asked"),
                name="a_wish_is_answered_by_someone",
            ),
        ]
