"""People met, what they said, how they may be reached. No name, no destination, no address of safety."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import RecordQuerySet, ReferenceField
from sightline.kit.sealed import SealedTextField
from sightline.kit.steps import Step
from sightline.kit.vocabulary import says
from sightline.reports.models import codes
from sightline.visits.models.visit import OfAVisit

CARRIED = ("visit", "team", "operation", "area", "concern")


class Age(models.TextChoices):
    """How old a person seems; unsure is treated as a child."""

    ADULT = "adult", _("Adult")
    CHILD = "child", _("Child")
    UNSURE = "unsure", _("Not sure")


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


class ToldByThem(OfAVisit):
    """What a person met told somebody: apart from the encounter, and only as open as the concern for them."""

    encounter = models.ForeignKey(Encounter, models.PROTECT, related_name="+")
    concern = models.BooleanField(default=False)
    language = models.CharField(max_length=12, blank=True)
    told_at = models.DateTimeField()
    told_to = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Account(ToldByThem):
    """What the person said, in their own words: a record of its own, for its author and those who care for them."""

    says = models.TextField(max_length=10_000)

    class Meta:
        verbose_name = _("account")
        constraints = [CarriedKey("encounter", *CARRIED, name="account_concern_is_the_encounters")]


class ContactGiven(ToldByThem):
    """A safe way to reach the person, which they agreed to at the door, and what must never be said."""

    how = SealedTextField(max_length=200, of="encounter")
    hours = SealedTextField(max_length=120, blank=True, of="encounter")
    never = SealedTextField(max_length=200, blank=True, of="encounter")

    class Meta:
        verbose_name = _("safe contact given")
        constraints = [CarriedKey("encounter", *CARRIED, name="contact_concern_is_the_encounters")]
