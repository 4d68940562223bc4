"""Days and weeks of action: who takes part, which places, which teams, who goes where and when, what was decided."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.steps import Step
from sightline.places.models import Premises


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


class OperationQuerySet(RecordQuerySet):
    """Lists of operations."""

    def running(self) -> Self:
        """Those that run now, or whose last hand-overs are being done."""
        return self.filter(state__in=Operation.RUNNING)

    def coming(self) -> Self:
        """Those that are still to come."""
        return self.filter(state__in=Operation.COMING)

    def past(self) -> Self:
        """Those that are closed or were called off."""
        return self.filter(state__in=Operation.PAST)

    def waiting(self) -> Self:
        """Those that wait for a commander's word: proposed, or approved and not yet briefed."""
        return self.filter(state__in=[Operation.State.PROPOSED, Operation.State.APPROVED])


class Operation(Record):
    """A day or a week of action. A week of several forces is a parent with one child a force."""

    class Kind(models.TextChoices):
        DAYS = "days", _("Days of action")
        WEEK = "week", _("Week of action")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        APPROVED = "approved", _("Approved")
        BRIEFED = "briefed", _("Briefed")
        LIVE = "live", _("Running")
        CLOSING = "closing", _("Closing")
        CLOSED = "closed", _("Closed")
        ABORTED = "aborted", _("Called off")

    STEPS = {
        "approve": Step({State.PROPOSED}, State.APPROVED),
        "brief": Step({State.APPROVED}, State.BRIEFED),
        "go_live": Step({State.BRIEFED}, State.LIVE),
        "begin_closing": Step({State.LIVE}, State.CLOSING),
        "close": Step({State.CLOSING}, State.CLOSED),
        "call_off": Step({State.PROPOSED, State.APPROVED, State.BRIEFED, State.LIVE}, State.ABORTED),
    }
    COMING = (State.PROPOSED, State.APPROVED, State.BRIEFED)
    RUNNING = (State.LIVE, State.CLOSING)
    PAST = (State.CLOSED, State.ABORTED)

    ref = ReferenceField("O")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PROPOSED)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    lead = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    place = models.CharField(max_length=160, blank=True)
    aims = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    concerns = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    commander = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    objects = OperationQuerySet.as_manager()

    class Meta:
        verbose_name = _("operation")
        indexes = [models.Index(fields=["area", "-starts_on"], name="operations_of_an_area")]
        constraints = [
            carries("area", name="operation_carries_area"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="operation_ends_after_it_starts"
            ),
        ]


class OfAnOperation(Record):
    """What belongs to one operation and carries its area."""

    operation = models.ForeignKey(Operation, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class DatedQuerySet(RecordQuerySet):
    """Lists of what holds from one time to another."""

    def open(self) -> Self:
        """What has not ended."""
        return self.filter(until__isnull=True)

    def on(self, day: date) -> Self:
        """What holds on that day, both ends included."""
        return self.filter(since__lte=day).exclude(until__lt=day)


class Assignment(OfAnOperation):
    """A person's part in an operation, until it ends: the grant that opens it to them."""

    class Part(models.TextChoices):
        COMMANDER = "commander", _("Commander")
        PLANNER = "planner", _("Planner")
        ANALYST = "analyst", _("Analyst")
        MEMBER = "member", _("Team member")
        SAFEGUARDING = "safeguarding", _("Safeguarding")
        INVESTIGATOR = "investigator", _("Investigator")
        AWARENESS = "awareness", _("Awareness")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=Part.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=200, blank=True)
    assigned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        indexes = [models.Index(fields=["person", "part"], name="assignments_of_a_person")]
        constraints = [
            CarriedKey("operation", "area", name="assignment_area_is_the_operations"),
            models.UniqueConstraint(
                fields=["operation", "person", "part"],
                condition=models.Q(until__isnull=True),
                name="one_open_assignment_a_part",
            ),
        ]


class PartnerAgency(OfAnOperation):
    """An agency that takes part, from one day to another, and what it brings."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    brings = models.CharField(max_length=200, blank=True)
    daily = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner agency")
        constraints = [
            CarriedKey("operation", "area", name="partner_area_is_the_operations"),
            models.UniqueConstraint(fields=["operation", "agency", "since"], name="one_partner_at_a_time"),
        ]


class Target(OfAnOperation):
    """A place chosen for an operation, how it will be visited, and the answers that led there."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        CHOSEN = "chosen", _("Chosen")
        DROPPED = "dropped", _("Dropped")

    STEPS = {
        "choose": Step(
            {State.PROPOSED},
            State.CHOSEN,
            sets=(
                "visit_type",
                "reason",
                "people_at_risk",
                "criminality",
                "life_at_risk",
                "notice_defeats",
                "regulator_ground",
                "purpose",
                "lower_level",
                "needs",
                "priority",
                "open_hours",
                "chosen_by",
            ),
        ),
        "drop": Step({State.PROPOSED, State.CHOSEN}, State.DROPPED),
        "reconsider": Step({State.CHOSEN, State.DROPPED}, State.PROPOSED),
    }

    ref = ReferenceField("T")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PROPOSED)
    premises = models.ForeignKey(Premises, models.PROTECT, related_name="+")
    premises_kind = models.SlugField(max_length=40)
    label = models.CharField(max_length=160)
    address = models.CharField(max_length=300, blank=True)
    concern = models.TextField(max_length=4_000, blank=True)
    visit_type = models.CharField(max_length=20, choices=VisitType.choices, blank=True)
    reason = models.TextField(max_length=2_000, blank=True)
    people_at_risk = models.CharField(max_length=12, choices=Answer.choices, default=Answer.UNKNOWN)
    criminality = models.CharField(max_length=12, choices=Answer.choices, default=Answer.UNKNOWN)
    life_at_risk = models.CharField(max_length=12, choices=Answer.choices, default=Answer.UNKNOWN)
    notice_defeats = models.CharField(max_length=12, choices=Answer.choices, default=Answer.UNKNOWN)
    regulator_ground = models.CharField(max_length=12, choices=Answer.choices, default=Answer.UNKNOWN)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, blank=True)
    lower_level = models.TextField(max_length=1_000, blank=True)
    needs = ArrayField(models.SlugField(max_length=40), default=list, blank=True)
    priority = models.PositiveSmallIntegerField(default=5)
    open_hours = models.CharField(max_length=80, blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    chosen_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("target")
        indexes = [models.Index(fields=["operation", "-proposed_at"], name="targets_of_an_operation")]
        constraints = [
            carries("operation", "area", name="target_carries_operation"),
            CarriedKey("operation", "area", name="target_area_is_the_operations"),
            models.UniqueConstraint(fields=["operation", "premises"], name="one_target_a_place"),
            models.CheckConstraint(
                condition=~models.Q(state="chosen", visit_type="enforced", lower_level=""),
                name="lower_level_considered_first",
            ),
            models.CheckConstraint(condition=~models.Q(state="chosen", reason=""), name="chosen_target_has_a_reason"),
            models.CheckConstraint(
                condition=~models.Q(visit_type="compliance", purpose="search"), name="inspection_is_no_pretext"
            ),
            models.CheckConstraint(condition=models.Q(priority__range=(1, 9)), name="priority_from_1_to_9"),
        ]


class Team(OfAnOperation):
    """People who go together."""

    ref = ReferenceField("G")
    name = models.CharField(max_length=80)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    base = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("team")
        constraints = [
            carries("operation", "area", name="team_carries_operation"),
            CarriedKey("operation", "area", name="team_area_is_the_operations"),
            models.UniqueConstraint(fields=["operation", "name"], name="one_team_a_name"),
        ]


class TeamMember(OfAnOperation):
    """A person on a team, until they leave it: the grant that opens the team's visits to them."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("team member")
        indexes = [models.Index(fields=["person", "team"], name="teams_of_a_person")]
        constraints = [
            CarriedKey("team", "operation", "area", name="member_operation_is_the_teams"),
            models.UniqueConstraint(
                fields=["team", "person"], condition=models.Q(until__isnull=True), name="on_a_team_once"
            ),
        ]


class Capability(Record):
    """What a person can bring to a team, as trained or cleared until a day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("capability")


class TaskingQuerySet(RecordQuerySet):
    """Lists of taskings."""

    def standing(self) -> Self:
        """All but those withdrawn."""
        return self.exclude(state=Tasking.State.WITHDRAWN)

    def not_begun(self) -> Self:
        """Planned or released: what can still be withdrawn."""
        return self.filter(state__in=[Tasking.State.PLANNED, Tasking.State.RELEASED])

    def told(self) -> Self:
        """What its team has been told of: released, or begun."""
        return self.filter(state__in=[Tasking.State.RELEASED, Tasking.State.BEGUN])

    def between(self, first: datetime, last: datetime) -> Self:
        """Those that start in that span, the end left out; in the order of the day."""
        return self.filter(starts_at__gte=first, starts_at__lt=last).order_by("starts_at", "place")

    def linked(self, operation: Operation | UUID, name: str) -> Self:
        """Those of an operation that start in the same minute under that name."""
        return self.standing().filter(operation=operation, linked_start=name)

    def waiting(self) -> Self:
        """Released to a team that has not begun: what waits at the door."""
        return self.filter(state=Tasking.State.RELEASED)


class Tasking(OfAnOperation):
    """A team sent to a place at a time, with its own copy of what the team needs to know."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        RELEASED = "released", _("Released to the team")
        BEGUN = "begun", _("Begun")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    STEPS = {
        "release": Step({State.PLANNED}, State.RELEASED, sets=("released_at",)),
        "begin": Step({State.RELEASED}, State.BEGUN),
        "withdraw": Step({State.PLANNED, State.RELEASED}, State.WITHDRAWN),
    }

    ref = ReferenceField("K")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PLANNED)
    target = models.ForeignKey(Target, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    visit_type = models.CharField(max_length=20, choices=VisitType.choices)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, blank=True)
    place = models.CharField(max_length=160)
    address = models.CharField(max_length=300, blank=True)
    premises_kind = models.SlugField(max_length=40)
    known = models.TextField(max_length=4_000, blank=True)
    risks = models.TextField(max_length=2_000, blank=True)
    linked_start = models.CharField(max_length=20, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = TaskingQuerySet.as_manager()

    class Meta:
        verbose_name = _("tasking")
        indexes = [
            models.Index(fields=["team", "starts_at"], name="taskings_of_a_team"),
            models.Index(fields=["operation", "starts_at"], name="taskings_of_an_operation"),
        ]
        constraints = [
            CarriedKey("team", "operation", "area", name="tasking_operation_is_the_teams"),
            CarriedKey("target", "operation", "area", name="tasking_operation_is_the_targets"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="tasking_ends_after_it_starts"
            ),
        ]


class Briefing(OfAnOperation):
    """One version of what a team is told before it goes: the words of the planners, and the plan as it stood."""

    ref = ReferenceField("BR")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    copies = models.PositiveSmallIntegerField()
    administration = models.TextField(max_length=4_000, blank=True)
    communications = models.TextField(max_length=4_000, blank=True)
    legal = models.TextField(max_length=4_000, blank=True)
    plan = models.CharField(max_length=64)
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        verbose_name = _("briefing")
        constraints = [
            carries("team", "operation", "area", name="briefing_carries_team"),
            CarriedKey("team", "operation", "area", name="briefing_operation_is_the_teams"),
            models.UniqueConstraint(fields=["team", "number"], name="one_briefing_a_number"),
        ]


class BriefingCopy(OfAnOperation):
    """The numbered copy of one reader, and when they said that they had read it."""

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("copy of a briefing")
        constraints = [
            CarriedKey("briefing", "team", "operation", "area", name="copy_team_is_the_briefings"),
            models.UniqueConstraint(fields=["briefing", "person"], name="one_copy_a_reader"),
            models.UniqueConstraint(fields=["briefing", "number"], name="one_copy_a_number"),
        ]


class Decision(OfAnOperation):
    """One entry of the decision log. It is never edited; a correction is a new entry."""

    ref = ReferenceField("X")
    decided = models.TextField(max_length=2_000)
    options = models.TextField(max_length=2_000, blank=True)
    reason = models.TextField(max_length=2_000)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = _("decision")
        indexes = [models.Index(fields=["operation", "-decided_at"], name="decisions_of_an_operation")]
        constraints = [CarriedKey("operation", "area", name="decision_area_is_the_operations")]


class PartnerAction(OfAnOperation):
    """Something a partner has promised to do, by a day: the action list kept with a daily partner."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    says = models.CharField(max_length=300)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("partner's action")
        constraints = [CarriedKey("operation", "area", name="partner_action_area_is_the_operations")]
