"""Invented operations, places, teams and taskings."""

from datetime import UTC, date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from sightline.agencies.models import Person
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, PersonFactory, may_share
from sightline.operations import models
from sightline.places.tests.factories import PremisesFactory

DAY = date(2018, 10, 16)
MORNING = datetime(2018, 10, 16, 8, tzinfo=UTC)
BEFORE = datetime(2018, 10, 1, 9, tzinfo=UTC)


class OperationFactory(DjangoModelFactory):
    class Meta:
        model = models.Operation

    name = factory.Sequence(lambda number: f"Operation Example {number}")
    kind = models.Operation.Kind.DAYS
    lead = factory.SubFactory(AgencyFactory)
    area = factory.SubFactory(AreaFactory)
    aims = ["Protect vulnerable people"]
    starts_on = DAY
    ends_on = DAY + timedelta(days=1)
    commander = factory.SubFactory(PersonFactory)
    proposed_at = BEFORE


class OfAnOperationFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    operation = factory.SubFactory(OperationFactory)
    area = factory.LazyAttribute(lambda part: part.operation.area)


class OfAPersonFactory(OfAnOperationFactory):
    """What gives a person a part, whose agency then has an agreement; `agreed=False`: it has none."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @factory.post_generation
    def agreed(part, create, wanted, **more):  # noqa: N805
        if wanted is not False:
            may_share(part.person.agency, part.operation.area)


class AssignmentFactory(OfAPersonFactory):
    class Meta:
        model = models.Assignment
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    part = models.Assignment.Part.PLANNER
    since = BEFORE
    assigned_by = factory.LazyAttribute(lambda assignment: assignment.operation.commander)


class PartnerAgencyFactory(OfAnOperationFactory):
    class Meta:
        model = models.PartnerAgency

    agency = factory.SubFactory(AgencyFactory)
    since = DAY


class TargetFactory(OfAnOperationFactory):
    class Meta:
        model = models.Target

    state = models.Target.State.CHOSEN
    premises = factory.SubFactory(PremisesFactory, area=factory.SelfAttribute("..operation.area"))
    premises_kind = factory.LazyAttribute(lambda target: target.premises.kind)
    label = factory.LazyAttribute(lambda target: target.premises.name)
    address = factory.LazyAttribute(lambda target: target.premises.address)
    concern = "Men sleep behind it and are driven away at night."
    visit_type = models.VisitType.SOFT
    reason = "What is known is thin."
    purpose = models.Purpose.SAFEGUARD
    proposed_by = factory.LazyAttribute(lambda target: target.operation.commander)
    proposed_at = BEFORE


class TeamFactory(OfAnOperationFactory):
    class Meta:
        model = models.Team

    name = factory.Sequence(lambda number: f"Tyne {number}")
    agency = factory.SubFactory(AgencyFactory)
    base = "Forth Banks"


class TeamMemberFactory(OfAPersonFactory):
    class Meta:
        model = models.TeamMember
        skip_postgeneration_save = True

    team = factory.SubFactory(TeamFactory)
    operation = factory.LazyAttribute(lambda member: member.team.operation)
    person = factory.SubFactory(PersonFactory)
    since = BEFORE


class CapabilityFactory(DjangoModelFactory):
    class Meta:
        model = models.Capability

    person = factory.SubFactory(PersonFactory)
    agency = factory.LazyAttribute(lambda capability: capability.person.agency)
    code = "arrest"
    since = date(2016, 1, 1)


class TaskingFactory(OfAnOperationFactory):
    class Meta:
        model = models.Tasking

    team = factory.SubFactory(TeamFactory)
    operation = factory.LazyAttribute(lambda tasking: tasking.team.operation)
    target = factory.SubFactory(TargetFactory, operation=factory.SelfAttribute("..operation"))
    premises = factory.LazyAttribute(lambda tasking: tasking.target.premises)
    starts_at = MORNING
    ends_at = factory.LazyAttribute(lambda tasking: tasking.starts_at + timedelta(hours=1, minutes=30))
    visit_type = factory.LazyAttribute(lambda tasking: tasking.target.visit_type)
    purpose = factory.LazyAttribute(lambda tasking: tasking.target.purpose)
    place = factory.LazyAttribute(lambda tasking: tasking.target.label)
    address = factory.LazyAttribute(lambda tasking: tasking.target.address)
    premises_kind = factory.LazyAttribute(lambda tasking: tasking.target.premises_kind)
    known = "Two men were seen to carry bedding."
    risks = "A dog in the yard."


class DecisionFactory(OfAnOperationFactory):
    class Meta:
        model = models.Decision

    decided = "Immigration officers will not attend."
    reason = "People who may be victims are expected."
    decided_by = factory.LazyAttribute(lambda decision: decision.operation.commander)
    decided_at = BEFORE


class PartnerActionFactory(OfAnOperationFactory):
    class Meta:
        model = models.PartnerAction

    agency = factory.SubFactory(AgencyFactory)
    says = "Bring leaflets in Romanian and Vietnamese."


def released(**more: object) -> models.Tasking:
    """A tasking that its team may see."""
    return TaskingFactory(state=models.Tasking.State.RELEASED, released_at=BEFORE, **more)


def member_of(team: models.Team, **more: object) -> Person:
    """An invented person on the team, with a part in its operation."""
    person = TeamMemberFactory(team=team, **more).person
    AssignmentFactory(operation=team.operation, person=person, part=models.Assignment.Part.MEMBER)
    return person
