"""What pages tell of a record: what happened, where it stands on the line, and the plan as a team knows it."""

from datetime import timedelta
from uuid import uuid4

from pytest import fixture, mark

from sightline.kit.acting import acting_as
from sightline.kit.vocabulary import load
from sightline.operations import actions, papers, trails
from sightline.operations.happened import WORDS, happened
from sightline.operations.models import Operation, Target, Tasking
from sightline.operations.templatetags.operations import brings, timetable_heading, visit_word, why_line, words_of
from sightline.operations.tests.factories import DAY, MORNING, TargetFactory, member_of, released
from sightline.operations.timetable import Day

# The plan ------------------------------------------------------------------


@fixture
def visit():
    """A visit as its team knows it, never stored."""
    return Tasking(
        ref="K-2222-2222",
        starts_at=MORNING,
        ends_at=MORNING + timedelta(hours=1),
        visit_type="soft",
        purpose="safeguard",
        place="Alder Street",
        address="1 Alder Street",
        known="Ring twice.",
        risks="A dog.",
    )


@mark.parametrize(
    ("field", "value"),
    [
        ("starts_at", MORNING + timedelta(minutes=1)),
        ("ends_at", MORNING + timedelta(hours=2)),
        ("linked_start", "Two doors"),
        ("visit_type", "enforced"),
        ("purpose", "educate"),
        ("place", "Fenwick Lane"),
        ("address", "2 Alder Street"),
        ("known", "Knock."),
        ("risks", ""),
        ("ref", "K-3333-3333"),
    ],
)
def test_a_plan_changes_with_everything_that_its_team_was_told(visit, field, value):
    before = papers.plan_of([visit])

    setattr(visit, field, value)

    assert papers.plan_of([visit]) != before


@mark.parametrize(("field", "value"), [("state", "begun"), ("target_id", uuid4()), ("released_at", MORNING)])
def test_a_plan_does_not_change_with_what_its_team_was_not_told(visit, field, value):
    before = papers.plan_of([visit])

    setattr(visit, field, value)

    assert papers.plan_of([visit]) == before


def test_a_plan_is_the_same_in_any_order(visit):
    other = Tasking(ref="K-4444-4444", starts_at=MORNING, ends_at=MORNING, place="Fenwick Lane")

    assert papers.plan_of([visit, other]) == papers.plan_of([other, visit])


def test_an_empty_plan_is_a_plan(visit):
    assert papers.plan_of([]) != papers.plan_of([visit])
    assert len(papers.plan_of([])) == 64


def test_ways_in_are_told_once_each_from_the_lightest():
    visits = [Tasking(visit_type=kind) for kind in ("enforced", "soft", "enforced")]

    assert [entry.code for entry in papers.entries(visits)] == ["soft", "enforced"]


# What happened -------------------------------------------------------------


@mark.parametrize("model", [Operation, Target, Tasking])
def test_every_step_has_its_words(model):
    assert set(model.STEPS) <= set(WORDS)


@mark.django_db
def test_what_happened_is_told_newest_first_with_who_and_why(commander, operation):
    actions.approve(operation, by=commander, at=MORNING, why="It is proportionate.")
    actions.brief(operation, by=commander, at=MORNING + timedelta(hours=1))

    with acting_as(commander):
        told = happened(operation)

    assert [str(step["what"]) for step in told] == ["Everyone briefed", "Approved"]
    assert told[1]["by"] == commander.name
    assert told[1]["why"] == "It is proportionate."


@mark.django_db
def test_nothing_happened_to_a_new_operation(commander, operation):
    with acting_as(commander):
        assert happened(operation) == []


# Where it stands -----------------------------------------------------------


def here(trail):
    return [step["name"] for step in trail if step.get("here")]


def links(trail):
    return [step["name"] for step in trail if step.get("url")]


def test_an_operation_stands_between_intelligence_and_visits():
    assert here(trails.of_operation()) == ["Operation"]


@mark.django_db
def test_a_place_leads_back_only_as_far_as_its_reader_sees(commander, planner, operation):
    target = TargetFactory(operation=operation)

    with acting_as(commander):
        assert links(trails.of_target(target, operation)) == ["Premises", "Operation"]
    with acting_as(planner):
        assert links(trails.of_target(target, operation)) == ["Operation"]
        assert links(trails.of_target(target, None)) == []


@mark.django_db
def test_a_visit_leads_to_the_door_once_it_has_begun(team):
    tasking = released(team=team)
    assert links(trails.of_tasking(tasking, team.operation, None)) == ["Operation"]

    actions.mark_begun(tasking, by=member_of(team), at=MORNING)

    assert links(trails.of_tasking(tasking, team.operation, tasking.target)) == ["Operation", "Place", "Visit"]


# Words ---------------------------------------------------------------------


def test_a_code_is_told_in_words_and_own_words_stay():
    assert str(words_of("protect-people", "operations/aims")) == "Protect vulnerable people"
    assert words_of("Leave no dog alone", "operations/aims") == "Leave no dog alone"


def test_capabilities_are_told_in_one_line():
    assert brings(["arrest", "interpreter-ro"]) == "Arrest, Romanian interpreter"


@mark.parametrize("kind", load("operations/visit_types/type"))
def test_every_type_of_visit_has_one_word(kind):
    assert str(visit_word(Target(visit_type=kind)))


def test_a_place_that_is_not_chosen_has_no_word():
    assert visit_word(Target()) == ""


def test_the_foot_of_a_page_is_a_sentence():
    assert why_line("the planners; whoever asks") == (
        "You can see this because it is open to the planners; and to whoever asks."
    )
    assert why_line("") == ""


@mark.parametrize(
    ("left", "words"),
    [
        (0, "Tuesday: 0 visits."),
        (1, "Tuesday: 0 visits. 1 place has no team yet."),
        (3, "Tuesday: 0 visits. 3 places have no team yet."),
    ],
)
def test_the_timetable_is_headed_by_what_matters(left, words):
    assert timetable_heading(Day(DAY, [], []), [None] * left) == words
