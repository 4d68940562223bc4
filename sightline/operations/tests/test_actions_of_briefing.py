"""Issuing a team's briefing and saying that one has read it."""

from datetime import timedelta

from pytest import mark, raises

from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused
from sightline.ledger.models import Entry
from sightline.operations import actions
from sightline.operations.models import Briefing, BriefingCopy, Tasking
from sightline.operations.papers import plan_of
from sightline.operations.tests.factories import BEFORE, MORNING, TaskingFactory, TeamMemberFactory, member_of, released

pytestmark = mark.django_db


def stale(briefing):
    return briefing.plan != plan_of(Tasking.objects.told().filter(team=briefing.team_id))


def test_each_of_the_team_gets_a_numbered_copy(planner, team):
    people = {member_of(team), member_of(team)}

    briefing = actions.issue_briefing(team, by=planner, at=BEFORE)

    copies = BriefingCopy.objects.filter(briefing=briefing)
    assert briefing.copies == 2
    assert {copy.person for copy in copies} == people
    assert {copy.number for copy in copies} == {1, 2}


def test_who_left_the_team_gets_no_copy(planner, team):
    TeamMemberFactory(team=team, until=BEFORE)

    assert actions.issue_briefing(team, by=planner, at=BEFORE).copies == 0


def test_the_next_version_counts_on(planner, team):
    actions.issue_briefing(team, by=planner, at=BEFORE)

    assert actions.issue_briefing(team, by=planner, at=MORNING).number == 2


def test_issuing_is_a_disclosure_in_the_ledger(planner, team):
    actions.issue_briefing(team, by=planner, at=BEFORE)

    assert Entry.objects.filter(act="disclose", verb="brief").exists()


def test_the_team_does_not_brief_itself(team):
    with raises(Refused):
        actions.issue_briefing(team, by=member_of(team), at=BEFORE)


def test_a_reader_says_that_they_have_read_it_and_the_first_time_stands(planner, team):
    reader = member_of(team)
    actions.issue_briefing(team, by=planner, at=BEFORE)
    copy = BriefingCopy.objects.get()

    actions.acknowledge(copy, by=reader, at=MORNING)
    actions.acknowledge(copy, by=reader, at=MORNING + timedelta(hours=1))

    assert BriefingCopy.objects.get().read_at == MORNING


def test_nobody_reads_in_anothers_name(planner, team):
    member_of(team)
    actions.issue_briefing(team, by=planner, at=BEFORE)

    with raises(Refused):
        actions.acknowledge(BriefingCopy.objects.get(), by=planner, at=MORNING)


def test_a_briefing_is_stale_once_what_the_team_was_told_changes(planner, team):
    first = released(team=team)
    briefing = actions.issue_briefing(team, by=planner, at=BEFORE)
    assert not stale(briefing)

    actions.withdraw(first, by=planner, at=MORNING, why="Closed.")

    assert stale(briefing)


def test_a_briefing_is_not_stale_because_of_what_the_team_was_not_told(planner, team):
    briefing = actions.issue_briefing(team, by=planner, at=BEFORE)

    TaskingFactory(team=team)

    assert not stale(briefing)


def test_a_briefing_is_not_stale_because_the_team_has_begun(planner, team):
    tasking, member = released(team=team), member_of(team)
    briefing = actions.issue_briefing(team, by=planner, at=BEFORE)

    actions.mark_begun(tasking, by=member, at=MORNING)

    assert not stale(briefing)


def test_planner_and_team_make_out_the_same_plan(planner, team):
    released(team=team)
    TaskingFactory(team=team, starts_at=MORNING + timedelta(hours=3))
    actions.issue_briefing(team, by=planner, at=BEFORE)

    with acting_as(member_of(team)):
        assert not stale(Briefing.objects.get())
