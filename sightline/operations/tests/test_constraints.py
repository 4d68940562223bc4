"""What must be true of operations is held by the database: each rule, by trying to break it."""

from datetime import timedelta

from django.db import connection
from django.db.utils import IntegrityError
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AreaFactory
from sightline.operations.models import Briefing, BriefingCopy, Target, Tasking
from sightline.operations.tests.factories import (
    BEFORE,
    DAY,
    MORNING,
    AssignmentFactory,
    DecisionFactory,
    OperationFactory,
    PartnerActionFactory,
    PartnerAgencyFactory,
    TargetFactory,
    TaskingFactory,
    TeamFactory,
    TeamMemberFactory,
)

pytestmark = mark.django_db
HOUR = timedelta(hours=1)


@fixture
def broken():
    """What follows is refused by that constraint: `with broken("one_team_a_name")`."""

    def by(name):
        return raises(IntegrityError, match=name)

    return by


def hold():
    """Ask now for what would be asked when the transaction ends."""
    connection.check_constraints()


def briefing_of(team, number=1):
    return Briefing.objects.create(
        operation=team.operation,
        area=team.area,
        team=team,
        number=number,
        copies=0,
        plan="",
        issued_by=team.operation.commander,
        issued_at=BEFORE,
    )


def copy_of(briefing, person, number=1, **more):
    keys = {"operation": briefing.operation, "area": briefing.area, "team": briefing.team, **more}
    return BriefingCopy.objects.create(briefing=briefing, person=person, number=number, **keys)


# An operation and who takes part -------------------------------------------


def test_an_operation_does_not_end_before_it_starts(broken):
    with broken("operation_ends_after_it_starts"):
        OperationFactory(starts_on=DAY, ends_on=DAY - timedelta(days=1))


def test_an_operation_of_one_day_is_fine():
    assert OperationFactory(starts_on=DAY, ends_on=DAY).pk


@mark.parametrize(
    ("factory", "constraint"),
    [
        (AssignmentFactory, "assignment_area_is_the_operations"),
        (PartnerAgencyFactory, "partner_area_is_the_operations"),
        (PartnerActionFactory, "partner_action_area_is_the_operations"),
        (TargetFactory, "target_area_is_the_operations"),
        (TeamFactory, "team_area_is_the_operations"),
        (DecisionFactory, "decision_area_is_the_operations"),
    ],
)
def test_what_belongs_to_an_operation_carries_its_area(broken, operation, factory, constraint):
    with broken(constraint):
        factory(operation=operation, area=AreaFactory(code="gwent"))
        hold()


def test_an_operation_that_changes_its_area_takes_everything_along(operation):
    target, gwent = TargetFactory(operation=operation), AreaFactory(code="gwent")

    type(operation).objects.filter(pk=operation.pk).update(area=gwent)

    assert Target.objects.get(pk=target.pk).area == gwent


def test_a_part_is_open_once_a_person(broken, operation):
    first = AssignmentFactory(operation=operation)

    with broken("one_open_assignment_a_part"):
        AssignmentFactory(operation=operation, person=first.person)


def test_a_part_that_ended_may_begin_again(operation):
    first = AssignmentFactory(operation=operation, until=BEFORE + HOUR)

    assert AssignmentFactory(operation=operation, person=first.person).pk


def test_an_agency_begins_once_a_day(broken, operation):
    first = PartnerAgencyFactory(operation=operation)

    with broken("one_partner_at_a_time"):
        PartnerAgencyFactory(operation=operation, agency=first.agency)


# Places --------------------------------------------------------------------


def test_a_place_is_a_target_once_an_operation(broken, operation):
    first = TargetFactory(operation=operation)

    with broken("one_target_a_place"):
        TargetFactory(operation=operation, premises=first.premises)


def test_a_place_may_be_a_target_of_two_operations(operation):
    first = TargetFactory(operation=operation)

    assert TargetFactory(premises=first.premises).pk


def test_a_chosen_place_has_a_reason(broken):
    with broken("chosen_target_has_a_reason"):
        TargetFactory(reason="")


def test_an_enforced_visit_has_a_milder_one_considered(broken):
    with broken("lower_level_considered_first"):
        TargetFactory(visit_type="enforced", purpose="recover", lower_level="")


def test_a_compliance_visit_is_never_for_a_search(broken):
    with broken("inspection_is_no_pretext"):
        TargetFactory(visit_type="compliance", purpose="search")


@mark.parametrize("priority", [0, 10])
def test_a_priority_is_from_1_to_9(broken, priority):
    with broken("priority_from_1_to_9"):
        TargetFactory(priority=priority)


# Teams and where they go ---------------------------------------------------


def test_a_team_has_a_name_of_its_own(broken, team):
    with broken("one_team_a_name"):
        TeamFactory(operation=team.operation, name=team.name)


def test_two_operations_may_call_their_teams_the_same(team):
    assert TeamFactory(name=team.name).pk


def test_a_member_carries_the_teams_operation(broken, team):
    with broken("member_operation_is_the_teams"):
        TeamMemberFactory(team=team, operation=OperationFactory())
        hold()


def test_a_person_is_on_a_team_once(broken, team):
    first = TeamMemberFactory(team=team)

    with broken("on_a_team_once"):
        TeamMemberFactory(team=team, person=first.person)


def test_a_person_may_come_back_to_a_team(team):
    first = TeamMemberFactory(team=team, until=BEFORE + HOUR)

    assert TeamMemberFactory(team=team, person=first.person).pk


def test_a_tasking_ends_after_it_starts(broken, team):
    with broken("tasking_ends_after_it_starts|lower bound"):
        TaskingFactory(team=team, ends_at=MORNING)


def test_a_team_goes_only_to_places_of_its_operation(broken, team):
    with broken("tasking_operation_is_the_targets"):
        TaskingFactory(team=team, target=TargetFactory())
        hold()


def test_a_tasking_is_of_its_teams_operation(broken, team):
    with broken("tasking_operation_is_the_teams"):
        TaskingFactory(team=team, operation=OperationFactory())
        hold()


@mark.parametrize(
    ("starts", "hours"),
    [(MORNING, 1), (MORNING - HOUR, 2), (MORNING + timedelta(minutes=89), 1), (MORNING - HOUR, 5)],
)
def test_a_team_is_not_in_two_places(broken, team, starts, hours):
    TaskingFactory(team=team)

    with broken("tasking_team_is_in_one_place"):
        TaskingFactory(team=team, starts_at=starts, ends_at=starts + hours * HOUR)


@mark.parametrize("starts", [MORNING - HOUR, MORNING + timedelta(minutes=90)])
def test_a_team_goes_from_one_place_to_the_next(team, starts):
    TaskingFactory(team=team)

    assert TaskingFactory(team=team, starts_at=starts, ends_at=starts + HOUR).pk


def test_a_withdrawn_visit_takes_no_time_and_does_not_come_back(broken, team):
    gone = TaskingFactory(team=team, state="withdrawn")
    TaskingFactory(team=team)

    with broken("tasking_team_is_in_one_place|cannot take this step"):
        Tasking.objects.filter(pk=gone.pk).update(state="planned")


# Briefings -----------------------------------------------------------------


def test_versions_of_a_briefing_have_their_own_numbers(broken, team):
    briefing_of(team)

    with broken("one_briefing_a_number"):
        briefing_of(team)


def test_a_copy_has_a_number_of_its_own(broken, team):
    briefing = briefing_of(team)
    copy_of(briefing, TeamMemberFactory(team=team).person)

    with broken("one_copy_a_number"):
        copy_of(briefing, TeamMemberFactory(team=team).person)


def test_a_reader_has_one_copy(broken, team):
    briefing, reader = briefing_of(team), TeamMemberFactory(team=team).person
    copy_of(briefing, reader)

    with broken("one_copy_a_reader"):
        copy_of(briefing, reader, number=2)


def test_a_copy_is_for_the_team_that_was_briefed(broken, team):
    with broken("copy_team_is_the_briefings"):
        copy_of(briefing_of(team), team.operation.commander, team=TeamFactory(operation=team.operation))
        hold()
