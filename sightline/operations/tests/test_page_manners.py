"""What every page of the stage owes its reader: one heading, one thing to do, words and not codes."""

import re

from pytest import fixture, mark

from sightline.operations import actions
from sightline.operations.tests.factories import (
    BEFORE,
    CapabilityFactory,
    DecisionFactory,
    OperationFactory,
    PartnerActionFactory,
    PartnerAgencyFactory,
    TargetFactory,
    TaskingFactory,
    TeamMemberFactory,
    member_of,
    released,
)

pytestmark = mark.django_db

PAGES = [
    "",
    "mine",
    "propose",
    "training",
    "{operation}",
    "{operation}/places",
    "{operation}/propose-places",
    "{operation}/week",
    "{operation}/teams",
    "{operation}/people",
    "{operation}/partners",
    "{operation}/add-partner",
    "{operation}/promise",
    "{operation}/decisions",
    "{operation}/approve",
    "{target}",
    "{target}/choose",
    "{target}/choose?people_at_risk=yes&criminality=yes&notice_defeats=no&regulator_ground=no&life_at_risk=no",
    "{target}/drop",
    "{target}/reconsider",
    "{target}/task",
    "{team}",
    "{team}/join",
    "{team}/briefing",
    "{team}/issue",
    "{tasking}",
    "{tasking}/move",
    "{tasking}/withdraw",
]
CODES = ["not-known", "people_at_risk", "protect-people", "car-wash", "safeguard", "visit_trained", "no_concern"]


@fixture
def address(operation, team):
    """A page of an operation that has one of each."""
    CapabilityFactory(person=TeamMemberFactory(team=team).person, code="visit_trained")
    tasking = released(team=team)
    type(operation).objects.filter(pk=operation.pk).update(aims=["protect-people"], concerns=["labour"])
    DecisionFactory(operation=operation)
    PartnerAgencyFactory(operation=operation, daily=True)
    PartnerActionFactory(operation=operation)
    TargetFactory(operation=operation, state="proposed", visit_type="", reason="")
    refs = {"operation": operation.ref, "team": team.ref, "tasking": tasking.ref, "target": tasking.target.ref}
    return lambda page: "operations/" + page.format(**refs)


def main(html):
    return html[html.index("<main") : html.index("</main>")]


@mark.parametrize("where", PAGES)
def test_a_page_has_one_heading_and_at_most_one_thing_to_do_first(page, commander, address, where):
    html = main(page(commander, address(where)))

    assert html.count("<h1") == 1
    primary = re.findall(r'class="button"', html)
    assert len(primary) <= 1


@mark.parametrize("where", PAGES)
def test_a_page_speaks_in_words_and_not_in_codes(page, commander, address, where):
    words = re.sub(r"<[^>]*>", " ", main(page(commander, address(where))))

    assert not [code for code in CODES if re.search(rf"(?<![\w-]){code}(?![\w-])", words)]
    assert "None" not in words


@mark.parametrize("where", PAGES)
def test_a_page_has_no_style_and_no_script_of_its_own(page, commander, address, where):
    html = page(commander, address(where))

    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=", html)


@mark.parametrize("where", PAGES)
def test_every_field_has_a_label(page, commander, address, where):
    html = main(page(commander, address(where)))

    fields = re.findall(r'<(?:input(?![^>]*type="hidden")|select|textarea)[^>]*\bid="([^"]+)"', html)
    assert not [field for field in fields if f'for="{field}"' not in html and "aria-label" not in html]


# With nothing in it yet -----------------------------------------------------


@mark.parametrize(
    ("rest", "words"),
    [
        ("", "No place is proposed yet."),
        ("", "No visit is planned yet."),
        ("", "No partner is named yet."),
        ("", "Write the first decision"),
        ("/places", "No place is proposed yet. Choose them from the premises of the area."),
        ("/propose-places", "No other premises of the area are a concern now."),
        ("/week", "There is no team yet."),
        ("/week", "No place is chosen yet."),
        ("/teams", "No team is formed yet. Form the first one."),
        ("/partners", "Nothing is promised yet."),
        ("/decisions", "Nothing is in the log yet. Write the first decision."),
    ],
)
def test_an_empty_page_says_the_next_step(page, commander, operation, rest, words):
    assert words in page(commander, f"operations/{operation.ref}{rest}")


@mark.parametrize(
    ("rest", "words"),
    [
        ("", "No visit is planned for this team yet."),
        ("", "Nobody is on this team yet."),
        ("/briefing", "Not issued yet"),
    ],
)
def test_a_new_team_says_the_next_step(page, commander, team, rest, words):
    assert words in page(commander, f"operations/{team.ref}{rest}")


def test_a_team_that_was_told_nothing_is_told_so(page, team):
    reader = member_of(team)

    assert "Nothing has been released to your team yet." in page(reader, f"operations/{team.ref}")
    assert "Nothing waits for your team." in page(reader, "operations/mine")


def test_a_week_that_is_served_says_so(page, commander, team):
    TaskingFactory(team=team)

    html = page(commander, f"operations/{team.operation.ref}/week")

    assert "Every chosen place has a team." in html
    assert "The plan serves 5 of 5 points of priority" in html


# Whose turn ----------------------------------------------------------------

TURNS = {
    "proposed": "The commander's turn: approve it, or call it off",
    "approved": "The planners' turn: release the visits and brief the teams",
    "briefed": "The commander's turn: go live on the day",
    "live": "The teams' turn",
    "closing": "The commander's turn: see that every hand-over is done",
    "closed": "Nobody's turn: it is done",
    "aborted": "Nobody's turn: it was called off",
}
OFFERED = {
    "proposed": ["approve", "call-off"],
    "approved": ["brief", "call-off"],
    "briefed": ["go-live", "call-off"],
    "live": ["begin-closing", "call-off"],
    "closing": ["close"],
    "closed": [],
    "aborted": [],
}


@mark.parametrize("state", TURNS)
def test_a_page_says_whose_turn_it_is_and_offers_what_may_follow(page, commander, state):
    operation = OperationFactory(state=state)

    html = page(commander, f"operations/{operation.ref}")

    assert TURNS[state] in html
    offered = re.findall(rf"/operations/{operation.ref}/(approve|brief|go-live|begin-closing|close|call-off)\"", html)
    assert offered == OFFERED[state]


@mark.parametrize("state", ["live", "closing", "closed"])
def test_what_follows_is_proposed_from_an_operation_that_ran(page, commander, state):
    operation = OperationFactory(state=state)

    assert f"?follows={operation.ref}" in page(commander, f"operations/{operation.ref}")


def test_a_briefing_whose_readers_have_read_it_stands(page, commander, team):
    reader = member_of(team)
    briefing = actions.issue_briefing(team, by=commander, at=BEFORE)

    page(reader, f"operations/{team.ref}/read", {}, status=302)

    assert f"Version {briefing.number} stands" in page(reader, f"operations/{team.ref}/briefing")
