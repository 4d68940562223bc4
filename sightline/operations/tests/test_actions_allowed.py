"""Who may do what with an operation: every act tried by everyone near it, through the real database role."""

from datetime import timedelta

from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, PersonFactory, person_as
from sightline.kit.refusals import Refused
from sightline.operations import actions
from sightline.operations.models import Assignment, Decision
from sightline.operations.tests.factories import (
    BEFORE,
    DAY,
    MORNING,
    AssignmentFactory,
    OperationFactory,
    PartnerActionFactory,
    PartnerAgencyFactory,
    TargetFactory,
    TaskingFactory,
    TeamFactory,
    TeamMemberFactory,
    member_of,
    released,
)
from sightline.places.tests.factories import PremisesFactory

pytestmark = mark.django_db

COMMAND = {"commander", "commander of the area"}
PLANNERS = COMMAND | {"planner"}
EVERYONE = (
    "commander",
    "commander of the area",
    "commander elsewhere",
    "planner",
    "planner of another",
    "analyst of it",
    "member",
    "member of another team",
    "analyst",
    "coordinator",
    "oversight",
    "administrator",
    "auditor",
)


@fixture
def somebody(operation, commander, planner, team):
    """Somebody near the operation, by name."""
    elsewhere = AreaFactory(code="gwent")
    ways = {
        "commander": lambda: commander,
        "commander of the area": lambda: person_as("operation commander"),
        "commander elsewhere": lambda: person_as("operation commander", area=elsewhere),
        "planner": lambda: planner,
        "planner of another": lambda: AssignmentFactory(operation=OperationFactory(area=elsewhere)).person,
        "analyst of it": lambda: AssignmentFactory(operation=operation, part=Assignment.Part.ANALYST).person,
        "member": lambda: member_of(team),
        "member of another team": lambda: member_of(TeamFactory(operation=operation)),
        "coordinator": lambda: person_as("safeguarding coordinator"),
    }
    return lambda name: ways[name]() if name in ways else person_as(name)


def only(who, allowed, act):
    """The act, done when `who` is among those allowed; refused otherwise."""
    if who in allowed:
        act()
    else:
        with raises(Refused):
            act()


@mark.parametrize("who", EVERYONE)
@mark.parametrize("step", ["approve", "call_off"])
def test_command_alone_moves_an_operation(somebody, operation, who, step):
    only(who, COMMAND, lambda: getattr(actions, step)(operation, by=somebody(who), at=MORNING, why="Because."))


@mark.parametrize("who", EVERYONE)
def test_planners_name_partners(somebody, operation, who):
    agency = AgencyFactory()

    only(who, PLANNERS, lambda: actions.add_partner(operation, by=somebody(who), at=BEFORE, agency=agency, since=DAY))


@mark.parametrize("who", EVERYONE)
def test_planners_end_a_partners_part(somebody, operation, who):
    partner = PartnerAgencyFactory(operation=operation)

    only(who, PLANNERS, lambda: actions.end_partner(partner, by=somebody(who), at=MORNING, until=DAY))


@mark.parametrize("who", EVERYONE)
def test_planners_write_the_decision_log(somebody, operation, who):
    words = {"decided": "Nobody films.", "reason": "People asked."}

    only(who, PLANNERS, lambda: actions.decide(operation, by=somebody(who), at=MORNING, **words))

    assert Decision.objects.exists() is (who in PLANNERS)


@mark.parametrize("who", EVERYONE)
def test_planners_give_and_end_parts(somebody, operation, who):
    person, held, by = PersonFactory(), AssignmentFactory(operation=operation, part="analyst"), somebody(who)

    only(who, PLANNERS, lambda: actions.assign(operation, by=by, at=BEFORE, person=person, part="analyst"))
    only(who, PLANNERS, lambda: actions.end_assignment(held, by=by, at=MORNING))


@mark.parametrize("who", EVERYONE)
def test_planners_and_analysts_propose_places(somebody, operation, who):
    premises, by = PremisesFactory(), somebody(who)
    allowed = PLANNERS | {"analyst of it"}

    only(who, allowed, lambda: actions.propose_target(operation, by=by, at=BEFORE, premises=premises))


@mark.parametrize("who", EVERYONE)
def test_command_alone_chooses_a_place(somebody, operation, who):
    target = TargetFactory(operation=operation, state="proposed", visit_type="", reason="")
    choice = {"visit_type": "soft", "reason": "Thin.", "people_at_risk": "yes", "criminality": "no"}

    only(who, COMMAND, lambda: actions.choose_target(target, by=somebody(who), at=BEFORE, **choice))


@mark.parametrize("who", EVERYONE)
@mark.parametrize("act", [actions.drop_target, actions.reconsider_target], ids=["drop", "reconsider"])
def test_command_alone_drops_a_place_or_thinks_again(somebody, operation, who, act):
    target = TargetFactory(operation=operation)

    only(who, COMMAND, lambda: act(target, by=somebody(who), at=BEFORE, why="It closed."))


@mark.parametrize("who", EVERYONE)
def test_planners_form_teams(somebody, operation, who):
    words = {"name": "Tees 1", "agency": AgencyFactory()}

    only(who, PLANNERS, lambda: actions.form_team(operation, by=somebody(who), at=BEFORE, **words))


@mark.parametrize("who", EVERYONE)
def test_planners_put_people_on_teams_and_take_them_off(somebody, team, who):
    member, person, by = TeamMemberFactory(team=team), PersonFactory(), somebody(who)

    only(who, PLANNERS, lambda: actions.join_team(team, by=by, at=BEFORE, person=person))
    only(who, PLANNERS, lambda: actions.leave_team(member, by=by, at=MORNING))


@mark.parametrize("who", EVERYONE)
def test_planners_send_teams(somebody, team, who):
    target = TargetFactory(operation=team.operation)
    when = {"starts_at": MORNING, "ends_at": MORNING + timedelta(hours=1)}

    only(who, PLANNERS, lambda: actions.task(target, by=somebody(who), at=BEFORE, team=team, **when))


@mark.parametrize("who", EVERYONE)
def test_planners_release_visits(somebody, team, who):
    tasking = TaskingFactory(team=team)

    only(who, PLANNERS, lambda: actions.release(tasking, by=somebody(who), at=BEFORE))


@mark.parametrize("who", EVERYONE)
def test_planners_withdraw_visits(somebody, team, who):
    tasking = released(team=team)

    only(who, PLANNERS, lambda: actions.withdraw(tasking, by=somebody(who), at=BEFORE, why="Closed."))


@mark.parametrize("who", EVERYONE)
def test_planners_move_visits_that_are_planned(somebody, team, who):
    tasking = TaskingFactory(team=team)
    when = {"starts_at": MORNING, "ends_at": MORNING + timedelta(hours=3)}

    only(who, PLANNERS, lambda: actions.move(tasking, by=somebody(who), at=BEFORE, team=team, **when))


@mark.parametrize("who", EVERYONE)
def test_the_team_alone_begins_a_visit(somebody, team, who):
    tasking = released(team=team)

    only(who, {"member"}, lambda: actions.mark_begun(tasking, by=somebody(who), at=MORNING))


@mark.parametrize("who", EVERYONE)
def test_planners_issue_a_briefing(somebody, team, who):
    only(who, PLANNERS, lambda: actions.issue_briefing(team, by=somebody(who), at=BEFORE))


@mark.parametrize("who", EVERYONE)
def test_planners_note_what_any_agency_promises_and_keeps(somebody, operation, who):
    agency, made, by = AgencyFactory(), PartnerActionFactory(operation=operation), somebody(who)

    only(who, PLANNERS, lambda: actions.promise(operation, by=by, at=BEFORE, agency=agency, says="Bring leaflets."))
    only(who, PLANNERS, lambda: actions.keep_promise(made, by=by, at=MORNING, done_on=DAY))
