"""What is known of a call beside what was told: the draft while it lasts, how it went, to whom it was handed."""

from __future__ import annotations

import json
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Person
from sightline.kit.carried import CarriedKey
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.sealed import SealedTextField


class CallDraftQuerySet(RecordQuerySet):
    """Lists of drafts."""

    def unfinished(self) -> Self:
        """Those in which something waits that is not yet in a report, the youngest first."""
        return self.filter(ended_at=None, empty=False).order_by("-saved_at")


class CallDraft(Record):
    """What a handler has typed and not sent yet, kept from the first key. typed: sealed, the form as it stands.

    turn: counts the savings, so that one that comes late never writes over a later one. empty: all of it is in the report.
    """

    SUBJECT = "reporter"

    ref = ReferenceField("DR")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    handler = models.ForeignKey(Person, models.PROTECT, related_name="+")
    report = models.ForeignKey("reports.Report", models.PROTECT, null=True, blank=True, related_name="drafts")
    typed = SealedTextField(max_length=200_000, blank=True)
    turn = models.PositiveIntegerField(default=0)
    empty = models.BooleanField(default=False)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CallDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of a call")
        indexes = [models.Index(fields=["handler", "-saved_at"], name="drafts_of_a_handler")]
        constraints = [CarriedKey("report", "desk", name="draft_desk_is_the_reports")]

    @property
    def answers(self) -> dict[str, list[str]]:
        """The form as it was typed: each field with its values."""
        found: dict[str, list[str]] = json.loads(self.typed) if self.typed.startswith("{") else {}
        return found

    @staticmethod
    def as_typed(answers: Any) -> str:
        """A form as it is kept."""
        return json.dumps(dict(answers), ensure_ascii=False)


class Call(Record):
    """One call about a report: when, by which line, how it ended, what was advised. A second call is a second row."""

    SUBJECT = "reporter"

    class Channel(models.TextChoices):
        LINE_101 = "101", _("101")
        LINE_999 = "999", _("999")
        HELPLINE = "helpline", _("Helpline")
        RADIO = "radio", _("Radio or control room")
        COUNTER = "counter", _("Front counter")
        OTHER = "other", _("Other")

    class Ended(models.TextChoices):
        AGREED = "agreed", _("Ended by both")
        LEFT = "left", _("The caller left the line")
        CUT_OFF = "cut-off", _("The line was cut")

    FACTS = ("channel", "interpreter", "risk", "risk_why", "advice", "numbers", "incident")

    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="calls")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    handler = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended = models.CharField(max_length=10, choices=Ended.choices, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, blank=True)
    interpreter = models.CharField(max_length=60, blank=True)
    risk = models.CharField(max_length=10, blank=True)
    risk_why = models.TextField(max_length=1_000, blank=True)
    advice = models.TextField(max_length=1_000, blank=True)
    numbers = ArrayField(models.SlugField(max_length=40), default=list, blank=True)
    incident = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("call")
        indexes = [models.Index(fields=["report", "started_at"], name="calls_of_a_report")]
        constraints = [
            CarriedKey("report", "desk", name="call_desk_is_the_reports"),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(ended="")),
                name="call_ended_somehow",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("started_at")),
                name="call_ends_after_it_starts",
            ),
        ]


class HandOver(Record):
    """The moment at which a call was given to those who act now, and by whom: a record that nobody changes."""

    SUBJECT = "reporter"

    class To(models.TextChoices):
        CONTROL_ROOM = "control-room", _("the police control room")
        DUTY_DESK = "duty-desk", _("the duty desk")

    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="hand_overs")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    to = models.CharField(max_length=20, choices=To.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("hand-over of a call")
        indexes = [models.Index(fields=["report", "at"], name="hand_overs_of_a_report")]
        constraints = [CarriedKey("report", "desk", name="hand_over_desk_is_the_reports")]
