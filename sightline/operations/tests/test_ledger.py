"""What the ledger keeps of operations: who did and who read what, with names of fields and never their values."""

from datetime import timedelta

from pytest import mark, raises

from sightline.agencies.tests.factories import AgencyFactory, PersonFactory, person_as
from sightline.kit.refusals import Refused
from sightline.ledger.models import Entry
from sightline.operations import actions
from sightline.operations.tests.factories import (
    BEFORE,
    DAY,
    MORNING,
    TargetFactory,
    TaskingFactory,
    member_of,
    released,
)

pytestmark = mark.django_db


def entries(**more):
    return list(Entry.objects.filter(**more).values_list("act", "verb", "kind"))


def test_proposing_is_one_entry_of_its_maker(commander):
    operation = actions.propose(
        by=commander,
        at=BEFORE,
        name="Heather",
        kind="days",
        lead=commander.agency,
        area=person_as("analyst").grants.get().area,
        starts_on=DAY,
        ends_on=DAY,
    )

    entry = Entry.objects.get(record=operation.pk)
    assert (entry.act, entry.verb, entry.actor) == ("collect", "propose", commander.pk)


def test_a_step_is_kept_with_its_reason(commander, operation):
    actions.call_off(operation, by=commander, at=MORNING, why="The place stands empty.")

    assert Entry.objects.get(verb="call_off").reason == "The place stands empty."


def test_calling_off_notes_each_visit_that_it_takes_back(commander, team):
    told = released(team=team)

    actions.call_off(team.operation, by=commander, at=MORNING, why="Empty.")

    assert entries(record=told.pk) == [("alter", "withdraw", "operations.Tasking")]


def test_words_about_a_place_are_not_in_the_ledger(commander, operation):
    target = TargetFactory(operation=operation, state="proposed", visit_type="", reason="")

    actions.choose_target(
        target,
        by=commander,
        at=BEFORE,
        visit_type="soft",
        reason="A neighbour called twice.",
        people_at_risk="yes",
        criminality="no",
    )

    kept = Entry.objects.get(verb="choose")
    assert set(kept.fields) >= {"visit_type", "reason", "people_at_risk"}
    assert "neighbour" not in str(vars(kept))


def test_a_new_row_is_noted_beside_what_it_belongs_to(commander, team):
    target = TargetFactory(operation=team.operation)
    later = MORNING + timedelta(hours=1)

    tasking = actions.task(target, by=commander, at=BEFORE, team=team, starts_at=MORNING, ends_at=later)

    assert entries(record=target.pk) == [("alter", "task", "operations.Target")]
    assert entries(record=tasking.pk) == [("collect", "task", "operations.Tasking")]


def test_a_team_that_forms_and_a_person_who_joins_are_noted(commander, operation):
    team = actions.form_team(operation, by=commander, at=BEFORE, name="Tyne 1", agency=AgencyFactory())
    actions.join_team(team, by=commander, at=BEFORE, person=PersonFactory())

    assert [verb for _act, verb, _kind in entries(actor=commander.pk)].count("staff") == 3
    told = {act for act, _verb, _kind in entries(verb="assign", kind="operations.Assignment")}
    assert told == {"grant", "collect"}


def test_a_refusal_changes_nothing_and_notes_no_act(team):
    tasking, member = TaskingFactory(team=team), member_of(team)

    with raises(Refused):
        actions.release(tasking, by=member, at=BEFORE)

    assert entries(record=tasking.pk) == []


def test_a_page_that_was_refused_is_noted_although_nothing_else_is_kept(page, planner, operation):
    page(planner, f"operations/{operation.ref}/approve", {"why": ""}, status=403)

    assert Entry.objects.filter(act="refuse", verb="approve", actor=planner.pk).exists()


def test_an_address_that_leads_nowhere_is_noted(page, planner):
    page(planner, "operations/O-2222-2222", status=404)

    assert Entry.objects.filter(act="refuse", actor=planner.pk, outcome="404").exists()


@mark.parametrize(
    ("rest", "kind"),
    [("places", "operations.Target"), ("week", "operations.Tasking"), ("decisions", "operations.Decision")],
)
def test_a_list_is_one_entry_with_how_many(page, commander, operation, rest, kind):
    TargetFactory.create_batch(2, operation=operation)

    page(commander, f"operations/{operation.ref}/{rest}")

    found = Entry.objects.get(act="consult", verb="list", kind=kind)
    assert found.found == (2 if rest == "places" else 0)


def test_who_looked_at_a_tasking_is_known(page, team):
    tasking, reader = released(team=team), member_of(team)

    page(reader, f"operations/{tasking.ref}")

    assert Entry.objects.get(act="consult", verb="open", record=tasking.pk).actor == reader.pk
