"""The people of a safeguarding story, each with one role and one part."""

from pytest import fixture

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, GrantFactory, person_as
from sightline.agencies.tests.factories_of_sign_in import confirmed
from sightline.operations.tests.factories import AssignmentFactory, TeamMemberFactory
from sightline.safeguarding.tests.factories import (
    AcceptanceFactory,
    CaseFactory,
    FirstPlaceFactory,
    HoldingFactory,
    PlacementFactory,
    RelayFactory,
)


@fixture
def case():
    return CaseFactory()


@fixture
def placement(case):
    """A home accepted by a provider; nobody has handed the person over yet."""
    placement = PlacementFactory(request__case=case, state="accepted")
    acceptance = AcceptanceFactory(placement=placement)
    placement.accepted_by = acceptance.support_worker
    FirstPlaceFactory(case=case)
    return placement


@fixture
def people(case, placement):
    """Everyone of the story by name, and those who are not in it."""
    return {
        "coordinator": case.opened_by,
        "support_worker": placement.accepted_by,
        "placement_coordinator": placement.placed_by,
        "officer_of_the_team": _on_the_team(case),
        "commander": _commanding(case),
        "investigator": RelayFactory(case=case).investigator,
        "coordinator_before": _coordinator_who_handed_over(case),
        "other_support_worker": person_as("support worker"),
        "other_placement_coordinator": person_as("placement coordinator"),
        "officer": person_as("visiting officer"),
        "partner": person_as("visiting partner"),
        "analyst": person_as("analyst"),
        "coordinator_of_the_area": person_as("safeguarding coordinator"),
        "coordinator_elsewhere": person_as("safeguarding coordinator", area=AreaFactory(code="gwent")),
        "call_handler": person_as("call handler"),
        "immigration": person_as("immigration partner"),
        "awareness": person_as("awareness lead"),
        "oversight": person_as("oversight"),
        "auditor": person_as("auditor"),
        "administrator": person_as("administrator"),
        "administrator_of_the_provider": person_as("administrator", agency=placement.provider),
        "two_roles": _police_and_provider(placement),
    }


def _on_the_team(case):
    officer = person_as("visiting officer")
    TeamMemberFactory(team=case.team, person=officer)
    return officer


def _commanding(case):
    commander = person_as("operation commander")
    AssignmentFactory(operation=case.team.operation, person=commander, part="commander")
    return commander


def _coordinator_who_handed_over(case):
    before = person_as("safeguarding coordinator")
    HoldingFactory(case=case, person=before, ended_at=case.opened_at)
    return before


def _police_and_provider(placement):
    """Somebody who works for the provider and, elsewhere, as an analyst: police and home never meet in one person."""
    person = person_as("support worker", agency=placement.provider)
    GrantFactory(person=person, role="analyst", agency=AgencyFactory())
    return person


@fixture
def reading(client):
    """A browser signed in as somebody who has just confirmed that it is them: `reading(person).get(...)`."""

    def signed_in(person):
        account, _ = Account.objects.get_or_create(pk=person.pk, defaults={"name": f"account-{person.pk}"})
        client.force_login(account)
        return confirmed(client)

    return signed_in
