"""Invented agencies and people."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from sightline.agencies.models import Agency, Area, Grant, Person, Role


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = Area
        django_get_or_create = ("code",)

    code = "northumbria"
    name = factory.LazyAttribute(lambda area: area.code.replace("-", " ").title())
    nation = "england"


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency

    code = factory.Sequence(lambda number: f"agency-{number}")
    name = factory.LazyAttribute(lambda agency: agency.code.replace("-", " ").title())
    kind = "police"


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Invented Person {number}")
    agency = factory.SubFactory(AgencyFactory)


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = Grant

    person = factory.SubFactory(PersonFactory)
    role = Role.VISITING_OFFICER
    agency = factory.LazyAttribute(lambda grant: grant.person.agency)
    area = factory.SubFactory(AreaFactory)
    since = factory.LazyFunction(lambda: datetime(2015, 1, 1, tzinfo=UTC))


def person_as(role: str, area: Area | None = None, agency: Agency | None = None) -> Person:
    """An invented person who holds one role, in Northumbria unless told otherwise."""
    person = PersonFactory(**({"agency": agency} if agency else {}))
    GrantFactory(person=person, role=role, area=area or AreaFactory())
    return person
