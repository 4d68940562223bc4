"""Who sees what of an operation, through the real database roles."""

from pytest import fixture, mark

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.steps import history
from sightline.operations import actions, models
from sightline.operations.models import Assignment
from sightline.operations.tests.factories import (
    BEFORE,
    AssignmentFactory,
    DecisionFactory,
    OperationFactory,
    PartnerActionFactory,
    PartnerAgencyFactory,
    TargetFactory,
    TaskingFactory,
    TeamFactory,
    TeamMemberFactory,
    released,
)
from sightline.sharing.tests.closed import closed_in, closes

pytestmark = mark.django_db

STRANGERS = [
    "analyst",
    "call handler",
    "visiting officer",
    "visiting partner",
    "safeguarding coordinator",
    "placement coordinator",
    "support worker",
    "investigator",
    "immigration partner",
    "awareness lead",
    "oversight",
    "auditor",
    "administrator",
]


@fixture
def other_team(operation):
    return TeamFactory(operation=operation)


@fixture
def people(operation, commander, planner, team, other_team):
    """Everyone near the operation by name, then each role of the area without a part in it."""

    def on(team, role):
        person = person_as(role)
        TeamMemberFactory(team=team, person=person)
        AssignmentFactory(operation=operation, person=person, part=Assignment.Part.MEMBER)
        return person

    elsewhere = AreaFactory(code="gwent")
    return {
        "commander": commander,
        "commander of the area": person_as("operation commander"),
        "commander elsewhere": person_as("operation commander", area=elsewhere),
        "planner": planner,
        "analyst of it": AssignmentFactory(operation=operation, part=Assignment.Part.ANALYST).person,
        "officer on the team": on(team, "visiting officer"),
        "partner on the team": on(team, "visiting partner"),
        "officer of another team": on(other_team, "visiting officer"),
        "partner of another team": on(other_team, "visiting partner"),
        **{role: person_as(role) for role in STRANGERS},
    }


COMMAND = ["commander", "commander of the area"]
PLANNERS = [*COMMAND, "planner"]
ON_THE_TEAM = ["officer on the team", "partner on the team"]
OF_ANOTHER = ["officer of another team", "partner of another team"]
WITH_A_PART = [*PLANNERS, "analyst of it", *ON_THE_TEAM, *OF_ANOTHER]


def seen_by(people, records):
    seen = []
    for name, person in people.items():
        with acting_as(person):
            seen += [name] if records.exists() else []
    return seen


def test_an_operation_is_open_to_those_with_a_part_and_to_command_of_its_area(people):
    assert seen_by(people, models.Operation.objects.all()) == WITH_A_PART


def test_partners_and_their_promises_are_open_to_those_with_a_part(people, operation):
    PartnerAgencyFactory(operation=operation)
    PartnerActionFactory(operation=operation)

    assert seen_by(people, models.PartnerAgency.objects.all()) == WITH_A_PART
    assert seen_by(people, models.PartnerAction.objects.all()) == WITH_A_PART


def test_targets_are_for_those_who_plan_and_analyse(people, operation):
    TargetFactory(operation=operation)

    assert seen_by(people, models.Target.objects.all()) == [*PLANNERS, "analyst of it"]


def test_a_decision_is_for_those_who_plan(people, operation):
    DecisionFactory(operation=operation)

    assert seen_by(people, models.Decision.objects.all()) == PLANNERS


def test_a_tasking_is_hidden_from_its_team_until_it_is_released(people, team):
    tasking = TaskingFactory(team=team)
    assert seen_by(people, models.Tasking.objects.all()) == PLANNERS

    actions.release(tasking, by=people["planner"], at=BEFORE)

    assert seen_by(people, models.Tasking.objects.all()) == [*PLANNERS, *ON_THE_TEAM]


def test_a_tasking_that_was_withdrawn_is_hidden_from_its_team_again(people, team):
    actions.withdraw(released(team=team), by=people["planner"], at=BEFORE, why="Closed.")

    assert seen_by(people, models.Tasking.objects.all()) == PLANNERS


def test_a_team_and_who_is_on_it_are_its_own_and_the_planners(people, team):
    assert seen_by(people, models.Team.objects.filter(pk=team.pk)) == [*PLANNERS, *ON_THE_TEAM]
    assert seen_by(people, models.TeamMember.objects.filter(team=team)) == [*PLANNERS, *ON_THE_TEAM]


def test_a_briefing_is_its_teams_and_each_copy_its_readers(people, team):
    briefing = actions.issue_briefing(team, by=people["planner"], at=BEFORE)
    partner = people["partner on the team"]
    copies = models.BriefingCopy.objects.filter(briefing=briefing)

    assert seen_by(people, models.Briefing.objects.all()) == [*PLANNERS, *ON_THE_TEAM]
    assert seen_by(people, copies.filter(person=partner)) == [*PLANNERS, "partner on the team"]


def test_ones_own_part_is_ones_own_and_the_planners(people, operation):
    partner = people["partner on the team"]

    assert seen_by(people, models.Assignment.objects.filter(person=partner)) == [*PLANNERS, "partner on the team"]


def test_what_a_person_can_do_stands_in_the_directory(people, commander):
    colleague = person_as("visiting officer", agency=commander.agency)
    actions.record_capability(by=commander, at=BEFORE, person=colleague, code="arrest", since=BEFORE.date())

    assert seen_by(people, models.Capability.objects.all()) == list(people)


@mark.parametrize("model", [models.Operation, models.Target, models.Tasking, models.Team, models.Decision])
def test_nothing_of_an_operation_is_public(model, team):
    released(team=team)
    DecisionFactory(operation=team.operation)

    with acting_as(None):
        assert not model.objects.exists()


def test_the_history_of_a_tasking_is_hidden_with_it(people, team):
    tasking = TaskingFactory(team=team)
    actions.release(tasking, by=people["planner"], at=BEFORE)

    for name, steps in {"planner": 1, "officer on the team": 1, "officer of another team": 0, "oversight": 0}.items():
        with acting_as(people[name]):
            assert len(history(tasking)) == steps, name


def test_a_part_in_a_week_opens_none_of_its_children(people, operation):
    child = OperationFactory(parent=operation, area=AreaFactory(code="gwent"))

    assert seen_by(people, models.Operation.objects.filter(pk=child.pk)) == ["commander elsewhere"]


@mark.parametrize("model", closed_in("operations"), ids=lambda model: model.__name__)
def test_a_conflict_of_interest_closes_it(model):
    assert closes(model)
