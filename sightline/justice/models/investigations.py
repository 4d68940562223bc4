"""An investigation, the people who work on it, whom they suspect, and what courts prohibited."""

from django.db import models
from django.db.models.functions import MD5
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import Record, ReferenceField
from sightline.kit.steps import Step
from sightline.operations.models import Operation


class Investigation(Record):
    """A criminal investigation: who leads it and under which crime reference."""

    SUBJECT = "suspected"

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

    SUBJECT = "professional"

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

    SUBJECT = "suspected"

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
        constraints = [models.UniqueConstraint(fields=["investigation", "name"], name="one_suspect_a_name")]


class Order(Record):
    """A slavery and trafficking prevention or risk order, each prohibition with its own end."""

    SUBJECT = "suspected"

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
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("made_on")),
                name="order_ends_after_it_is_made",
            ),
            models.UniqueConstraint("suspect", "kind", "made_on", MD5("prohibits"), name="one_prohibition_once"),
        ]
