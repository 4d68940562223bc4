"""Invented agencies and people."""

from datetime import UTC, datetime

import factory
from django.db.models import Q
from factory.django import DjangoModelFactory

from sightline.agencies.models import Agency, Area, Grant, Person, Role
from sightline.sharing.tests.factories import signed


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
    kind = "police force"
    area = factory.SubFactory(AreaFactory)


def may_share(agency: Agency, area: Area | None) -> None:
    """Whatever the forces of an area and the charities there keep, they share with that agency: it makes a part lawful."""
    if area is not None:
        forces = Agency.objects.filter(Q(kind="police force", area=area) | Q(kind="charity")).exclude(pk=agency.pk)
        at_home = agency.kind == "police force" and agency.area == area
        others = list(forces)
        if not at_home and not any(other.kind == "police force" for other in others):
            others.append(AgencyFactory(area=area))
        if others:
            signed(agency, *others)


def force_of(area: Area) -> Agency:
    """The police force that keeps an area: the first there is, or a new one."""
    return Agency.objects.filter(kind="police force", area=area).order_by("code").first() or AgencyFactory(area=area)


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Invented Person {number}")
    agency = factory.SubFactory(AgencyFactory)


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = Grant
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    role = Role.VISITING_OFFICER
    agency = factory.LazyAttribute(lambda grant: grant.person.agency)
    area = factory.SubFactory(AreaFactory)
    since = factory.LazyFunction(lambda: datetime(2015, 1, 1, tzinfo=UTC))

    @factory.post_generation
    def agreed(grant, create, wanted, **more):  # noqa: N805
        """`agreed=False`: no agreement makes the role work in another agency's area."""
        if wanted is not False:
            may_share(grant.agency, grant.area)


def person_as(role: str, area: Area | None = None, agency: Agency | None = None) -> Person:
    """An invented person who holds one role, in Northumbria unless told otherwise."""
    area = area or AreaFactory()
    person = PersonFactory(agency=agency or AgencyFactory(area=area))
    GrantFactory(person=person, role=role, area=area)
    return person
