"""Invented people in care, and those who care for them."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from sightline.agencies.tests.factories import AgencyFactory, PersonFactory, person_as
from sightline.safeguarding import models
from sightline.sharing.tests.factories import signed
from sightline.visits.tests.factories import EncounterFactory

NOW = datetime(2018, 10, 17, 12, tzinfo=UTC)


class CaseFactory(DjangoModelFactory):
    """A person in care, held by the coordinator who took them."""

    class Meta:
        model = models.Case
        skip_postgeneration_save = True

    encounter = factory.SubFactory(EncounterFactory, state="taken", concern=True)
    area = factory.LazyAttribute(lambda case: case.encounter.area)
    team = factory.LazyAttribute(lambda case: case.encounter.team)
    age = factory.LazyAttribute(lambda case: case.encounter.age)
    way = factory.LazyAttribute(lambda case: "adult" if case.age == "adult" else "child")
    description = factory.LazyAttribute(lambda case: case.encounter.description)
    language = "ro"
    interpreter = True
    met_at = factory.LazyAttribute(lambda case: case.encounter.met_at)
    opened_by = factory.LazyAttribute(lambda case: person_as("safeguarding coordinator", area=case.area))
    opened_at = NOW

    @factory.post_generation
    def held(case, create, given, **more):  # noqa: N805
        HoldingFactory(case=case, person=case.opened_by, part="coordinator", first=True)


class HoldingFactory(DjangoModelFactory):
    class Meta:
        model = models.Holding

    case = factory.SubFactory(CaseFactory)
    opened_by = factory.LazyAttribute(lambda holding: holding.case.opened_by)
    area = factory.LazyAttribute(lambda holding: holding.case.area)
    person = factory.SubFactory(PersonFactory)
    part = "coordinator"
    since = NOW


class IdentityFactory(DjangoModelFactory):
    class Meta:
        model = models.Identity

    case = factory.SubFactory(CaseFactory)
    calls_self = "Andrei"
    full_name = "Andrei Inventat"
    born_on = date(1992, 3, 4)
    nationality = "Romanian"
    recorded_at = NOW
    recorded_by = factory.LazyAttribute(lambda identity: identity.case.opened_by)


class SafeContactFactory(DjangoModelFactory):
    class Meta:
        model = models.SafeContact

    case = factory.SubFactory(CaseFactory)
    how = "By text, signed “the dentist”"
    hours = "After 10:00"
    never = "Never by voice message"
    asked_for = "A doctor for his hands"
    recorded_at = NOW
    recorded_by = factory.LazyAttribute(lambda contact: contact.case.opened_by)


class ConsentFactory(DjangoModelFactory):
    class Meta:
        model = models.Consent

    case = factory.SubFactory(CaseFactory)
    way = factory.LazyAttribute(lambda consent: consent.case.way)
    purpose = "P2"
    answer = "given"
    how = "spoken"
    language = "ro"
    explained_by = factory.LazyAttribute(lambda consent: consent.case.opened_by)
    answered_at = NOW


class ReferralFactory(DjangoModelFactory):
    class Meta:
        model = models.Referral

    case = factory.SubFactory(CaseFactory)
    way = factory.LazyAttribute(lambda referral: referral.case.way)
    kind = "nrm"
    consent = factory.LazyAttribute(
        lambda referral: (
            ConsentFactory(case=referral.case, purpose="P1")
            if (referral.kind, referral.way) == ("nrm", "adult")
            else None
        )
    )
    account = "Four months at a car wash without pay."
    drafted_by = factory.LazyAttribute(lambda referral: referral.case.opened_by)
    drafted_at = NOW


class FirstPlaceFactory(DjangoModelFactory):
    class Meta:
        model = models.FirstPlace

    case = factory.SubFactory(CaseFactory)
    area = factory.LazyAttribute(lambda place: place.case.area)
    team = factory.LazyAttribute(lambda place: place.case.team)
    description = factory.LazyAttribute(lambda place: place.case.description)
    says = "The reception hall at Example Street"
    since = NOW
    recorded_by = factory.LazyAttribute(lambda place: place.case.opened_by)


class PlacementRequestFactory(DjangoModelFactory):
    class Meta:
        model = models.PlacementRequest

    case = factory.SubFactory(CaseFactory)
    area = factory.LazyAttribute(lambda request: request.case.area)
    to = factory.SubFactory(AgencyFactory, kind="charity")
    contract = "avmscc"
    household = "One man, in his twenties"
    needs = "A ground-floor room. A doctor near."
    language = "ro"
    asked_by = factory.LazyAttribute(lambda request: request.case.opened_by)
    asked_at = NOW


class PlacementFactory(DjangoModelFactory):
    """A home whose provider has an agreement with the service that found it; `agreed=False`: it has none."""

    class Meta:
        model = models.Placement
        skip_postgeneration_save = True

    request = factory.SubFactory(PlacementRequestFactory, state="placed")
    case = factory.LazyAttribute(lambda placement: placement.request.case)
    to = factory.LazyAttribute(lambda placement: placement.request.to)
    provider = factory.SubFactory(AgencyFactory, kind="charity")
    household = factory.LazyAttribute(lambda placement: placement.request.household)
    language = "ro"
    address = "14 Canary Row, Exampleton, ZZ99 3CA"
    placed_by = factory.LazyAttribute(lambda placement: person_as("placement coordinator", agency=placement.to))
    placed_at = NOW

    @factory.post_generation
    def agreed(placement, create, wanted, **more):  # noqa: N805
        if wanted is not False:
            signed(placement.to, placement.provider)


class AcceptanceFactory(DjangoModelFactory):
    class Meta:
        model = models.Acceptance

    placement = factory.SubFactory(PlacementFactory, state="accepted")
    case = factory.LazyAttribute(lambda acceptance: acceptance.placement.case)
    to = factory.LazyAttribute(lambda acceptance: acceptance.placement.to)
    provider = factory.LazyAttribute(lambda acceptance: acceptance.placement.provider)
    support_worker = factory.LazyAttribute(lambda acceptance: person_as("support worker", agency=acceptance.provider))
    accepted_at = NOW


class RelayFactory(DjangoModelFactory):
    class Meta:
        model = models.Relay

    case = factory.SubFactory(CaseFactory)
    area = factory.LazyAttribute(lambda relay: relay.case.area)
    investigator = factory.LazyFunction(lambda: person_as("investigator"))
    calls_self = "Andrei"
    opened_by = factory.LazyAttribute(lambda relay: relay.case.opened_by)
    opened_at = NOW


class RelayMessageFactory(DjangoModelFactory):
    class Meta:
        model = models.RelayMessage

    relay = factory.SubFactory(RelayFactory)
    case = factory.LazyAttribute(lambda message: message.relay.case)
    investigator = factory.LazyAttribute(lambda message: message.relay.investigator)
    text = "May we ask one question, for 15 minutes?"
    written_by = factory.LazyAttribute(lambda message: message.relay.investigator)
    written_at = NOW


class FollowUpFactory(DjangoModelFactory):
    class Meta:
        model = models.FollowUp

    case = factory.SubFactory(CaseFactory)
    due_on = date(2018, 11, 1)
    says = "Ask how he is, by text"


class CrossingFactory(DjangoModelFactory):
    """Details asked for, without consent unless `consent` is given."""

    class Meta:
        model = models.Crossing

    case = factory.SubFactory(CaseFactory)
    area = factory.LazyAttribute(lambda crossing: crossing.case.area)
    to = factory.SubFactory(AgencyFactory, kind="immigration", area=None)
    attention = "The duty officer"
    basis = factory.LazyAttribute(lambda crossing: "consent" if crossing.consent else "risk-to-life")
    consent = None
    override = factory.LazyAttribute(lambda crossing: "" if crossing.consent else "A threat was made at the port.")
    fields = factory.List(["full_name"])
    state = "asked"
    asked_by = factory.LazyAttribute(lambda crossing: crossing.case.opened_by)
    asked_at = NOW
    approved_by = factory.Maybe(
        factory.LazyAttribute(lambda crossing: crossing.state in ("approved", "agreed", "sent")),
        factory.LazyAttribute(lambda crossing: person_as("safeguarding coordinator", area=crossing.area)),
    )
    confirmed_by = factory.Maybe(
        factory.LazyAttribute(lambda crossing: crossing.state in ("agreed", "sent")),
        factory.LazyAttribute(lambda crossing: person_as("safeguarding coordinator", area=crossing.area)),
    )
    sent_at = factory.LazyAttribute(lambda crossing: NOW if crossing.state == "sent" else None)


class CrossedFactory(DjangoModelFactory):
    class Meta:
        model = models.Crossed

    crossing = factory.SubFactory(CrossingFactory, state="sent")
    case = factory.LazyAttribute(lambda crossed: crossed.crossing.case)
    to = factory.LazyAttribute(lambda crossed: crossed.crossing.to)
    says = "Full name: Andrei Inventat"
    sent_at = NOW


class UrgentFactory(DjangoModelFactory):
    """A life in danger, asked about and waiting for a second person."""

    class Meta:
        model = models.Urgent

    relay = factory.SubFactory(RelayFactory)
    case = factory.LazyAttribute(lambda urgent: urgent.relay.case)
    investigator = factory.LazyAttribute(lambda urgent: urgent.relay.investigator)
    area = factory.LazyAttribute(lambda urgent: urgent.relay.area)
    reason = "The man who held him knows the town."
    asked_at = NOW
