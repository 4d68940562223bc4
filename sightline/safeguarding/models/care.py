"""The person in care: who holds them, who they are, how to reach them, when somebody asks again."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Area, Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.sealed import SealedDateField, SealedTextField
from sightline.kit.steps import Step
from sightline.operations.models import Team
from sightline.visits.models import Age, Encounter


class CaseQuerySet(RecordQuerySet):
    """Lists of people in care."""

    def open(self) -> Self:
        """Those whose care has not ended, newest first."""
        return self.exclude(state="closed").order_by("-opened_at")


class Case(Record):
    """A person in care, from the first place of safety to being kept in touch. It holds no name and no address."""

    SUBJECT = "possible victim"

    class State(models.TextChoices):
        TAKEN = "taken", _("In care")
        MADE_SAFE = "made-safe", _("Safe")
        INFORMED = "informed", _("Told their choices")
        WANTS_HELP = "wants-help", _("Wants help")
        DECLINED = "declined", _("Does not want help now")
        FIRST_PLACE = "first-place", _("At a first place of safety")
        IN_SUPPORT = "in-support", _("In support")
        MOVING_ON = "moving-on", _("Moving on")
        IN_TOUCH = "in-touch", _("Kept in touch")
        CLOSED = "closed", _("Closed")

    STEPS = {
        "make_safe": Step({State.TAKEN}, State.MADE_SAFE),
        "inform": Step({State.MADE_SAFE}, State.INFORMED),
        "accept_help": Step({State.INFORMED, State.DECLINED}, State.WANTS_HELP),
        "decline_help": Step({State.INFORMED}, State.DECLINED),
        "reach_first_place": Step({State.WANTS_HELP}, State.FIRST_PLACE),
        "enter_support": Step({State.WANTS_HELP, State.FIRST_PLACE}, State.IN_SUPPORT),
        "move_on": Step({State.IN_SUPPORT}, State.MOVING_ON),
        "keep_in_touch": Step({State.MOVING_ON, State.DECLINED}, State.IN_TOUCH),
        "close": Step({State.IN_TOUCH}, State.CLOSED),
    }

    class Way(models.TextChoices):
        ADULT = "adult", _("Adult")
        CHILD = "child", _("The child way")

    ref = ReferenceField("C")
    state = models.CharField(max_length=20, choices=State.choices, default=State.TAKEN)
    encounter = models.OneToOneField(Encounter, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    age = models.CharField(max_length=10, choices=Age.choices)
    way = models.CharField(max_length=10, choices=Way.choices)
    description = models.CharField(max_length=120)
    language = models.CharField(max_length=12)
    interpreter = models.BooleanField(default=False)
    met_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("person in care")
        constraints = [
            carries("opened_by", "area", name="case_carries_opener"),
            carries("team", "area", name="case_carries_team"),
            carries("way", name="case_carries_way"),
            carries("area", name="case_carries_area"),
            CarriedKey("encounter", "area", "team", name="case_area_is_the_encounters"),
            models.CheckConstraint(
                condition=models.Q(age="adult") | models.Q(way="child"), name="child_or_unsure_goes_the_child_way"
            ),
        ]

    @property
    def goes_the_child_way(self) -> bool:
        """Whether the person is a child, or may be one."""
        return self.way == self.Way.CHILD


class Holding(Record):
    """Who holds a person in care, in which part, until they hand over: it opens the case to them."""

    SUBJECT = "possible victim"

    class Part(models.TextChoices):
        COORDINATOR = "coordinator", _("Safeguarding coordinator")
        FIRST_RESPONDER = "first responder", _("First responder")
        PLACEMENT = "placement coordinator", _("Placement coordinator")
        SUPPORT_WORKER = "support worker", _("Support worker")
        SOCIAL_WORKER = "social worker", _("Social worker")

    case = models.ForeignKey(Case, models.PROTECT, related_name="holdings")
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    part = models.CharField(max_length=30, choices=Part.choices)
    first = models.BooleanField(default=False)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("holding of a case")
        indexes = [models.Index(fields=["person", "part"], name="holdings_of_a_person")]
        constraints = [
            CarriedKey("case", "opened_by", "area", name="holding_opener_is_the_cases"),
            models.UniqueConstraint(fields=["case"], condition=models.Q(first=True), name="one_first_holding_a_case"),
            models.UniqueConstraint(
                fields=["case", "person", "part"], condition=models.Q(ended_at__isnull=True), name="held_once"
            ),
        ]


class OfACase(Record):
    """What belongs to one person in care."""

    SUBJECT = "possible victim"

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class IdentityQuerySet(RecordQuerySet):
    """Lists of who people are."""

    def names(self) -> list[str]:
        """Every name they go by."""
        return [name for each in self for name in (each.calls_self, each.full_name) if name]


class Identity(OfACase):
    """Who the person is: a record of its own, for those who speak with them. The newest counts."""

    calls_self = SealedTextField(max_length=120, of="case")
    full_name = SealedTextField(max_length=200, blank=True, of="case")
    born_on = SealedDateField(blank=True, of="case")
    nationality = SealedTextField(max_length=60, blank=True, of="case")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = IdentityQuerySet.as_manager()

    class Meta:
        verbose_name = _("identity")
        get_latest_by = "recorded_at"

    def years_old(self, on: date) -> int | None:
        """The person's age in years on that day, None while no date of birth is known."""
        born = self.born_on
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) if born else None


class SafeContact(OfACase):
    """How the person may safely be reached, and what must never be said. The newest counts."""

    how = SealedTextField(max_length=200, of="case")
    hours = SealedTextField(max_length=120, blank=True, of="case")
    never = SealedTextField(max_length=200, blank=True, of="case")
    asked_for = SealedTextField(max_length=300, blank=True, of="case")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("safe contact")
        get_latest_by = "recorded_at"


class FollowUpQuerySet(RecordQuerySet):
    """Lists of days on which somebody asks again."""

    def waiting(self) -> Self:
        """Those not yet done, the nearest first."""
        return self.filter(done_at__isnull=True).order_by("due_on")


class FollowUp(OfACase):
    """A day on which somebody asks how the person is, for as many years as they want."""

    ref = ReferenceField("FU")
    due_on = models.DateField()
    says = models.CharField(max_length=160)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        indexes = [models.Index(fields=["case", "due_on"], name="follow_ups_of_a_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True, done_by__isnull=True)
                | models.Q(done_at__isnull=False, done_by__isnull=False),
                name="follow_up_done_by_someone",
            )
        ]
