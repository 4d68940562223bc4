"""A person arrested, where they stand, and what moves the clocks of their custody."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Area, Person
from sightline.justice import clocks
from sightline.justice.models.investigations import Investigation
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.clocks import Reading
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.steps import Step
from sightline.operations.models import Operation
from sightline.visits.models import Age, Arrest


class CustodyQuerySet(RecordQuerySet):
    """Lists of people in custody."""

    def held(self) -> Self:
        """Those whom the police hold now, booked in or on their way."""
        return self.filter(state__in=Custody.HELD)

    def waiting(self) -> Self:
        """Those taken over from a visit and not yet booked in."""
        return self.filter(state=Custody.State.ARRESTED)

    def asked_about(self) -> Self:
        """Those who may be victims themselves and whom nobody has named to safeguarding yet."""
        return self.filter(may_be_victim=True, safeguarding_told_at=None)


class Custody(Record):
    """A person arrested, and where they stand: the custody record of the force is the authority.

    The times are as they were entered; a fact that came later is a CustodyEvent beside them, and nothing is edited.
    """

    SUBJECT = "suspected"

    class State(models.TextChoices):
        ARRESTED = "arrested", _("Arrested")
        IN_CUSTODY = "in-custody", _("In police custody")
        BAILED = "bailed", _("On pre-charge bail")
        RELEASED = "released", _("Released under investigation")
        CHARGED = "charged", _("Charged")
        NO_ACTION = "no-action", _("No further action")
        NOT_STATED = "not-stated", _("Not stated")

    HELD = {State.ARRESTED, State.IN_CUSTODY}
    OUT = {State.BAILED, State.RELEASED}
    ENDED = OUT | {State.CHARGED, State.NO_ACTION}
    STEPS = {
        "book_in": Step(
            {State.ARRESTED},
            State.IN_CUSTODY,
            sets=("station", "cell", "custody_number", "interpreter", "arrived_at", "authorised_at"),
        ),
        "bail": Step(HELD | {State.NOT_STATED}, State.BAILED, sets=("ended_at", "outcome_says")),
        "release": Step(HELD | {State.NOT_STATED}, State.RELEASED, sets=("ended_at", "outcome_says")),
        "charge": Step(HELD | OUT | {State.NOT_STATED}, State.CHARGED, sets=("ended_at", "outcome_says")),
        "end_without_action": Step(HELD | OUT | {State.NOT_STATED}, State.NO_ACTION, sets=("ended_at", "outcome_says")),
        "leave_unstated": Step(HELD, State.NOT_STATED),
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
    safeguarding_told_at = models.DateTimeField(null=True, blank=True)
    arrested_at = models.DateTimeField()
    station = models.CharField(max_length=120, blank=True)
    cell = models.CharField(max_length=20, blank=True)
    custody_number = models.CharField(max_length=40, blank=True)
    interpreter = models.CharField(max_length=60, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    authorised_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome_says = models.CharField(max_length=300, blank=True)
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = CustodyQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["bailed", "released", "charged", "no-action"],
                    ended_at__isnull=False,
                    ended_at__gte=models.F("arrested_at"),
                )
                | models.Q(state__in=["arrested", "in-custody", "not-stated"], ended_at__isnull=True),
                name="custody_ends_with_an_outcome",
            ),
        ]

    @property
    def is_held(self) -> bool:
        """Whether the police hold the person, as far as anybody has recorded."""
        return self.state in self.HELD

    @property
    def is_young(self) -> bool:
        """Whether the person must be treated as a child: unsure counts."""
        return self.age != Age.ADULT

    @property
    def is_a_question(self) -> bool:
        """Whether the person may be a victim and nobody has named them to safeguarding yet."""
        return self.may_be_victim and self.safeguarding_told_at is None

    @property
    def where(self) -> str:
        """The custody number, the station and the cell, as far as they are known."""
        cell = _("cell %(number)s") % {"number": self.cell} if self.cell else ""
        return ", ".join(str(part) for part in (self.custody_number, self.station, cell) if part)

    def readings(self, events: "Iterable[CustodyEvent]", now: datetime) -> tuple[Reading, Reading]:
        """The detention clock and the review clock at `now`. events: all of this person's."""
        return clocks.readings([*self._own_events(), *(event.for_clocks() for event in events)], now)

    def _own_events(self) -> list[clocks.Event]:
        left = clocks.Kind.CHARGED if self.state == self.State.CHARGED else clocks.Kind.LEFT
        times = {
            clocks.Kind.ARRESTED: self.arrested_at,
            clocks.Kind.ARRIVED: self.arrived_at,
            clocks.Kind.AUTHORISED: self.authorised_at,
            left: self.ended_at,
        }
        return [clocks.Event(kind, at) for kind, at in times.items() if at]


class CustodyEvent(Record):
    """Something that moves a custody clock: a review, an extension, time in hospital, or a fact that came late."""

    SUBJECT = "suspected"

    class Kind(models.TextChoices):
        REVIEW = "review", _("Review of detention")
        EXTENSION = "extension", _("Extension by a superintendent")
        WARRANT = "warrant", _("Warrant of further detention, by a court")
        ARRIVAL = "arrival", _("Arrival at the station, entered later")
        AUTHORISED = "authorised", _("Detention authorised, entered later")
        HOSPITAL = "hospital", _("Taken to hospital")
        TRANSFER = "transfer", _("Handed to another force")

    GRANTED_IN_HOURS = (Kind.EXTENSION, Kind.WARRANT)
    CAME_LATE = (Kind.ARRIVAL, Kind.AUTHORISED)

    custody = models.ForeignKey(Custody, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    happened_at = models.DateTimeField()
    hours = models.PositiveIntegerField(default=0)
    says = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("custody event")
        indexes = [models.Index(fields=["custody", "happened_at"], name="events_of_a_custody")]
        constraints = [
            CarriedKey("custody", "area", name="custody_event_area_is_the_custodys"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["extension", "warrant"], hours__gte=1)
                | (~models.Q(kind__in=["extension", "warrant"]) & models.Q(hours=0)),
                name="only_extensions_have_hours",
            ),
            models.UniqueConstraint(fields=["custody", "kind", "happened_at"], name="one_event_a_moment"),
            models.CheckConstraint(
                condition=models.Q(happened_at__lte=models.F("recorded_at")), name="recorded_once_it_happened"
            ),
        ]

    def for_clocks(self) -> clocks.Event:
        """The same event as the clocks know it."""
        return clocks.Event(CLOCK_KINDS[self.Kind(self.kind)], self.happened_at, self.hours)


CLOCK_KINDS = {
    CustodyEvent.Kind.REVIEW: clocks.Kind.REVIEWED,
    CustodyEvent.Kind.EXTENSION: clocks.Kind.EXTENDED,
    CustodyEvent.Kind.WARRANT: clocks.Kind.WARRANT,
    CustodyEvent.Kind.ARRIVAL: clocks.Kind.ARRIVED,
    CustodyEvent.Kind.AUTHORISED: clocks.Kind.AUTHORISED,
    CustodyEvent.Kind.HOSPITAL: clocks.Kind.HOSPITAL,
    CustodyEvent.Kind.TRANSFER: clocks.Kind.TRANSFERRED,
}
