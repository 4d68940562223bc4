"""What people do to operations, as themselves, through the real database role."""

from datetime import date, timedelta

from django.db.utils import ProgrammingError
from pytest import fixture, mark, raises

from sightline.agencies.models import Agency, Area
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, PersonFactory
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import history
from sightline.ledger.acts import Taken
from sightline.operations import actions
from sightline.operations.actions.sending import ApartInTime
from sightline.operations.models import Assignment, Decision, Operation, PartnerAction, Target, Tasking
from sightline.operations.proportion import NotProportionate
from sightline.operations.tests.factories import (
    BEFORE,
    DAY,
    MORNING,
    CapabilityFactory,
    PartnerActionFactory,
    TargetFactory,
    TaskingFactory,
    TeamFactory,
    member_of,
    released,
)
from sightline.places.tests.factories import PremisesFactory

pytestmark = mark.django_db
HOUR = timedelta(hours=1)
ANSWERS = {"people_at_risk": "yes", "criminality": "yes", "reason": "Men are held there."}


@fixture
def two_days():
    """What a commander types to propose two days of action."""
    return {"name": "Operation Example", "kind": "days", "starts_on": DAY, "ends_on": DAY + timedelta(days=1)}


@fixture
def target(operation):
    """A place proposed and not yet chosen."""
    return TargetFactory(operation=operation, state="proposed", visit_type="", reason="")


# Leading -------------------------------------------------------------------


def test_whoever_proposes_an_operation_commands_it(commander, two_days):
    operation = actions.propose(by=commander, at=BEFORE, lead=AgencyFactory(), area=AreaFactory(), **two_days)

    assert operation.commander == commander
    assert Assignment.objects.get(operation=operation).part == Assignment.Part.COMMANDER


def test_nobody_proposes_an_operation_in_an_area_that_is_not_theirs(commander, two_days):
    with raises(Refused):
        actions.propose(by=commander, at=BEFORE, lead=AgencyFactory(), area=AreaFactory(code="gwent"), **two_days)

    assert not Operation.objects.exists()


def test_a_week_of_several_forces_has_a_child_for_each(commander, operation, two_days):
    lead, area = Agency.objects.first(), Area.objects.first()

    child = actions.propose(by=commander, at=BEFORE, lead=lead, area=area, parent=operation, **two_days)

    assert list(operation.children.all()) == [child]


def test_an_operation_goes_through_its_life_one_step_at_a_time(commander, operation):
    for step in ("approve", "brief", "go_live", "begin_closing", "close"):
        getattr(actions, step)(operation, by=commander, at=MORNING, why="Ready.")

    assert operation.state == Operation.State.CLOSED
    with acting_as(commander):
        assert {step.verb for step in history(operation)} >= {"approve", "close"}


def test_an_operation_does_not_run_before_it_is_briefed(commander, operation):
    with raises(WrongStep):
        actions.go_live(operation, by=commander, at=MORNING)


def test_calling_off_keeps_its_reason(commander, operation):
    actions.call_off(operation, by=commander, at=MORNING, why="The place stands empty.")

    with acting_as(commander):
        assert history(operation)[0].why == "The place stands empty."


def test_calling_off_calls_the_teams_back(commander, team):
    told = released(team=team)

    actions.call_off(team.operation, by=commander, at=MORNING, why="The place stands empty.")

    assert Tasking.objects.get(pk=told.pk).state == Tasking.State.WITHDRAWN


def test_a_planner_does_not_approve(planner, operation):
    with raises(Refused):
        actions.approve(operation, by=planner, at=MORNING)


def test_a_planner_gives_others_a_part(planner, operation):
    analyst = PersonFactory()

    actions.assign(operation, by=planner, at=MORNING, person=analyst, part="analyst", why="Knows the area.")

    assert Assignment.objects.get(person=analyst).assigned_by == planner


@mark.parametrize("part", ["commander", "planner"])
def test_a_planner_makes_no_commander_and_gives_nothing_to_themself(planner, operation, part):
    person = PersonFactory() if part == "commander" else planner

    with raises(Refused):
        actions.assign(operation, by=planner, at=MORNING, person=person, part="commander")


def test_a_part_is_held_once_at_a_time(commander, operation, planner):
    with raises(Taken):
        actions.assign(operation, by=commander, at=MORNING, person=planner, part="planner")


def test_a_part_that_ends_ends_what_it_opened(commander, operation, planner):
    actions.end_assignment(Assignment.objects.get(person=planner), by=commander, at=BEFORE + HOUR)

    with acting_as(planner):
        assert not Operation.objects.exists()


def test_a_partner_takes_part_from_a_day_until_another(commander, operation):
    council = AgencyFactory(name="Newcastle City Council")

    partner = actions.add_partner(operation, by=commander, at=BEFORE, agency=council, since=DAY, brings="Housing")
    actions.end_partner(partner, by=commander, at=MORNING, until=DAY)

    partners = type(partner).objects
    assert partners.on(DAY).exists()
    assert not partners.on(DAY + timedelta(days=1)).exists()


def test_a_decision_stands_as_it_was_written(commander, operation):
    decision = actions.decide(operation, by=commander, at=MORNING, decided="No cameras.", reason="People asked.")

    with raises(ProgrammingError, match="permission denied"), acting_as(commander):
        Decision.objects.filter(pk=decision.pk).update(reason="Another.")


def test_a_partner_promises_and_keeps_it(commander, operation):
    office = AgencyFactory()
    promised = actions.promise(operation, by=commander, at=BEFORE, agency=office, says="Find a Polish speaker.")

    actions.keep_promise(promised, by=commander, at=MORNING, done_on=DAY)
    actions.keep_promise(promised, by=commander, at=MORNING, done_on=DAY + timedelta(days=1))

    assert PartnerAction.objects.get().done_on == DAY


def test_nobody_ticks_another_agencys_promise(team, operation):
    promised = PartnerActionFactory(operation=operation)

    with raises(Refused):
        actions.keep_promise(promised, by=member_of(team), at=MORNING, done_on=DAY)


# Places --------------------------------------------------------------------


def test_a_place_is_proposed_with_a_copy_of_what_is_known(commander, operation):
    premises = PremisesFactory()

    target = actions.propose_target(operation, by=commander, at=BEFORE, premises=premises, concern="Bedding seen.")

    assert (target.label, target.address, target.concern) == (premises.name, premises.address, "Bedding seen.")


def test_a_place_is_proposed_once(commander, target):
    with raises(Taken):
        actions.propose_target(target.operation, by=commander, at=BEFORE, premises=target.premises)


def test_an_enforced_visit_asks_for_the_milder_one_in_writing(commander, target):
    with raises(NotProportionate, match="milder"):
        actions.choose_target(target, by=commander, at=MORNING, visit_type="enforced", **ANSWERS)


def test_an_enforced_visit_stands_in_the_decision_log(commander, target):
    lower = "A soft visit would warn those who hold them."

    actions.choose_target(target, by=commander, at=MORNING, visit_type="enforced", lower_level=lower, **ANSWERS)

    assert Decision.objects.get().options == lower


def test_an_inspection_is_no_pretext_for_a_search(commander, target):
    with raises(NotProportionate, match="pretext"):
        actions.choose_target(target, by=commander, at=MORNING, visit_type="compliance", purpose="search", **ANSWERS)


def test_only_command_chooses(planner, target):
    with raises(Refused):
        actions.choose_target(target, by=planner, at=MORNING, visit_type="soft", purpose="safeguard", **ANSWERS)


def test_a_place_is_dropped_with_its_reason(commander, target):
    actions.drop_target(target, by=commander, at=MORNING, why="It closed in May.")

    assert Target.objects.get().state == Target.State.DROPPED


def test_a_place_that_is_dropped_takes_its_visits_with_it(commander, team):
    told, begun = released(team=team), TaskingFactory(team=team, state="begun", starts_at=MORNING + 2 * HOUR)

    actions.drop_target(told.target, by=commander, at=MORNING, why="It closed in May.")

    assert Tasking.objects.get(pk=told.pk).state == Tasking.State.WITHDRAWN
    assert Tasking.objects.get(pk=begun.pk).state == Tasking.State.BEGUN


def test_a_place_is_put_before_the_commander_again(commander, team):
    told = released(team=team)

    actions.reconsider_target(told.target, by=commander, at=MORNING, why="New intelligence.")
    actions.choose_target(
        told.target, by=commander, at=MORNING, visit_type="enforced", lower_level="Soft was chosen.", **ANSWERS
    )

    assert Target.objects.get().visit_type == "enforced"
    assert Tasking.objects.get().state == Tasking.State.WITHDRAWN


# Teams ---------------------------------------------------------------------


def test_a_planner_forms_a_team_and_puts_people_on_it(planner, operation):
    person = PersonFactory()

    team = actions.form_team(operation, by=planner, at=BEFORE, name="Tyne 1", agency=AgencyFactory(), base="Byker")
    actions.join_team(team, by=planner, at=BEFORE, person=person)

    assert [member.person for member in team.members.all()] == [person]
    assert Assignment.objects.get(person=person).part == Assignment.Part.MEMBER


def test_whoever_has_a_part_already_keeps_it_on_a_team(commander, operation, team, planner):
    actions.join_team(team, by=commander, at=BEFORE, person=planner)

    assert Assignment.objects.get(person=planner).part == Assignment.Part.PLANNER


def test_a_planner_does_not_put_themself_on_a_team(planner, team):
    with raises(Refused):
        actions.join_team(team, by=planner, at=BEFORE, person=planner)


def test_leaving_a_team_ends_the_sight_of_its_visits(commander, team):
    tasking, person = released(team=team), member_of(team)

    actions.leave_team(team.members.get(), by=commander, at=BEFORE + HOUR)

    with acting_as(person):
        assert not Tasking.objects.filter(pk=tasking.pk).exists()


def test_a_colleague_notes_what_a_person_can_do(commander):
    colleague = PersonFactory(agency=commander.agency)

    noted = actions.record_capability(by=commander, at=BEFORE, person=colleague, code="arrest", since=date(2016, 1, 1))

    assert noted.agency == commander.agency


def test_nobody_notes_their_own_training_or_another_agencys(commander):
    for person in (commander, PersonFactory()):
        with raises(Refused):
            actions.record_capability(by=commander, at=BEFORE, person=person, code="arrest", since=DAY)


def test_a_capability_lapses(commander):
    capability = CapabilityFactory(until=date(2018, 1, 1))

    assert capability not in type(capability).objects.on(DAY)


# Sending -------------------------------------------------------------------


def test_a_tasking_copies_what_its_team_needs(planner, team):
    target = TargetFactory(operation=team.operation)

    tasking = actions.task(target, by=planner, at=BEFORE, team=team, starts_at=MORNING, ends_at=MORNING + HOUR)

    assert (tasking.place, tasking.visit_type, tasking.purpose) == (target.label, "soft", "safeguard")


def test_a_place_that_is_not_chosen_gets_no_team(planner, target, team):
    with raises(WrongStep):
        actions.task(target, by=planner, at=BEFORE, team=team, starts_at=MORNING, ends_at=MORNING + HOUR)


def test_a_team_is_not_in_two_places(planner, team):
    TaskingFactory(team=team)

    with raises(Taken):
        actions.task(
            TargetFactory(operation=team.operation),
            by=planner,
            at=BEFORE,
            team=team,
            starts_at=MORNING + HOUR,
            ends_at=MORNING + 2 * HOUR,
        )


def test_a_team_goes_on_as_soon_as_the_last_visit_ends(planner, team):
    ends = TaskingFactory(team=team).ends_at
    target = TargetFactory(operation=team.operation)

    assert actions.task(target, by=planner, at=BEFORE, team=team, starts_at=ends, ends_at=ends + HOUR)


def test_two_teams_go_out_at_the_same_time(planner, team):
    TaskingFactory(team=team)
    other, target = TeamFactory(operation=team.operation), TargetFactory(operation=team.operation)

    assert actions.task(target, by=planner, at=BEFORE, team=other, starts_at=MORNING, ends_at=MORNING + HOUR)


def test_a_visit_that_was_withdrawn_leaves_its_time_free(planner, team):
    tasking = TaskingFactory(team=team)
    actions.withdraw(tasking, by=planner, at=BEFORE, why="The place closed.")

    assert actions.task(tasking.target, by=planner, at=BEFORE, team=team, starts_at=MORNING, ends_at=MORNING + HOUR)


def test_linked_visits_start_in_the_same_minute(planner, team):
    TaskingFactory(team=team, linked_start="Two doors")
    other, target = TeamFactory(operation=team.operation), TargetFactory(operation=team.operation)
    linked = {"by": planner, "at": BEFORE, "team": other, "linked_start": "Two doors"}

    with raises(ApartInTime):
        actions.task(target, starts_at=MORNING + HOUR, ends_at=MORNING + 2 * HOUR, **linked)

    assert actions.task(target, starts_at=MORNING, ends_at=MORNING + HOUR, **linked)


def test_a_visit_that_is_only_planned_moves(planner, team):
    tasking, other = TaskingFactory(team=team), TeamFactory(operation=team.operation)

    actions.move(tasking, by=planner, at=BEFORE, team=other, starts_at=MORNING + HOUR, ends_at=MORNING + 2 * HOUR)

    moved = Tasking.objects.get()
    assert (moved.team, moved.starts_at) == (other, MORNING + HOUR)


def test_a_visit_that_the_team_was_told_of_does_not_move(planner, team):
    tasking = released(team=team)

    with raises(Refused):
        actions.move(tasking, by=planner, at=BEFORE, team=team, starts_at=MORNING, ends_at=MORNING + HOUR)


def test_a_target_of_another_operation_gets_no_team_of_this_one(commander, team):
    elsewhere = TargetFactory()

    with raises(Taken):
        actions.task(elsewhere, by=commander, at=BEFORE, team=team, starts_at=MORNING, ends_at=MORNING + HOUR)


def test_a_team_begins_what_was_released_to_it(planner, team):
    tasking, member = TaskingFactory(team=team), member_of(team)
    actions.release(tasking, by=planner, at=BEFORE)

    actions.mark_begun(tasking, by=member, at=MORNING)

    assert Tasking.objects.get().state == Tasking.State.BEGUN


def test_a_team_does_not_begin_what_is_only_planned(team):
    with raises(Refused):
        actions.mark_begun(TaskingFactory(team=team), by=member_of(team), at=MORNING)


def test_the_second_of_a_team_does_not_begin_again(team):
    tasking, one, other = released(team=team), member_of(team), member_of(team)
    actions.mark_begun(tasking, by=one, at=MORNING)

    with raises(WrongStep):
        actions.mark_begun(tasking, by=other, at=MORNING)


def test_a_visit_that_has_begun_is_not_withdrawn(planner, team):
    tasking = released(team=team)
    actions.mark_begun(tasking, by=member_of(team), at=MORNING)

    with raises(WrongStep):
        actions.withdraw(tasking, by=planner, at=MORNING, why="Too late.")


def test_the_desk_finds_what_waits_at_the_door(team):
    waiting = released(team=team)
    TaskingFactory(team=team, starts_at=MORNING + 4 * HOUR)

    assert list(Tasking.objects.waiting()) == [waiting]


def test_the_desk_finds_what_waits_for_command_and_what_runs(commander, operation):
    assert list(Operation.objects.waiting()) == [operation]

    for step in ("approve", "brief", "go_live"):
        getattr(actions, step)(operation, by=commander, at=MORNING)

    assert not Operation.objects.waiting().exists()
    assert list(Operation.objects.running()) == [operation]
