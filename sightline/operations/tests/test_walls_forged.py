"""Writing past the actions, as an injected statement would: the database refuses what no rule gives."""

from datetime import timedelta

from django.db import connection
from django.db.utils import DatabaseError
from django.utils import timezone
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AreaFactory, GrantFactory, person_as
from sightline.kit.acting import acting_as
from sightline.operations import models
from sightline.operations.models import Assignment, Decision, Operation, Target, Tasking, TeamMember
from sightline.operations.tests.factories import (
    BEFORE,
    AssignmentFactory,
    DecisionFactory,
    OperationFactory,
    TargetFactory,
    TaskingFactory,
    TeamFactory,
    TeamMemberFactory,
    member_of,
    released,
)

pytestmark = mark.django_db


@fixture
def officer(team):
    """An officer on the team."""
    return member_of(team)


def refused_to(person, act):
    with raises(DatabaseError), acting_as(person):
        act()


# Making rows ---------------------------------------------------------------


def test_nobody_makes_themself_a_commander(operation, officer):
    refused_to(
        officer,
        lambda: Assignment.objects.create(
            operation=operation,
            area=operation.area,
            person=officer,
            part="commander",
            since=BEFORE,
            assigned_by=officer,
        ),
    )


def test_nobody_joins_a_team_by_themself(operation, officer):
    other = TeamFactory(operation=operation)

    refused_to(
        officer,
        lambda: TeamMember.objects.create(
            team=other, operation=operation, area=operation.area, person=officer, since=BEFORE
        ),
    )


def test_nobody_gives_a_row_another_area_to_be_allowed_to_write_it(operation):
    """A commander of Gwent is none of Northumbria, whatever area the row claims; the key is carried and checked."""
    gwent = AreaFactory(code="gwent")
    commander = person_as("operation commander", area=gwent)

    def forge():
        Decision.objects.create(
            operation=operation, area=gwent, decided="Stop.", reason="None.", decided_by=commander, decided_at=BEFORE
        )
        connection.check_constraints()

    refused_to(commander, forge)


def test_an_operation_starts_as_proposed(commander, operation):
    row = OperationFactory.build(commander=commander, lead=operation.lead, area=operation.area, state="live")

    refused_to(commander, row.save)


def test_a_tasking_starts_as_planned(commander, team):
    keys = {"team": team, "operation": team.operation, "area": team.area}
    row = TaskingFactory.build(**keys, target=TargetFactory(operation=team.operation), state="released")

    refused_to(commander, row.save)


# Changing rows -------------------------------------------------------------


def test_no_state_is_jumped_over_even_by_who_may_take_each_step(commander, operation):
    refused_to(commander, lambda: Operation.objects.filter(pk=operation.pk).update(state="closed"))


def test_words_of_a_tasking_that_was_released_stay_for_its_team(team, officer):
    tasking = released(team=team)

    with acting_as(officer):
        changed = Tasking.objects.filter(pk=tasking.pk).update(state="begun")
    assert changed == 1
    refused_to(officer, lambda: Tasking.objects.filter(pk=tasking.pk).update(address="Another street"))


@mark.parametrize("field", ["premises_id", "area_id", "operation_id", "label", "address"])
def test_a_place_is_not_swapped_for_another(commander, operation, field):
    target, other = TargetFactory(operation=operation), TargetFactory(operation=operation)

    refused_to(commander, lambda: Target.objects.filter(pk=target.pk).update(**{field: getattr(other, field)}))


def test_a_decision_is_not_changed_by_whoever_wrote_it(commander, operation):
    decision = DecisionFactory(operation=operation, decided_by=commander)

    refused_to(commander, lambda: Decision.objects.filter(pk=decision.pk).update(reason="Another."))


def test_a_part_that_ended_is_not_stretched_by_its_holder(operation, officer):
    held = AssignmentFactory(operation=operation, person=officer, part="analyst", until=BEFORE)

    with acting_as(officer):
        changed = Assignment.objects.filter(pk=held.pk).update(until=None)

    assert changed == 0


# Taking away ---------------------------------------------------------------

KEPT = [
    models.Operation,
    models.Assignment,
    models.PartnerAgency,
    models.PartnerAction,
    models.Target,
    models.Team,
    models.TeamMember,
    models.Capability,
    models.Tasking,
    models.Briefing,
    models.BriefingCopy,
    models.Decision,
]


@mark.parametrize("model", KEPT)
def test_nothing_is_deleted_by_anyone(commander, operation, model):
    refused_to(commander, lambda: model.objects.all()._raw_delete("default"))


# One person, two hats ------------------------------------------------------


def test_a_commander_there_who_is_an_officer_here_reads_here_as_an_officer(operation, team):
    person = member_of(team)
    GrantFactory(person=person, role="operation commander", area=AreaFactory(code="gwent"))
    mine, hidden = released(team=team), TaskingFactory(team=TeamFactory(operation=operation))

    with acting_as(person):
        assert list(Tasking.objects.all()) == [mine]
        assert not Target.objects.filter(pk__in=[mine.target_id, hidden.target_id]).exists()


def test_a_planner_of_one_operation_who_is_on_a_team_of_another_plans_only_the_one(operation, team, planner):
    other = TeamFactory()
    TeamMemberFactory(team=other, person=planner)
    theirs, hidden = released(team=other), TaskingFactory(team=TeamFactory(operation=other.operation))

    with acting_as(planner):
        assert Tasking.objects.filter(pk=theirs.pk).exists()
        assert not Tasking.objects.filter(pk=hidden.pk).exists()
        assert not Target.objects.filter(pk=theirs.target_id).exists()


def test_a_part_that_begins_later_opens_nothing_yet(operation):
    later = AssignmentFactory(operation=operation, since=timezone.now() + timedelta(days=1)).person

    with acting_as(later):
        assert not Operation.objects.exists()
