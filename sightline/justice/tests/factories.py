"""Invented investigations, suspects and people in custody."""

from datetime import UTC, date, datetime, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from sightline.agencies.models import Person
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, PersonFactory
from sightline.justice import models
from sightline.operations.models import Assignment
from sightline.operations.tests.factories import AssignmentFactory
from sightline.sharing.tests.factories import signed
from sightline.visits.models import Age
from sightline.visits.tests.factories import ArrestFactory

ARRESTED = datetime(2018, 10, 16, 6, 10, tzinfo=UTC)
ARRIVED = ARRESTED + timedelta(minutes=40)
AUTHORISED = ARRESTED + timedelta(hours=1)
DAY = date(2018, 10, 16)


class InvestigationFactory(DjangoModelFactory):
    class Meta:
        model = models.Investigation

    title = "Workers held at a car wash"
    crime_reference = factory.Sequence(lambda number: f"X{number:05}/18")
    agency = factory.SubFactory(AgencyFactory)
    area = factory.SubFactory(AreaFactory)
    lead = factory.SubFactory(PersonFactory)
    opened_at = ARRESTED


class InvestigatorFactory(DjangoModelFactory):
    """A person who works on a case; of another agency only by an agreement, unless `agreed=False`."""

    class Meta:
        model = models.Investigator
        skip_postgeneration_save = True

    investigation = factory.SubFactory(InvestigationFactory)
    lead = factory.LazyAttribute(lambda part: part.investigation.lead)
    person = factory.SubFactory(PersonFactory)
    since = ARRESTED

    @factory.post_generation
    def agreed(part, create, wanted, **more):  # noqa: N805
        if wanted is not False and part.person.agency != part.investigation.agency:
            signed(part.person.agency, part.investigation.agency)


class SuspectFactory(DjangoModelFactory):
    class Meta:
        model = models.Suspect

    investigation = factory.SubFactory(InvestigationFactory)
    name = factory.Sequence(lambda number: f"Invented Suspect {number}")
    acts = models.Suspect.Acts.WITH_OTHERS
    since = DAY
    reason = "Held the passports of three workers."
    recorded_by = factory.SubFactory(PersonFactory)


class OrderFactory(DjangoModelFactory):
    class Meta:
        model = models.Order

    kind = models.Order.Kind.STPO
    suspect = factory.SubFactory(SuspectFactory)
    investigation = factory.LazyAttribute(lambda order: order.suspect.investigation)
    prohibits = "Arranging work or travel for anybody outside the close family."
    made_on = date(2019, 6, 3)
    ends_on = date(2024, 6, 3)
    recorded_by = factory.SubFactory(PersonFactory)


class CustodyFactory(DjangoModelFactory):
    """A person arrested and not booked in yet; see `booked_in`."""

    class Meta:
        model = models.Custody

    state = models.Custody.State.ARRESTED
    arrest = factory.SubFactory(ArrestFactory, arrested_at=ARRESTED, state="taken")
    area = factory.LazyAttribute(lambda custody: custody.arrest.area)
    operation = factory.LazyAttribute(lambda custody: custody.arrest.operation)
    known_as = factory.Sequence(lambda number: f"Invented Detainee {number}")
    age = Age.ADULT
    offence = factory.LazyAttribute(lambda custody: custody.arrest.offence)
    arrested_at = factory.LazyAttribute(lambda custody: custody.arrest.arrested_at)
    taken_by = factory.SubFactory(PersonFactory)


class CustodyEventFactory(DjangoModelFactory):
    class Meta:
        model = models.CustodyEvent

    custody = factory.SubFactory(CustodyFactory)
    area = factory.LazyAttribute(lambda event: event.custody.area)
    kind = models.CustodyEvent.Kind.REVIEW
    happened_at = AUTHORISED + timedelta(hours=5)
    recorded_by = factory.SubFactory(PersonFactory)
    recorded_at = factory.LazyAttribute(lambda event: event.happened_at)


def booked_in(**more: object) -> models.Custody:
    """A person in a cell, with both clocks running."""
    facts = {"station": "Example Street", "arrived_at": ARRIVED, "authorised_at": AUTHORISED}
    return CustodyFactory(**{"state": models.Custody.State.IN_CUSTODY} | facts | more)


def led_by(person: Person, **more: object) -> models.Investigation:
    """An investigation that the person leads and works on."""
    opened = InvestigationFactory(lead=person, **more)
    InvestigatorFactory(investigation=opened, person=person)
    return opened


def held(now: datetime, hours: float = 3, **more: object) -> models.Custody:
    """A person arrested so many hours ago, at the station half an hour later and detained after one."""
    at = now - timedelta(hours=hours)
    times = {"arrested_at": at, "arrived_at": at + timedelta(minutes=30), "authorised_at": at + timedelta(hours=1)}
    return booked_in(**times | more)


def commander_of(custody: models.Custody) -> Person:
    """The commander of the operation in which the person was arrested, with that part in it."""
    operation = custody.operation
    AssignmentFactory(operation=operation, person=operation.commander, part=Assignment.Part.COMMANDER)
    return operation.commander


def moment(at: datetime) -> dict[str, str]:
    """What the two fields of the moment of an event take."""
    here = timezone.localtime(at)
    return {"happened_at_0": f"{here:%Y-%m-%d}", "happened_at_1": f"{here:%H:%M}"}
