"""Pages on which teams are formed and sent, and on which they read what was released to them."""

from datetime import timedelta

from pytest import fixture, mark

from sightline.agencies.tests.factories import PersonFactory
from sightline.operations.models import Capability, Tasking, Team, TeamMember
from sightline.operations.tests.factories import (
    MORNING,
    CapabilityFactory,
    PartnerAgencyFactory,
    TargetFactory,
    TaskingFactory,
    TeamFactory,
    TeamMemberFactory,
    member_of,
    released,
)

pytestmark = mark.django_db
HOUR = timedelta(hours=1)


@fixture
def target(operation):
    """A chosen place."""
    return TargetFactory(operation=operation, label="Nail bar, Byker")


@fixture
def sending(team):
    """What a planner types to send a team at 9."""
    return {"team": team.ref, "day": "2018-10-16", "starts": "09:00", "minutes": "90", "known": "Ring twice."}


def test_the_day_is_said_in_a_sentence(page, commander, operation, team, target):
    TaskingFactory(team=team)

    html = page(commander, f"operations/{operation.ref}/week")

    assert "Tuesday: 1 visit. 1 place has no team yet." in html


def test_the_tray_says_why_a_place_has_no_team_and_what_would_help(page, commander, operation, team):
    TargetFactory(operation=operation, label="Nail bar, Byker", needs=["interpreter-vi"])

    html = page(commander, f"operations/{operation.ref}/week")

    assert "Soft, Nail bar, Byker" in html
    assert "No team brings: Vietnamese interpreter" in html
    assert "Put someone on a team who does." in html


def test_every_day_of_the_operation_has_its_tab(page, commander, operation):
    html = page(commander, f"operations/{operation.ref}/week?day=2018-10-17")

    assert "Tue 16" in html
    assert f'href="/operations/{operation.ref}/week?day=2018-10-17" class="on"' in html


@mark.parametrize("asked", ["2030-01-01", "soon"])
def test_a_day_that_is_none_of_the_operation_gives_its_first(page, commander, operation, asked):
    assert "Tuesday: 0 visits." in page(commander, f"operations/{operation.ref}/week?day={asked}")


def test_the_timetable_asks_as_much_however_full_it_is(queries, commander, operation):
    def fill():
        team = TeamFactory(operation=operation)
        TeamMemberFactory(team=team)
        TaskingFactory(team=team)
        TargetFactory(operation=operation)

    fill()
    few = queries(commander, f"operations/{operation.ref}/week")
    for _ in range(4):
        fill()

    assert queries(commander, f"operations/{operation.ref}/week") == few


def test_a_person_on_two_teams_at_once_is_named(page, commander, operation, team):
    other, person = TeamFactory(operation=operation), PersonFactory(name="Invented Twice")
    for each in (team, other):
        TeamMemberFactory(team=each, person=person)
        TaskingFactory(team=each)

    assert "Invented Twice is on two teams" in page(commander, f"operations/{operation.ref}/week")


def test_a_team_is_sent_and_stands_in_the_timetable(page, commander, operation, target, sending):
    answer = page(commander, f"operations/{target.ref}/task", sending, status=302)

    assert answer["Location"] == f"/operations/{operation.ref}/week?day=2018-10-16"
    assert Tasking.objects.get().starts_at == MORNING
    assert "Nail bar, Byker" in page(commander, f"operations/{operation.ref}/week")


def test_a_team_that_is_elsewhere_is_said_to_be_and_nothing_typed_is_lost(page, commander, team, target, sending):
    TaskingFactory(team=team, place="Car wash, Elswick")

    html = page(commander, f"operations/{target.ref}/task", sending)

    assert "That team is at Car wash, Elswick then, 09:00-10:30. Choose another time or team." in html
    assert "Ring twice." in html


def test_linked_visits_are_asked_to_start_together(page, commander, operation, target, sending):
    TaskingFactory(team=TeamFactory(operation=operation), linked_start="Two doors", starts_at=MORNING + HOUR)

    html = page(commander, f"operations/{target.ref}/task", {**sending, "linked_start": "Two doors"})

    assert "Visits linked as “Two doors” start at Tue 16 Oct, 10:00." in html


def test_a_visit_is_on_a_day_of_the_operation(page, commander, target, sending):
    html = page(commander, f"operations/{target.ref}/task", {**sending, "day": "2018-11-01"})

    assert "Choose a day of the operation." in html


def test_a_planned_visit_is_changed(page, commander, team, sending):
    tasking = TaskingFactory(team=team)

    page(commander, f"operations/{tasking.ref}/move", {**sending, "starts": "14:00"}, status=302)

    assert Tasking.objects.get().starts_at == MORNING + 5 * HOUR


def test_a_visit_is_released_and_its_team_reads_it(page, commander, team):
    tasking, member = TaskingFactory(team=team), member_of(team)
    page(member, f"operations/{tasking.ref}", status=404)

    page(commander, f"operations/{tasking.ref}/release", {}, status=302)

    html = page(member, f"operations/{tasking.ref}")
    assert tasking.known in html
    assert tasking.risks in html
    assert "Chosen as" not in html


def test_all_visits_of_a_day_are_released_at_once_and_no_others(page, commander, operation, team):
    today, tomorrow = TaskingFactory(team=team), TaskingFactory(team=team, starts_at=MORNING + 24 * HOUR)

    page(commander, f"operations/{operation.ref}/release", {"day": "2018-10-16"}, status=302)

    assert Tasking.objects.get(pk=today.pk).state == "released"
    assert Tasking.objects.get(pk=tomorrow.pk).state == "planned"


def test_withdrawing_asks_why_and_takes_it_from_the_team(page, commander, team):
    tasking, member = released(team=team), member_of(team)
    page(commander, f"operations/{tasking.ref}/withdraw", {"why": ""})

    page(commander, f"operations/{tasking.ref}/withdraw", {"why": "Closed today."}, status=302)

    page(member, f"operations/{tasking.ref}", status=404)


def test_nobody_releases_twice(page, commander, team):
    tasking = TaskingFactory(team=team)
    page(commander, f"operations/{tasking.ref}/release", {}, status=302)

    page(commander, f"operations/{tasking.ref}/release", {}, status=409)


def test_ones_own_visits_stand_on_one_page_begun_ones_apart(page, team):
    waiting = released(team=team, place="Alder Street")
    TaskingFactory(team=team, state="begun", place="Fenwick Lane", starts_at=waiting.ends_at)

    html = page(member_of(team), "operations/mine")

    assert html.index("Alder Street") < html.index("Begun") < html.index("Fenwick Lane")


def test_a_planner_who_is_on_no_team_has_no_visits_of_their_own(page, planner, team):
    released(team=team)

    assert "You are on no team now." in page(planner, "operations/mine")


def test_a_team_is_formed(page, commander, operation):
    words = {"name": "Tyne 9", "agency": operation.lead_id, "base": "Byker"}

    page(commander, f"operations/{operation.ref}/teams", words, status=302)

    assert Team.objects.get().base == "Byker"


def test_what_a_team_brings_follows_from_its_people(page, commander, operation, team):
    member = TeamMemberFactory(team=team)
    CapabilityFactory(person=member.person, code="interpreter-ro")

    assert "Romanian interpreter" in page(commander, f"operations/{operation.ref}/teams")
    assert "Romanian interpreter" in page(commander, f"operations/{team.ref}")


def test_a_team_with_an_immigration_officer_asks_for_a_decision(page, commander, team):
    CapabilityFactory(person=TeamMemberFactory(team=team).person, code="immigration")

    assert "Whether they attend is a decision of its own." in page(commander, f"operations/{team.ref}")


def test_a_person_joins_and_leaves_a_team(page, commander, operation, team):
    person = PersonFactory(agency=PartnerAgencyFactory(operation=operation).agency)

    page(commander, f"operations/{team.ref}/join", {"person": person.ref}, status=302)
    assert person.name in page(commander, f"operations/{team.ref}")

    page(commander, f"operations/{team.ref}/leave", {"person": person.ref}, status=302)
    assert not TeamMember.objects.open().filter(team=team).exists()


def test_who_is_on_the_team_already_is_not_offered_again(page, commander, team):
    person = PersonFactory(agency=team.agency)
    TeamMemberFactory(team=team, person=person)

    page(commander, f"operations/{team.ref}/join", {"person": person.ref})

    assert TeamMember.objects.count() == 1


def test_training_of_a_colleague_is_noted_and_shown_when_it_has_lapsed(page, commander):
    colleague = PersonFactory(agency=commander.agency, name="Invented Colleague")
    words = {"person": colleague.ref, "code": "search", "since": "2015-01-01", "until": "2016-01-01"}

    page(commander, "operations/training", words, status=302)

    html = page(commander, "operations/training")
    assert Capability.objects.get().person == colleague
    assert "Lapsed" in html


def test_training_does_not_lapse_before_it_begins(page, commander):
    words = {
        "person": PersonFactory(agency=commander.agency).ref,
        "code": "search",
        "since": "2016-01-01",
        "until": "2015-01-01",
    }

    assert "not before the first" in page(commander, "operations/training", words)


def test_a_visit_that_has_begun_leads_to_the_door(page, team):
    tasking = TaskingFactory(team=team, state="begun")

    html = page(member_of(team), f"operations/{tasking.ref}")

    assert f"/visits/begin/{tasking.ref}" in html
    assert "Open the visit" in html
