"""What the public and partners tell us, who they are if they say, and the sanitised version that leaves the desk."""

import json
from collections.abc import Iterable
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.sealed import SealedJSONField, SealedTextField
from sightline.kit.steps import Step
from sightline.reports.models.attachments import Attachment, Entrusted, Original
from sightline.reports.models.calls import Call, CallDraft, HandOver
from sightline.reports.models.joined import Joined
from sightline.reports.models.sheets import Sheet
from sightline.reports.models.signposts import Signpost, Wish
from sightline.reports.models.wordings import Reviewer, Translation, Wording

__all__ = [
    "Attachment",
    "Call",
    "CallDraft",
    "CallNote",
    "EarlierTelling",
    "Entrusted",
    "HandOver",
    "Joined",
    "Level",
    "Original",
    "Particulars",
    "Receipt",
    "Report",
    "ReporterContact",
    "Reviewer",
    "SanitisedReport",
    "Sheet",
    "Signpost",
    "Translation",
    "Wish",
    "Wording",
    "by_level",
    "codes",
]


def codes() -> ArrayField:
    """Several codes of a vocabulary."""
    return ArrayField(models.SlugField(max_length=40), default=list, blank=True)


class Level(models.TextChoices):
    """How soon a person must look."""

    RED = "red", _("Danger now")
    AMBER = "amber", _("Today")
    ROUTINE = "routine", _("Within a day")


def by_level(of: str = "") -> models.Case:
    """What sorts the most urgent level first. of: where the level is, when not on the record itself: "report__"."""
    return models.Case(*(models.When(**{f"{of}level": level}, then=place) for place, level in enumerate(Level.values)))


class ReportQuerySet(RecordQuerySet):
    """Lists of reports."""

    def waiting(self) -> Self:
        """Those that nobody has taken up yet: the desk's inbox. What came in a flood waits apart."""
        return self.filter(state=Report.State.RECEIVED, held=False)

    def held(self) -> Self:
        """Those that came in a flood, and of which nobody has said what becomes of them."""
        return self.filter(state=Report.State.RECEIVED, held=True)

    def in_hand(self, *, by: Person) -> Self:
        """Those that somebody has taken, but for those whose words a colleague now checks."""
        checked = SanitisedReport.objects.filter(report=models.OuterRef("pk"), state=SanitisedReport.State.WRITTEN)
        return self.filter(~models.Exists(checked), state=Report.State.TAKEN, taken_by=by.pk)

    def urgent_first(self) -> Self:
        """By level, then the oldest first."""
        return self.order_by(by_level(), "received_at", "ref")


class Report(Record):
    """One telling, by whichever door it came; its text stays with the desk that received it."""

    SUBJECT = "reporter"

    class Door(models.TextChoices):
        PUBLIC = "public", _("Public page")
        CALL = "call", _("Call handler")
        PARTNER = "partner", _("Partner")
        IMPORT = "import", _("Partner import")
        FIELD = "field", _("Field note")
        PAPER = "paper", _("Paper or offline page")

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        TAKEN = "taken", _("Being looked at")
        PASSED_ON = "passed-on", _("Passed on")
        CLOSED = "closed", _("Closed")

    class ClosedAs(models.TextChoices):
        NOT_EXPLOITATION = "not-exploitation", _("Not about exploitation")
        TOLD_TWICE = "told-twice", _("Told before, in another report")
        HANDED_ON = "handed-on", _("Handed to another service")
        TOO_LITTLE = "too-little", _("Too little to act on")
        FLOOD = "flood", _("One of a flood")
        FALSE = "false", _("Knowingly false, as somebody judged")
        OTHER = "other", _("Something else")

    STEPS = {
        "take": Step({State.RECEIVED}, State.TAKEN, sets=("taken_by", "taken_at")),
        "pass_on": Step({State.TAKEN}, State.PASSED_ON),
        "close": Step({State.RECEIVED, State.TAKEN}, State.CLOSED, sets=("closed_as",)),
    }

    TOLD: tuple[str, ...] = (
        *("danger", "danger_kinds", "reporter_safe", "about", "kinds", "signs", "signs_seen", "signs_told", "moving"),
        *("what", "place", "there_now", "people", "children", "vulnerable"),
        *("sector", "going_on", "others_know", "controllers_danger", "sharing", "answers", "questions_version"),
    )

    ref = ReferenceField("R")
    state = models.CharField(max_length=20, choices=State.choices, default=State.RECEIVED)
    door = models.CharField(max_length=20, choices=Door.choices)
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField()
    observed_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=12, default="en")
    level = models.CharField(max_length=10, choices=Level.choices)
    reasons = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    danger = models.SlugField(max_length=40, blank=True)
    danger_kinds = codes()
    reporter_safe = models.SlugField(max_length=40, blank=True)
    about = models.SlugField(max_length=40, blank=True)
    kinds = codes()
    signs = codes()
    signs_seen = codes()
    signs_told = codes()
    moving = models.SlugField(max_length=40, blank=True)
    what = models.TextField(max_length=10_000, blank=True)
    place = models.TextField(max_length=1_000, blank=True)
    there_now = models.SlugField(max_length=40, blank=True)
    people = models.CharField(max_length=60, blank=True)
    children = models.SlugField(max_length=40, blank=True)
    vulnerable = codes()
    sector = models.SlugField(max_length=40, blank=True)
    going_on = models.SlugField(max_length=40, blank=True)
    others_know = models.SlugField(max_length=40, blank=True)
    controllers_danger = codes()
    sharing = models.SlugField(max_length=40, blank=True)
    answers = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    questions_version = models.PositiveSmallIntegerField(default=1)
    campaign = models.CharField(max_length=20, blank=True)
    unfinished = models.BooleanField(default=False)
    held = models.BooleanField(default=False)
    rung = models.PositiveSmallIntegerField(default=0)
    partner = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    partner_reference = models.CharField(max_length=80, blank=True)
    taken_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)

    closed_as = models.CharField(max_length=20, choices=ClosedAs.choices, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        indexes = [
            models.Index(fields=["desk", "-received_at"], name="reports_of_a_desk"),
            models.Index(fields=["desk", "state", "-received_at"], name="reports_by_state"),
            models.Index(
                "desk",
                by_level(),
                "received_at",
                "ref",
                name="open_reports_urgent_first",
                condition=models.Q(state__in=["received", "taken"]),
            ),
            models.Index(  # what counting asks, and the wall: the rows themselves are not looked up
                fields=["desk"],
                include=["state", "level", "held", "received_at", "partner", "id"],
                condition=models.Q(state__in=["received", "taken"]),
                name="open_reports_counted",
            ),
            models.Index(fields=["partner", "-received_at"], name="reports_of_a_partner"),
            models.Index(fields=["desk", "received_at"], name="held_reports", condition=models.Q(held=True)),
        ]
        constraints = [
            carries("desk", name="report_carries_desk"),
            carries("partner", name="report_carries_partner"),
            models.UniqueConstraint(
                fields=["partner", "partner_reference"],
                condition=~models.Q(partner_reference=""),
                name="one_report_a_partner_reference",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_by__isnull=True, taken_at__isnull=True)
                | models.Q(taken_by__isnull=False, taken_at__isnull=False),
                name="report_taken_by_someone",
            ),
        ]

    @property
    def told(self) -> dict[str, object]:
        """What was told, by its fields."""
        return {name: getattr(self, name) for name in (*self.TOLD, "observed_on", "campaign")}

    def as_json(self) -> str:
        """The row as the functions of sql/functions.sql take it."""
        row = {field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields}
        return json.dumps(row, cls=DjangoJSONEncoder)

    @property
    def call_key(self) -> str:
        """The key from which the return code of a call is drawn, so that the handler can read it out."""
        return f"call {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether the desk still has to do something with it."""
        return self.state in (self.State.RECEIVED, self.State.TAKEN)

    @property
    def first_words(self) -> str:
        """What was told, cut to a line."""
        return Truncator(self.what or self.place).chars(120)


class Receipt(Record):
    """The keyed hash of a return code; no role may read it, a function finds the report by it."""

    SUBJECT = "reporter"

    report = models.OneToOneField(Report, models.PROTECT, related_name="+")
    code = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("receipt")


class EarlierTelling(Record):
    """What a partner had told before it sent the same reference again with other words; the desk sees both."""

    SUBJECT = "reporter"

    report = models.ForeignKey(Report, models.PROTECT, related_name="earlier")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    told = models.JSONField(encoder=DjangoJSONEncoder)
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("earlier telling")
        indexes = [models.Index(fields=["report", "-until"], name="tellings_of_a_report")]
        constraints = [CarriedKey("report", "desk", name="telling_desk_is_the_reports")]


class ReporterContact(Record):
    """How to reach the reporter, if they said; apart from the report, and for the desk alone."""

    SUBJECT = "reporter"

    report = models.ForeignKey(Report, models.PROTECT, related_name="contacts")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = SealedTextField(max_length=120, blank=True)
    reach = SealedTextField(max_length=160)
    when_safe = SealedTextField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("reporter contact")
        constraints = [CarriedKey("report", "desk", name="contact_desk_is_the_reports")]


class LevelChange(Record):
    """A person's own word on how soon a report must be looked at, with the reason. From danger now downwards it takes two."""

    SUBJECT = "reporter"

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for a second person")
        DONE = "done", _("Changed")
        LEFT = "left", _("Left as it was")

    STEPS = {
        "settle": Step({State.ASKED}, State.DONE),
        "agree": Step({State.ASKED}, State.DONE, sets=("answered_by", "answered_at")),
        "leave": Step({State.ASKED}, State.LEFT, sets=("answered_by", "answered_at")),
    }

    ref = ReferenceField("LC")
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    report = models.ForeignKey(Report, models.PROTECT, related_name="level_changes")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    was = models.CharField(max_length=10, choices=Level.choices)
    to = models.CharField(max_length=10, choices=Level.choices)
    why = SealedTextField(max_length=1_000)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("change of level")
        indexes = [models.Index(fields=["report", "-asked_at"], name="level_changes_of_a_report")]
        constraints = [
            CarriedKey("report", "desk", name="level_change_desk_is_reports"),
            models.UniqueConstraint(fields=["report"], condition=models.Q(state="asked"), name="one_open_level_change"),
            models.CheckConstraint(condition=~models.Q(was=models.F("to")), name="a_level_change_changes"),
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True) | ~models.Q(answered_by=models.F("asked_by")),
                name="two_people_lower_red",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=False) | ~models.Q(was="red", state="done"),
                name="red_is_lowered_by_a_second",
            ),
        ]


class ReporterMessage(Record):
    """What a reporter wrote later, behind their code: the desk alone opens it; to the hour, as the report itself.

    answers: what they answered with it, in codes, by the fields of the questions.
    """

    SUBJECT = "reporter"

    report = models.ForeignKey(Report, models.PROTECT, related_name="messages")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    text = SealedTextField(max_length=10_000)
    answers = models.JSONField(default=dict, blank=True)
    level = models.CharField(max_length=10, choices=Level.choices)
    reasons = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    told_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reporter's message")
        indexes = [models.Index(fields=["report", "told_at"], name="messages_of_a_report")]
        constraints = [CarriedKey("report", "desk", name="message_desk_is_the_reports")]


class DeskMessage(Record):
    """What the desk wrote to whoever holds the code: readable by them, so it names nobody. asks: it waits for an answer."""

    SUBJECT = "reporter"

    report = models.ForeignKey(Report, models.PROTECT, related_name="said")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    text = models.TextField(max_length=4_000)
    asks = models.BooleanField(default=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("desk's message")
        indexes = [models.Index(fields=["report", "at"], name="said_of_a_report")]
        constraints = [CarriedKey("report", "desk", name="said_desk_is_the_reports")]


class ParticularsQuerySet(RecordQuerySet):
    """Lists of particulars."""

    def in_order(self) -> Self:
        """As they were told."""
        return self.order_by("told_at", "pk")


class Particulars(Record):
    """What was told in words that may tell who somebody is: names, looks, vehicles, ways in. Apart, and sealed.

    texts: by the field of the question. Later particulars add to earlier ones; nothing is written over.
    """

    SUBJECT = "reporter"

    report = models.ForeignKey(Report, models.PROTECT, related_name="particulars")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    partner = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    texts = SealedJSONField()
    told_at = models.DateTimeField()

    objects = ParticularsQuerySet.as_manager()

    class Meta:
        verbose_name = _("particulars")
        indexes = [models.Index(fields=["report", "told_at"], name="particulars_of_a_report")]
        constraints = [
            CarriedKey("report", "desk", name="particulars_desk_is_the_reports"),
            CarriedKey("report", "partner", name="particulars_partner_is_reports"),
        ]

    @staticmethod
    def told_in(rows: Iterable["Particulars"]) -> dict[str, str]:
        """What was told in all of these, by the fields of the questions; what was told last stands."""
        told: dict[str, str] = {}
        for each in rows:
            told |= each.texts
        return told


class CallNote(Record):
    """One line that a call handler wrote down: a summary, marked by who says it."""

    SUBJECT = "reporter"

    class Basis(models.TextChoices):
        SAID = "said", _("Said")
        SEEN = "seen", _("Seen by me")
        VIEW = "view", _("My view")

    report = models.ForeignKey(Report, models.PROTECT, related_name="notes")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    basis = models.CharField(max_length=10, choices=Basis.choices)
    text = models.TextField(max_length=4_000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("call note")
        indexes = [models.Index(fields=["report", "at"], name="notes_of_a_report")]
        constraints = [CarriedKey("report", "desk", name="note_desk_is_the_reports")]


class SanitisedReportQuerySet(RecordQuerySet):
    """Lists of sanitised reports."""

    def to_check(self, *, by: Person) -> Self:
        """Those that wait for another than who wrote them."""
        return self.filter(state=SanitisedReport.State.WRITTEN).exclude(written_by=by.pk)

    def waiting(self) -> Self:
        """Those that wait for an analyst."""
        return self.filter(state=SanitisedReport.State.WAITING)

    def sent_back(self) -> Self:
        """Those that an analyst sent back to the desk, to be written again."""
        return self.filter(state=SanitisedReport.State.RETURNED)

    def urgent_first(self) -> Self:
        """By level, then the oldest first."""
        return self.order_by(by_level(), "written_at", "ref")


class SanitisedReport(Record):
    """What leaves the desk: written by a person so that nothing in it points to the source, and checked by another."""

    SUBJECT = "reporter"

    class State(models.TextChoices):
        WRITTEN = "written", _("Waiting for a colleague’s check")
        WAITING = "waiting", _("Waiting for an analyst")
        GRADED = "graded", _("Graded")
        RETURNED = "returned", _("Sent back")
        REPLACED = "replaced", _("Written again")

    class KnownTo(models.TextChoices):
        MANY = "many", _("No, more people could know it")
        UNSURE = "unsure", _("I am not sure")
        FEW = "few", _("Yes, only so few")

    STEPS = {
        "release": Step({State.WRITTEN}, State.WAITING, sets=("left_at",)),
        "check": Step({State.WRITTEN}, State.WAITING, sets=("checked_by", "left_at")),
        "turn_down": Step({State.WRITTEN}, State.RETURNED),
        "grade": Step({State.WAITING}, State.GRADED),
        "send_back": Step({State.WAITING}, State.RETURNED),
        "rewrite": Step({State.RETURNED}, State.REPLACED),
    }

    ref = ReferenceField("S")
    state = models.CharField(max_length=20, choices=State.choices, default=State.WRITTEN)
    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    level = models.CharField(max_length=10, choices=Level.choices)
    kinds = codes()
    signs = codes()
    text = models.TextField(max_length=10_000)
    provenance = models.TextField(max_length=1_000)
    place = models.TextField(max_length=1_000, blank=True)
    campaign = models.CharField(max_length=20, blank=True)
    known_to = models.CharField(max_length=10, choices=KnownTo.choices, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)

    objects = SanitisedReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("sanitised report")
        indexes = [models.Index(fields=["area", "-written_at"], name="sanitised_of_an_area")]
        constraints = [
            CarriedKey("report", "desk", name="sanitised_desk_is_the_reports"),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True)
                | models.Q(level=Level.ROUTINE)
                | models.Q(checked_by__isnull=False)
                | models.Q(state="graded"),  # of before two people did it; only what waited can be graded
                name="nothing_urgent_leaves_unchecked",
            ),
            models.CheckConstraint(
                condition=~models.Q(checked_by=models.F("written_by")), name="nobody_checks_what_they_wrote"
            ),
            models.CheckConstraint(
                condition=models.Q(state="written", left_at__isnull=True)
                | models.Q(state__in=["waiting", "graded"], left_at__isnull=False)
                | models.Q(state__in=["returned", "replaced"]),
                name="what_analysts_have_has_left",
            ),
            models.UniqueConstraint(
                fields=["report"], condition=models.Q(state="written"), name="one_version_is_checked_at_a_time"
            ),
        ]
