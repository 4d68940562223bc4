"""Investigations, suspects, people in custody under its clocks, and what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import Record, ReferenceField
from sightline.kit.steps import Step
from sightline.operations.models import Operation
from sightline.visits.models import Age, Arrest


class Investigation(Record):
    """A criminal investigation: who leads it and under which crime reference."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    STEPS = {"close": Step({State.OPEN}, State.CLOSED)}

    ref = ReferenceField("J")
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    title = models.CharField(max_length=160)
    crime_reference = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    operation = models.ForeignKey(Operation, models.PROTECT, null=True, blank=True, related_name="+")
    lead = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("investigation")
        indexes = [models.Index(fields=["area", "-opened_at"], name="investigations_of_an_area")]
        constraints = [
            carries("lead", name="investigation_carries_lead"),
            models.UniqueConstraint(fields=["agency", "crime_reference"], name="one_crime_reference_an_agency"),
        ]


class Investigator(Record):
    """A person working on an investigation: the grant that opens it to them."""

    investigation = models.ForeignKey(Investigation, models.PROTECT, related_name="+")
    lead = models.ForeignKey(Person, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("investigator of a case")
        constraints = [
            CarriedKey("investigation", "lead", name="investigator_lead_is_the_cases"),
            models.UniqueConstraint(
                fields=["investigation", "person"], condition=models.Q(until__isnull=True), name="investigates_once"
            ),
        ]


class Suspect(Record):
    """A person suspected, alone or with others; a category with a date and a reason, never a verdict."""

    class Acts(models.TextChoices):
        ALONE = "alone", _("Alone")
        WITH_OTHERS = "with-others", _("With others")
        NOT_KNOWN = "not-known", _("Not known")

    ref = ReferenceField("U")
    investigation = models.ForeignKey(Investigation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    acts = models.CharField(max_length=20, choices=Acts.choices, default=Acts.NOT_KNOWN)
    role_says = models.CharField(max_length=160, blank=True)
    since = models.DateField()
    reason = models.CharField(max_length=400)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("suspect")


class Custody(Record):
    """A person arrested, and where they stand: the custody record of the force is the authority."""

    class State(models.TextChoices):
        ARRESTED = "arrested", _("Arrested")
        IN_CUSTODY = "in-custody", _("In police custody")
        BAILED = "bailed", _("On pre-charge bail")
        RELEASED = "released", _("Released under investigation")
        CHARGED = "charged", _("Charged")
        NO_ACTION = "no-action", _("No further action")
        NOT_STATED = "not-stated", _("Not stated")

    HELD = {State.ARRESTED, State.IN_CUSTODY}
    STEPS = {
        "book_in": Step({State.ARRESTED}, State.IN_CUSTODY, sets=("station", "arrived_at", "authorised_at")),
        "bail": Step(HELD, State.BAILED, sets=("ended_at", "outcome_says")),
        "release": Step(HELD, State.RELEASED, sets=("ended_at", "outcome_says")),
        "charge": Step(HELD | {State.BAILED, State.RELEASED}, State.CHARGED, sets=("ended_at", "outcome_says")),
        "end_without_action": Step(
            HELD | {State.BAILED, State.RELEASED}, State.NO_ACTION, sets=("ended_at", "outcome_says")
        ),
        "leave_unstated": Step(HELD, State.NOT_STATED, sets=("ended_at",)),
    }

    ref = ReferenceField("D")
    state = models.CharField(max_length=20, choices=State.choices, default=State.ARRESTED)
    arrest = models.OneToOneField(Arrest, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="+")
    investigation = models.ForeignKey(Investigation, models.PROTECT, null=True, blank=True, related_name="+")
    known_as = models.CharField(max_length=160)
    age = models.CharField(max_length=10, choices=Age.choices)
    offence = models.CharField(max_length=200)
    may_be_victim = models.BooleanField(default=False)
    arrested_at = models.DateTimeField()
    station = models.CharField(max_length=120, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    authorised_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome_says = models.CharField(max_length=300, blank=True)
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("person in custody")
        indexes = [
            models.Index(fields=["area", "-arrested_at"], name="custody_of_an_area"),
            models.Index(fields=["operation", "-arrested_at"], name="custody_of_an_operation"),
        ]
        constraints = [
            carries("area", name="custody_carries_area"),
            CarriedKey("arrest", "area", name="custody_area_is_the_arrests"),
            models.CheckConstraint(
                condition=models.Q(arrived_at__isnull=True) | models.Q(arrived_at__gte=models.F("arrested_at")),
                name="arrived_after_arrest",
            ),
        ]


class CustodyEvent(Record):
    """Something that moves a custody clock: a review, an extension, time in hospital."""

    class Kind(models.TextChoices):
        REVIEW = "review", _("Review")
        EXTENSION = "extension", _("Extension by a superintendent")
        WARRANT = "warrant", _("Warrant of further detention")

    custody = models.ForeignKey(Custody, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    happened_at = models.DateTimeField()
    hours = models.PositiveIntegerField(default=0)
    says = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("custody event")
        indexes = [models.Index(fields=["custody", "happened_at"], name="events_of_a_custody")]
        constraints = [CarriedKey("custody", "area", name="custody_event_area_is_the_custodys")]


class Order(Record):
    """A slavery and trafficking prevention or risk order, each prohibition with its own end."""

    class Kind(models.TextChoices):
        STPO = "stpo", _("Slavery and trafficking prevention order")
        STRO = "stro", _("Slavery and trafficking risk order")

    ref = ReferenceField("OR")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    investigation = models.ForeignKey(Investigation, models.PROTECT, related_name="+")
    suspect = models.ForeignKey(Suspect, models.PROTECT, related_name="+")
    prohibits = models.TextField(max_length=2_000)
    made_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("order")
