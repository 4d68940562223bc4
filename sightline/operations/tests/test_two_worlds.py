"""A reader on one team cannot tell a world with hidden visits from a world without them, by any page."""

import re
from datetime import timedelta

from pytest import fixture, mark

from sightline.agencies.tests.factories import person_as
from sightline.operations import actions
from sightline.operations.tests.factories import (
    BEFORE,
    MORNING,
    DecisionFactory,
    TargetFactory,
    TaskingFactory,
    TeamFactory,
    TeamMemberFactory,
    member_of,
    released,
)

pytestmark = mark.django_db
CHANGES_EVERY_TIME = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@fixture
def pages(page, operation, team):
    """Every page of the stage that the reader might try, as they answer."""
    tasking = released(team=team)
    addresses = [
        "operations/",
        "operations/mine",
        "operations/training",
        f"operations/{tasking.ref}",
        f"operations/{tasking.target.ref}",
        *(
            f"operations/{operation.ref}{rest}"
            for rest in ("", "/partners", "/week", "/places", "/teams", "/decisions")
        ),
        *(f"operations/{team.ref}{rest}" for rest in ("", "/briefing", "/join", "/issue")),
    ]

    def seen(client, person):
        answers = {}
        for address in addresses:
            answer = client.get(f"/{address}")
            answers[address] = (answer.status_code, CHANGES_EVERY_TIME.sub("", answer.content.decode()))
        return answers

    return seen


def hide(operation, team):
    """Things happen that the reader has no rule for."""
    other = TeamFactory(operation=operation, name="Hidden team")
    TeamMemberFactory.create_batch(2, team=other)
    linked = released(team=other, linked_start="Two doors", place="Hidden street")
    TaskingFactory(team=team, starts_at=MORNING + timedelta(hours=5), place="Not released")
    TargetFactory(operation=operation, label="Hidden place", premises__name="Hidden premises")
    DecisionFactory(operation=operation, decided="A hidden decision")
    actions.issue_briefing(other, by=operation.commander, at=BEFORE, legal="Hidden words")
    actions.withdraw(linked, by=operation.commander, at=MORNING, why="A hidden reason")
    return other


@mark.parametrize("role", ["visiting officer", "visiting partner"])
def test_pages_of_one_team_are_the_same_whatever_is_hidden(client, page, pages, operation, team, role):
    reader = person_as(role)
    TeamMemberFactory(team=team, person=reader)
    actions.assign(operation, by=operation.commander, at=BEFORE, person=reader, part="member")
    page(reader, "operations/")
    before = pages(client, reader)

    hide(operation, team)

    assert pages(client, reader) == before


@mark.parametrize("role", ["oversight", "administrator", "analyst", "visiting officer"])
def test_a_stranger_gets_the_same_pages_with_and_without_an_operation(client, page, pages, operation, team, role):
    reader = person_as(role)
    page(reader, "operations/")
    before = pages(client, reader)

    hide(operation, team)

    assert pages(client, reader) == before


def test_a_hidden_reference_and_one_that_never_was_get_the_same_answer(client, page, operation, team):
    reader, hidden = member_of(team), hide(operation, team)
    page(reader, "operations/")

    answers = [client.get(f"/operations/{ref}") for ref in (hidden.ref, "G-2222-2222")]

    assert [answer.status_code for answer in answers] == [404, 404]
    one, other = (CHANGES_EVERY_TIME.sub("", answer.content.decode()) for answer in answers)
    assert one == other


@mark.parametrize("verb", ["join", "leave", "issue", "read"])
def test_posting_to_a_hidden_team_and_to_none_get_the_same_answer(client, page, operation, team, verb):
    reader, hidden = member_of(team), hide(operation, team)
    page(reader, "operations/")

    answers = [client.post(f"/operations/{ref}/{verb}", {"why": "x"}) for ref in (hidden.ref, "G-2222-2222")]

    assert [answer.status_code for answer in answers] == [404, 404]
