"""A team's briefing, on screen and on paper."""

from pytest import mark

from sightline.operations import actions
from sightline.operations.models import Briefing, BriefingCopy
from sightline.operations.tests.factories import BEFORE, MORNING, TaskingFactory, member_of, released

pytestmark = mark.django_db
LETTERS = [
    "Information",
    "Intention",
    "Method",
    "Administration",
    "Risk assessment",
    "Communications",
    "Human rights and law",
]


def test_a_briefing_has_its_letters_in_order(page, commander, team):
    html = page(commander, f"operations/{team.ref}/briefing")

    places = [html.index(f"<h3>{letter}</h3>") for letter in LETTERS]
    assert places == sorted(places)


def test_it_is_made_from_what_was_released_and_from_the_planners_words(page, commander, team):
    tasking, reader = released(team=team), member_of(team)
    TaskingFactory(team=team, place="Not released yet", starts_at=tasking.ends_at)
    words = {"administration": "Meet at 5:15.", "communications": "Channel 4.", "legal": "By consent."}

    page(commander, f"operations/{team.ref}/issue", words, status=302)

    html = page(reader, f"operations/{team.ref}/briefing")
    for part in (tasking.place, tasking.known, tasking.risks, *words.values(), "section 45"):
        assert part in html
    assert "Not released yet" not in html


def test_a_copy_bears_its_number_its_reader_and_its_line(page, commander, team):
    reader = member_of(team)
    actions.issue_briefing(team, by=commander, at=BEFORE)

    html = page(reader, f"operations/{team.ref}/briefing")

    assert f"Copy 1 of 1, {reader.name}" in html
    assert "Official - sensitive" in html
    assert "Version 1, Mon 1 Oct 2018, 10:00" in html


def test_who_joined_later_is_told_that_no_copy_is_theirs(page, commander, team):
    actions.issue_briefing(team, by=commander, at=BEFORE)

    assert "No copy is numbered for you." in page(member_of(team), f"operations/{team.ref}/briefing")


def test_a_briefing_stale_against_the_plan_says_so(page, commander, team):
    reader, tasking = member_of(team), released(team=team)
    actions.issue_briefing(team, by=commander, at=BEFORE)
    assert "Version 1 stands" in page(reader, f"operations/{team.ref}/briefing")

    actions.withdraw(tasking, by=commander, at=MORNING, why="Closed.")

    html = page(reader, f"operations/{team.ref}/briefing")
    assert "the plan has changed since" in html
    assert "Newer than version 1, not issued" in html
    assert "I have read it" not in html


def test_a_reader_says_that_they_have_read_it_and_the_planner_sees(page, commander, team):
    reader = member_of(team)
    actions.issue_briefing(team, by=commander, at=BEFORE)
    assert "Not read yet" in page(commander, f"operations/{team.ref}/briefing")

    page(reader, f"operations/{team.ref}/read", {}, status=302)

    assert BriefingCopy.objects.get().read_at
    assert "Not read yet" not in page(commander, f"operations/{team.ref}/briefing")
    assert "You read it on" in page(reader, f"operations/{team.ref}/briefing")


def test_the_next_version_begins_with_the_words_of_the_last(page, commander, team):
    actions.issue_briefing(team, by=commander, at=BEFORE, communications="Channel 4.")

    assert "Channel 4." in page(commander, f"operations/{team.ref}/issue")


def test_a_team_does_not_issue_its_own_briefing(page, team):
    page(member_of(team), f"operations/{team.ref}/issue", {"legal": "Anything goes."}, status=403)

    assert not Briefing.objects.exists()


def test_a_reader_sees_no_copies_but_their_own(page, commander, team):
    reader, other = member_of(team), member_of(team)
    actions.issue_briefing(team, by=commander, at=BEFORE)

    html = page(reader, f"operations/{team.ref}/briefing")

    assert html.count(other.name) == 1  # among the people of the team, and not among the copies
