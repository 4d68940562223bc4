"""The heading of a desk says the news, for each role its own."""

from datetime import timedelta

from pytest import mark

from sightline.agencies.tests.factories import person_as
from sightline.desk import news
from sightline.desk.clocks import running
from sightline.desk.happened import today
from sightline.desk.tests.stories import NOW, STORIES
from sightline.desk.waiting import Waiting
from sightline.justice.tests.factories import booked_in
from sightline.kit.acting import acting_as
from sightline.operations.tests.factories import (
    MORNING,
    AssignmentFactory,
    OperationFactory,
    TaskingFactory,
    TeamFactory,
)
from sightline.oversight.tests.factories import FigureFactory, approved, held, released
from sightline.reports.actions import take
from sightline.reports.tests.factories import ReportFactory
from sightline.safeguarding.actions import make_safe
from sightline.safeguarding.tests.factories import (
    AcceptanceFactory,
    CaseFactory,
    FirstPlaceFactory,
    PlacementFactory,
)
from sightline.visits.tests.factories import VisitFactory

pytestmark = mark.django_db


def heading(person, now=NOW):
    with acting_as(person):
        return news.heading(Waiting(person, now))


def greeting(person, now=NOW):
    with acting_as(person):
        waiting = Waiting(person, now)
        return news.greeting(waiting, running(person, now), news.heading(waiting))


def test_a_coordinator_reads_who_was_made_safe_and_who_needs_a_bed():
    case = CaseFactory(state="first-place")
    FirstPlaceFactory(case=case, since=NOW - timedelta(hours=2))
    other = CaseFactory(state="wants-help", opened_by=case.opened_by)

    assert heading(case.opened_by) == "One person was made safe today. Two still wait for a bed."
    assert other.opened_by == case.opened_by


def test_who_has_a_home_waits_for_no_bed():
    case = CaseFactory(state="first-place")
    FirstPlaceFactory(case=case, since=NOW - timedelta(hours=2))
    AcceptanceFactory(placement=PlacementFactory(request__case=case, state="accepted"))

    assert heading(case.opened_by) == "One person was made safe today."


def test_on_a_day_without_a_rescue_it_says_how_many_are_in_care():
    assert heading(CaseFactory(state="in-support").opened_by) == "One person is in your care."


def test_a_custody_officer_reads_who_is_held():
    booked_in()

    assert heading(person_as("investigator")).startswith("One person is in custody.")


def test_command_reads_how_many_doors_are_done():
    operation = OperationFactory(state="live", name="An invented day")
    team = TeamFactory(operation=operation)
    for hours in (0, 4):
        TaskingFactory(team=team, state="begun", starts_at=MORNING + timedelta(hours=hours))
    VisitFactory(team=team, state="closed", outcome="no_concern")

    commander = AssignmentFactory(operation=operation, part="commander").person

    assert heading(commander) == "An invented day: 1 of 2 doors are done."


def test_a_commander_of_another_operation_reads_no_false_count():
    TaskingFactory(team=TeamFactory(operation=OperationFactory(state="live")), state="begun")

    assert heading(person_as("operation commander")) == "Nothing waits for you."


def test_a_team_reads_how_many_visits_are_left():
    _, officer = STORIES["doors"]()

    assert heading(officer) == "One visit is still to be made."


def test_the_desk_reads_first_of_danger():
    handler = person_as("call handler")
    for level in ("red", "red", "routine"):
        ReportFactory(desk=handler.agency, level=level)

    assert heading(handler) == "Two reports tell of danger now."


def test_oversight_reads_what_is_published_and_no_draft():
    approved()
    held()
    FigureFactory()
    released()

    assert heading(person_as("oversight")) == "Two figures are approved. One statement is released."


def test_everyone_else_reads_how_much_waits():
    analyst = person_as("analyst")
    assert heading(analyst) == "Nothing waits for you."

    STORIES["to-grade"]()
    assert heading(person_as("analyst")) == "One thing waits for you."


@mark.parametrize(
    ("hour", "words"), [(8, "Good morning"), (13, "Good afternoon"), (18, "Good evening"), (2, "Good evening")]
)
def test_the_greeting_goes_by_the_hour_in_london(hour, words):
    person = person_as("analyst")

    assert greeting(person, NOW.replace(hour=hour)) == f"{words}, Invented."


def test_the_greeting_says_how_much_waits_unless_the_heading_does():
    handler = person_as("call handler")
    ReportFactory(desk=handler.agency, level="red")

    assert "One thing waits for you." in greeting(handler)


def test_it_says_which_clocks_have_run_out():
    case = CaseFactory(state="taken", met_at=NOW - timedelta(days=1))

    assert "One clock has run out." in greeting(case.opened_by)


# What happened today ---------------------------------------------------------


def test_today_tells_the_steps_of_the_day_newest_first():
    case = CaseFactory(state="taken")
    make_safe(case, by=case.opened_by, at=NOW - timedelta(hours=1), says="With a social worker")

    with acting_as(case.opened_by):
        (row,) = today(case.opened_by, NOW)

    assert "Made safe" in row["what"]
    assert case.ref in row["what"]
    assert row["by"] == case.opened_by.name


def test_yesterday_is_not_told():
    case = CaseFactory(state="taken")
    make_safe(case, by=case.opened_by, at=NOW - timedelta(days=1), says="With a social worker")

    with acting_as(case.opened_by):
        assert today(case.opened_by, NOW) == []


def test_nobody_reads_of_what_they_do_not_work_with():
    case = CaseFactory(state="taken")
    make_safe(case, by=case.opened_by, at=NOW, says="With a social worker")

    stranger = person_as("safeguarding coordinator")
    with acting_as(stranger):
        assert today(stranger, NOW) == []


def test_a_desk_reads_of_its_own_reports():
    handler = person_as("call handler")
    report = ReportFactory(desk=handler.agency)
    take(report, by=handler, at=NOW)

    with acting_as(handler):
        assert [str(row["what"]).partition(":")[0] for row in today(handler, NOW)] == ["Taken"]
