"""At the door: the visit, what was done and seen there, who was met, who was arrested."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.steps import Step
from sightline.kit.vocabulary import says
from sightline.operations.models import Operation, Purpose, Tasking, Team, VisitType
from sightline.places.models import Premises
from sightline.reports.models import codes


class Age(models.TextChoices):
    """How old a person seems; unsure is treated as a child."""

    ADULT = "adult", _("Adult")
    CHILD = "child", _("Child")
    UNSURE = "unsure", _("Not sure")


class VisitQuerySet(RecordQuerySet):
    """Lists of visits."""

    def still_open(self) -> Self:
        """At the door now, or not closed yet."""
        return self.filter(state=Visit.State.OPEN)

    def showing(self, which: str) -> Self:
        """Those that a reader asks for: "open", "raised", "again", "victims"; else all."""
        narrowed = {
            "open": models.Q(state=Visit.State.OPEN),
            "raised": ~models.Q(type_actual=models.F("type_planned")),
            "again": models.Q(visit_again=True),
            "victims": models.Q(outcome=Visit.Outcome.VICTIMS),
        }
        return self.filter(narrowed.get(which, models.Q()))


class Visit(Record):
    """One visit to one place by one team: planned as one type, done as one type."""

    class State(models.TextChoices):
        OPEN = "open", _("At the door")
        CLOSED = "closed", _("Closed")

    class Outcome(models.TextChoices):
        NO_CONCERN = "no_concern", _("No concern")
        ADVICE = "advice_given", _("Advice given")
        FOLLOW_UP = "follow_up", _("Follow up")
        REFERRED = "referred", _("Referred to a partner")
        VICTIMS = "potential_victims_found", _("Potential victims found")
        EVIDENCE = "evidence_found", _("Evidence found")
        NO_ACCESS = "no_access", _("Nobody in, or no access")
        WRONG = "wrong_address", _("Wrong address")
        POSTPONED = "postponed", _("Postponed")

    STEPS = {
        "close": Step({State.OPEN}, State.CLOSED, sets=("outcome", "left_at", "people_met", "visit_again", "note"))
    }

    ref = ReferenceField("V")
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    tasking = models.OneToOneField(Tasking, models.PROTECT, null=True, blank=True, related_name="+")
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    premises = models.ForeignKey(Premises, models.PROTECT, null=True, blank=True, related_name="+")
    premises_kind = models.SlugField(max_length=40)
    place = models.CharField(max_length=160)
    address = models.CharField(max_length=300, blank=True)
    type_planned = models.CharField(max_length=20, choices=VisitType.choices)
    type_actual = models.CharField(max_length=20, choices=VisitType.choices)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, blank=True)
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    people_met = models.PositiveIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=30, choices=Outcome.choices, blank=True)
    visit_again = models.BooleanField(default=False)
    note = models.TextField(max_length=4_000, blank=True)
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        indexes = [
            models.Index(fields=["team", "-arrived_at"], name="visits_of_a_team"),
            models.Index(fields=["operation", "-arrived_at"], name="visits_of_an_operation"),
            models.Index(fields=["area", "-arrived_at"], name="visits_of_an_area"),
        ]
        constraints = [
            carries("team", "operation", "area", name="visit_carries_team"),
            CarriedKey("team", "operation", "area", name="visit_operation_is_the_teams"),
            models.CheckConstraint(condition=~models.Q(state="closed", outcome=""), name="closed_visit_has_an_outcome"),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True) | models.Q(left_at__gte=models.F("arrived_at")),
                name="left_after_arriving",
            ),
        ]

    @property
    def keys(self) -> dict[str, Any]:
        """What every row that belongs to this visit carries."""
        return {
            "visit_id": self.pk,
            "team_id": self.team_id,
            "operation_id": self.operation_id,
            "area_id": self.area_id,
        }

    @property
    def kind_says(self) -> Any:
        """The kind of place, in the reader's language."""
        return says("intelligence/premises_kinds", self.premises_kind)

    @property
    def raised(self) -> bool:
        """Whether it became another type of visit than was planned."""
        return self.type_actual != self.type_planned


class OfAVisit(Record):
    """What belongs to one visit and carries its keys."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def keys(self) -> dict[str, Any]:
        """What another row of the same visit carries too."""
        return {
            "visit_id": self.visit_id,
            "team_id": self.team_id,
            "operation_id": self.operation_id,
            "area_id": self.area_id,
        }


class Escalation(OfAVisit):
    """A visit that became more, or less, than planned: from which type to which, and why."""

    before = models.CharField(max_length=20, choices=VisitType.choices)
    after = models.CharField(max_length=20, choices=VisitType.choices)
    reason = models.TextField(max_length=1_000)
    power = models.CharField(max_length=200, blank=True)
    authorised_by = models.CharField(max_length=120, blank=True)
    happened_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("escalation")
        constraints = [CarriedKey("visit", "team", "operation", "area", name="escalation_keys_are_the_visits")]


class Intervention(OfAVisit):
    """Something done for or about people: the unit that a week of action counts; neither a premises nor a visit."""

    ref = ReferenceField("Z")
    kind = models.CharField(max_length=20, choices=VisitType.choices)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, blank=True)
    says = models.CharField(max_length=300, blank=True)
    happened_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("intervention")
        indexes = [models.Index(fields=["operation", "-happened_at"], name="interventions_of_operation")]
        constraints = [CarriedKey("visit", "team", "operation", "area", name="intervention_keys_are_the_visits")]


class IndicatorSeen(OfAVisit):
    """A sign noticed on a visit, and how it is known."""

    class Basis(models.TextChoices):
        SEEN = "seen", _("Seen")
        TOLD = "told", _("Told")
        DOCUMENT = "document", _("In a document")

    code = models.SlugField(max_length=40)
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.SEEN)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("indicator")
        constraints = [
            CarriedKey("visit", "team", "operation", "area", name="indicator_keys_are_the_visits"),
            models.UniqueConstraint(fields=["visit", "code", "basis"], name="one_indicator_a_visit"),
        ]

    @property
    def label(self) -> Any:
        """The sign, in the reader's language."""
        return says("intelligence/indicators/indicator", self.code)


class EncounterQuerySet(RecordQuerySet):
    """Lists of people met."""

    def of_concern(self) -> Self:
        """Those for whom there is concern."""
        return self.filter(concern=True)

    def waiting(self) -> Self:
        """Those of concern whom nobody has taken into care yet: safeguarding's inbox."""
        return self.of_concern().filter(state=Encounter.State.MET)


class Encounter(OfAVisit):
    """A person met on a visit. Holds no name, no destination, no address of safety."""

    class State(models.TextChoices):
        MET = "met", _("Met")
        TAKEN = "taken", _("In care")
        NO_CONCERN = "no-concern", _("No concern")

    class Part(models.TextChoices):
        WORKER = "worker", _("Works here")
        OWNER = "owner", _("Owner or manager")
        LIVES = "lives-here", _("Lives here")
        OTHER = "other", _("Somebody else")
        ARRESTED = "arrested", _("Arrested on the visit")

    class Wish(models.TextChoices):
        LEAVE_NOW = "leave-now", _("Wants to leave now")
        LATER = "later", _("Stays for now, visit again")
        NO = "no", _("Does not want help now")
        NOT_ASKED = "not-asked", _("Could not be asked")

    STEPS = {
        "take": Step({State.MET}, State.TAKEN),
        "close": Step({State.MET}, State.NO_CONCERN),
    }

    ref = ReferenceField("E")
    state = models.CharField(max_length=20, choices=State.choices, default=State.MET)
    part = models.CharField(max_length=20, choices=Part.choices, default=Part.OTHER)
    place = models.CharField(max_length=160, blank=True)
    description = models.CharField(max_length=120)
    age = models.CharField(max_length=10, choices=Age.choices)
    language = models.CharField(max_length=12, blank=True)
    interpreter = models.BooleanField(default=False)
    alone = models.BooleanField(default=False)
    with_them = models.CharField(max_length=160, blank=True)
    wish = models.CharField(max_length=20, choices=Wish.choices, default=Wish.NOT_ASKED)
    urgent = models.CharField(max_length=200, blank=True)
    concern = models.BooleanField(default=False)
    concern_says = models.TextField(max_length=1_000, blank=True)
    alleges = codes()
    met_at = models.DateTimeField()
    met_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    arrest = models.OneToOneField("Arrest", models.PROTECT, null=True, blank=True, related_name="+")

    objects = EncounterQuerySet.as_manager()

    class Meta:
        verbose_name = _("person met")
        indexes = [
            models.Index(fields=["team", "-met_at"], name="encounters_of_a_team"),
            models.Index(fields=["operation", "-met_at"], name="encounters_of_an_operation"),
            models.Index(fields=["area", "-met_at"], condition=models.Q(concern=True), name="encounters_of_concern"),
        ]
        constraints = [
            carries("area", "team", name="encounter_carries_area"),
            carries("visit", "team", "operation", "area", "concern", name="encounter_carries_concern"),
            CarriedKey("visit", "team", "operation", "area", name="encounter_keys_are_the_visits"),
            CarriedKey("arrest", "visit", "team", "operation", "area", name="encounter_keys_are_the_arrests"),
            models.CheckConstraint(condition=~models.Q(concern=True, concern_says=""), name="concern_is_said"),
        ]

    @property
    def waits(self) -> bool:
        """Whether safeguarding has yet to take them."""
        return self.concern and self.state == self.State.MET

    @property
    def speaks(self) -> Any:
        """The language they speak, in the reader's language."""
        return says("visits/languages", self.language)

    @property
    def allegations(self) -> list[Any]:
        """What they say was done to them, in the reader's language."""
        return [says("intelligence/exploitation", code) for code in self.alleges]


class Account(OfAVisit):
    """What the person said, in their own words: a record of its own, for its author and those who care for them."""

    encounter = models.ForeignKey(Encounter, models.PROTECT, related_name="+")
    concern = models.BooleanField(default=False)
    says = models.TextField(max_length=10_000)
    language = models.CharField(max_length=12, blank=True)
    told_at = models.DateTimeField()
    told_to = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("account")
        constraints = [
            CarriedKey(
                "encounter", "visit", "team", "operation", "area", "concern", name="account_concern_is_the_encounters"
            )
        ]


class ArrestQuerySet(RecordQuerySet):
    """Lists of arrests."""

    def waiting(self) -> Self:
        """Those that no investigator has taken yet: justice's inbox."""
        return self.filter(state=Arrest.State.MADE)


class Arrest(OfAVisit):
    """An arrest made on a visit, as the arresting officer knows it; custody takes it from here."""

    class State(models.TextChoices):
        MADE = "made", _("Arrested")
        TAKEN = "taken", _("With investigators")

    STEPS = {"take": Step({State.MADE}, State.TAKEN)}

    ref = ReferenceField("A")
    state = models.CharField(max_length=20, choices=State.choices, default=State.MADE)
    place = models.CharField(max_length=160, blank=True)
    person_says = models.CharField(max_length=160)
    age = models.CharField(max_length=10, choices=Age.choices, default=Age.ADULT)
    offence = models.CharField(max_length=200)
    grounds = models.TextField(max_length=2_000)
    necessity = models.CharField(max_length=200)
    language = models.CharField(max_length=12, blank=True)
    risk = models.CharField(max_length=200, blank=True)
    may_be_victim = models.BooleanField(default=False)
    concern_at = models.DateTimeField(null=True, blank=True)
    cautioned_at = models.DateTimeField(null=True, blank=True)
    arrested_at = models.DateTimeField()
    arrested_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    force = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    objects = ArrestQuerySet.as_manager()

    class Meta:
        verbose_name = _("arrest")
        indexes = [
            models.Index(fields=["area", "-arrested_at"], name="arrests_of_an_area"),
            models.Index(fields=["operation", "-arrested_at"], name="arrests_of_an_operation"),
        ]
        constraints = [
            carries("area", name="arrest_carries_area"),
            carries("visit", "team", "operation", "area", name="arrest_carries_visit"),
            CarriedKey("visit", "team", "operation", "area", name="arrest_keys_are_the_visits"),
            models.CheckConstraint(
                condition=models.Q(concern_at__isnull=True) | models.Q(may_be_victim=True),
                name="concern_means_may_be_victim",
            ),
        ]

    @property
    def necessity_says(self) -> Any:
        """Why the arrest was necessary, in the reader's language."""
        return says("visits/necessity", self.necessity)


class AwarenessGiven(OfAVisit):
    """What was explained or left at the door, in which language."""

    says = models.CharField(max_length=200)
    leaflets = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=12, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("awareness given")
        constraints = [CarriedKey("visit", "team", "operation", "area", name="awareness_keys_are_the_visits")]
