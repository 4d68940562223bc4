"""Invented visits and people met."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from sightline.agencies.models import Person
from sightline.agencies.tests.factories import AgencyFactory, PersonFactory
from sightline.operations.models import VisitType
from sightline.operations.tests.factories import TeamFactory, member_of
from sightline.reports.tests.factories import ReportFactory
from sightline.visits import models

AT_THE_DOOR = datetime(2018, 10, 16, 11, 10, tzinfo=UTC)


class VisitFactory(DjangoModelFactory):
    """A visit at the door; give `team` to place it."""

    class Meta:
        model = models.Visit

    team = factory.SubFactory(TeamFactory)
    operation = factory.LazyAttribute(lambda visit: visit.team.operation)
    area = factory.LazyAttribute(lambda visit: visit.operation.area)
    premises_kind = "car-wash"
    place = factory.Sequence(lambda number: f"Invented Car Wash {number}")
    address = "1 Example Road, Newcastle upon Tyne"
    type_planned = VisitType.SOFT
    type_actual = factory.SelfAttribute("type_planned")
    purpose = "safeguard"
    arrived_at = AT_THE_DOOR
    begun_by = factory.SubFactory(PersonFactory)


class OfAVisitFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    visit = factory.SubFactory(VisitFactory)
    team = factory.LazyAttribute(lambda part: part.visit.team)
    operation = factory.LazyAttribute(lambda part: part.visit.operation)
    area = factory.LazyAttribute(lambda part: part.visit.area)


class EncounterFactory(OfAVisitFactory):
    """A person met. `concern=True` says what the concern is."""

    class Meta:
        model = models.Encounter

    place = factory.LazyAttribute(lambda met: met.visit.place)
    part = models.Encounter.Part.WORKER
    description = "Man, about 30, grey jumper"
    age = models.Age.ADULT
    language = "ro"
    concern = False
    concern_says = factory.LazyAttribute(lambda met: "Says that he may not leave." if met.concern else "")
    met_at = AT_THE_DOOR
    met_by = factory.SubFactory(PersonFactory)


class AccountFactory(OfAVisitFactory):
    class Meta:
        model = models.Account

    encounter = factory.SubFactory(EncounterFactory, concern=True)
    visit = factory.LazyAttribute(lambda account: account.encounter.visit)
    concern = factory.LazyAttribute(lambda account: account.encounter.concern)
    says = "They keep our passports in the office."
    language = "ro"
    told_at = AT_THE_DOOR
    told_to = factory.LazyAttribute(lambda account: account.encounter.met_by)


class ContactGivenFactory(OfAVisitFactory):
    class Meta:
        model = models.ContactGiven

    encounter = factory.SubFactory(EncounterFactory, concern=True)
    visit = factory.LazyAttribute(lambda contact: contact.encounter.visit)
    concern = factory.LazyAttribute(lambda contact: contact.encounter.concern)
    how = "A text message to 07700 900456, signed as the dentist"
    never = "Nothing about work"
    told_at = AT_THE_DOOR
    told_to = factory.LazyAttribute(lambda contact: contact.encounter.met_by)


class ArrestFactory(OfAVisitFactory):
    class Meta:
        model = models.Arrest

    place = factory.LazyAttribute(lambda arrest: arrest.visit.place)
    person_says = "Man, about 40, holds the keys"
    offence = "Suspicion of trafficking people into the UK for exploitation"
    grounds = "Held the passports of three workers."
    necessity = "prompt-investigation"
    arrested_at = AT_THE_DOOR
    arrested_by = factory.SubFactory(PersonFactory)
    force = factory.SubFactory(AgencyFactory)


class EscalationFactory(OfAVisitFactory):
    class Meta:
        model = models.Escalation

    before = VisitType.SOFT
    after = VisitType.ENFORCED
    reason = "A door was locked from outside."
    happened_at = AT_THE_DOOR
    recorded_by = factory.SubFactory(PersonFactory)


class InterventionFactory(OfAVisitFactory):
    class Meta:
        model = models.Intervention

    kind = VisitType.SOFT
    happened_at = AT_THE_DOOR
    recorded_by = factory.SubFactory(PersonFactory)


class IndicatorSeenFactory(OfAVisitFactory):
    class Meta:
        model = models.IndicatorSeen

    code = "documents-held"
    basis = models.IndicatorSeen.Basis.TOLD
    recorded_by = factory.SubFactory(PersonFactory)
    recorded_at = AT_THE_DOOR


class AwarenessGivenFactory(OfAVisitFactory):
    class Meta:
        model = models.AwarenessGiven

    says = "The rights of workers, and the helpline"
    leaflets = 5
    language = "ro"
    recorded_by = factory.SubFactory(PersonFactory)
    recorded_at = AT_THE_DOOR


class FieldNoteFactory(DjangoModelFactory):
    """A report from the field; give `visit` to place it."""

    class Meta:
        model = models.FieldNote

    report = factory.SubFactory(ReportFactory, door="field")
    desk = factory.LazyAttribute(lambda note: note.report.desk)
    visit = None
    team = factory.LazyAttribute(lambda note: note.visit and note.visit.team)
    level = factory.LazyAttribute(lambda note: note.report.level)
    by = factory.SubFactory(PersonFactory)
    at = AT_THE_DOOR


def on_the_team_of(visit: models.Visit) -> Person:
    """An invented officer of the visit's team."""
    return member_of(visit.team)
