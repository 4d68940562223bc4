"""Each inbox shows what waits to whoever may do it, and to nobody else."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest import fixture, mark

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.agencies.tests.factories_of_sign_in import confirmed
from sightline.desk.context import in_words
from sightline.desk.inboxes import INBOXES
from sightline.desk.inboxes.inbox import URGENCY
from sightline.desk.tests.stories import NOW, STORIES, somebody_else
from sightline.desk.waiting import Waiting
from sightline.kit.acting import acting_as
from sightline.kit.records import forget_facts
from sightline.operations.tests.factories import OperationFactory
from sightline.reports.tests.factories import ReportFactory, SanitisedReportFactory
from sightline.safeguarding.tests.factories import (
    AcceptanceFactory,
    CaseFactory,
    FirstPlaceFactory,
    FollowUpFactory,
    HoldingFactory,
    PlacementFactory,
    PlacementRequestFactory,
)
from sightline.safeguarding.words import NEXT, comes_next
from sightline.sharing.actions import end_conflict, let_stand
from sightline.sharing.tests.factories_of_sights import ConflictFactory, SightFactory
from sightline.trust.tests.factories import ExportFactory
from sightline.visits.tests.factories import EncounterFactory

pytestmark = mark.django_db


@fixture
def lines():
    """What waits for somebody: `lines(person, "people")`."""

    def waiting(person, only="", now=NOW):
        with acting_as(person):
            return Waiting(person, now).lines(only)

    return waiting


@fixture
def counts():
    """How much waits for somebody, by inbox."""

    def waiting(person, now=NOW):
        with acting_as(person):
            return Waiting(person, now).counts

    return waiting


def test_every_inbox_has_a_story_here():
    assert set(STORIES) == set(INBOXES)


@mark.parametrize("code", STORIES)
def test_it_counts_what_waits_for_this_person(code, counts):
    _, person = STORIES[code]()

    assert counts(person)[code] == 1


@mark.parametrize("code", STORIES)
def test_it_says_what_waits_and_the_next_step(code, lines):
    _, person = STORIES[code]()

    (line,) = lines(person, code)

    assert line.ref or line.name
    assert line.step
    assert line.state
    assert line.kind in URGENCY
    assert line.since is None or line.since <= NOW


@mark.parametrize("code", STORIES)
def test_its_link_opens_for_them(code, lines, reading):
    _, person = STORIES[code]()

    (line,) = lines(person, code)

    assert confirmed(reading(person)).get(line.url).status_code == 200


@mark.parametrize("code", STORIES)
def test_nobody_else_has_it(code, counts):
    STORIES[code]()

    assert counts(somebody_else()) == {}


@mark.parametrize(
    ("code", "role"),
    [
        ("to-grade", "analyst"),
        ("operations", "operation commander"),
        ("people-met", "safeguarding coordinator"),
        ("arrests", "investigator"),
        ("held-figures", "safeguarding coordinator"),
        ("events", "awareness lead"),
    ],
)
def test_the_same_role_in_another_area_has_nothing(code, role, counts):
    STORIES[code]()

    assert counts(person_as(role, area=AreaFactory(code="gwent"))) == {}


@mark.parametrize("code", ["sights", "exports"])
def test_what_waits_for_a_second_person_does_not_wait_for_whoever_asked(code, counts):
    record, second = STORIES[code]()

    assert code in counts(second)
    assert code not in counts(record.asked_by)


def test_a_conflict_waits_for_every_auditor_but_whom_it_is_about_until_one_lets_it_stand_or_ends_it(counts):
    own, other = (person_as("auditor") for _ in range(2))
    conflicts = [ConflictFactory(person=own, recorded_at=NOW) for _ in range(3)]
    assert "declared" not in counts(own)
    assert counts(other)["declared"] == 3

    let_stand(conflicts[0], by=other, at=NOW)
    end_conflict(conflicts[1], by=other, at=NOW, why="The cousin left.")

    assert counts(person_as("auditor"))["declared"] == 1


@mark.parametrize("state", ["refused", "approved"])
def test_what_was_decided_waits_for_nobody(state, counts):
    first, second = (person_as("auditor") for _ in range(2))
    SightFactory(asked_at=NOW, opened=True)
    SightFactory(asked_at=NOW, state="refused")
    ExportFactory(asked_at=NOW, state=state, approved_by=first if state == "approved" else None)

    assert counts(second) == {}


def test_a_flood_is_one_thing_among_what_waits_however_many_reports_it_holds():
    _, handler = STORIES["held"]()
    ReportFactory.create_batch(8, desk=handler.agency, held=True)
    ReportFactory(desk=handler.agency)

    with acting_as(handler):
        waiting = Waiting(handler, NOW)
        counts, number, line = waiting.counts, waiting.all, in_words(waiting, "reports")

    assert counts == {"held": 9, "reports": 1}
    assert (number, line) == (2, "2 wait for you")


def test_three_queries_say_how_much_waits(counts):
    _, person = STORIES["reports"]()

    with acting_as(person), CaptureQueriesContext(connection) as asked:
        Waiting(person, NOW).counts  # noqa: B018  it is asked for here

    assert len(asked) <= 3


@mark.parametrize("code", INBOXES)
def test_what_is_not_looked_through_holds_nothing(code):
    _, person = STORIES[code]()

    with acting_as(person):
        shut = [inbox for inbox in INBOXES.values() if not inbox.may_hold(person, NOW)]
        full = [inbox.code for inbox in shut if inbox.records(person, NOW).exists()]

    assert code not in {inbox.code for inbox in shut}
    assert shut
    assert full == []


def test_an_inbox_that_a_reader_may_do_nothing_in_is_not_even_asked(counts):
    handler = person_as("call handler")

    with CaptureQueriesContext(connection) as asked:
        counts(handler)

    counting = next(query["sql"] for query in asked if "count(*)" in query["sql"])
    assert "reports_report" in counting
    assert "safeguarding_case" not in counting


def test_empty_inboxes_are_not_opened(lines):
    handler = person_as("call handler")

    with acting_as(handler), CaptureQueriesContext(connection) as asked:
        assert Waiting(handler, NOW).lines() == []

    assert not [query for query in asked if "reports_report" in query["sql"] and "count(*)" not in query["sql"]]


def test_the_most_urgent_stands_first_whatever_its_age(lines):
    handler = person_as("call handler")
    old = ReportFactory(desk=handler.agency, received_at=NOW - timedelta(days=9))
    red = ReportFactory(desk=handler.agency, level="red", received_at=NOW)
    amber = ReportFactory(desk=handler.agency, level="amber", received_at=NOW)

    assert [line.ref for line in lines(handler)] == [red.ref, amber.ref, old.ref]


def test_of_equal_urgency_the_longest_waiting_stands_first(lines):
    handler = person_as("call handler")
    younger = ReportFactory(desk=handler.agency, received_at=NOW - timedelta(hours=1))
    older = ReportFactory(desk=handler.agency, received_at=NOW - timedelta(hours=9))

    assert [line.ref for line in lines(handler)] == [older.ref, younger.ref]


def test_a_report_in_a_colleagues_hand_is_not_mine(counts):
    handler = person_as("call handler")
    colleague = person_as("call handler", agency=handler.agency)
    ReportFactory(desk=handler.agency, state="taken", taken_by=colleague, taken_at=NOW)

    assert counts(handler) == {}


def test_an_approved_operation_waits_to_be_briefed(lines):
    OperationFactory(state="approved")

    (line,) = lines(person_as("operation commander"))

    assert line.step == "Brief everyone"


def test_a_visit_within_the_hour_is_soon_and_a_later_one_is_not(lines):
    tasking, officer = STORIES["doors"]()

    assert lines(officer)[0].kind == "soon"
    assert lines(officer, now=tasking.starts_at - timedelta(hours=5))[0].kind == "quiet"


def test_what_was_promised_is_late_once_its_day_has_passed(lines):
    _, partner = STORIES["promises"]()

    assert lines(partner)[0].state == "Your turn"
    assert lines(partner, now=NOW + timedelta(days=4))[0].state == "Late"


@mark.parametrize("facts", [{"age": "child"}, {"age": "unsure"}, {"wish": "leave-now"}])
def test_a_child_and_who_wants_to_leave_are_soon(facts, lines):
    EncounterFactory(concern=True, concern_says="Held by debt.", **facts)

    assert lines(person_as("safeguarding coordinator"))[0].kind == "soon"


# People in care ----------------------------------------------------------------


@mark.parametrize(
    ("state", "step"),
    [
        ("taken", "Make them safe"),
        ("made-safe", "Tell them their choices"),
        ("informed", "Ask whether they want help"),
        ("wants-help", "Find a bed for tonight"),
        ("first-place", "Find a provider, then hand over"),
    ],
)
def test_a_case_says_what_comes_next(state, step, lines):
    case = CaseFactory(state=state)

    assert [line.step for line in lines(case.opened_by)] == [step]


@mark.parametrize("state", ["in-support", "moving-on", "in-touch", "closed"])
def test_a_case_that_goes_its_way_does_not_wait(state, counts):
    assert counts(CaseFactory(state=state).opened_by) == {}


@mark.parametrize("state", ["asked", "taken", "placed"])
def test_while_a_bed_is_looked_for_it_is_not_the_holders_turn(state, counts):
    request = PlacementRequestFactory(case=CaseFactory(state="wants-help"), state=state)

    assert counts(request.case.opened_by) == {}


def test_once_a_provider_accepts_the_coordinator_hands_over(lines):
    case = CaseFactory(state="first-place")
    AcceptanceFactory(placement=PlacementFactory(request__case=case, state="accepted"))

    assert [line.step for line in lines(case.opened_by)] == ["Hand over to the provider"]


def test_the_support_worker_who_has_them_records_the_arrival(lines):
    case = CaseFactory(state="first-place")
    accepted = AcceptanceFactory(placement=PlacementFactory(request__case=case, state="accepted"))
    HoldingFactory(case=case, person=accepted.support_worker, part="support worker")

    assert [line.step for line in lines(accepted.support_worker)] == ["Record when they are in support"]


def test_who_may_be_a_child_goes_the_child_way(lines):
    case = CaseFactory(encounter__age="unsure", state="first-place")

    (line,) = lines(case.opened_by)

    assert (line.step, line.note) == (comes_next(case, accepted=False), "Age unsure, so treated as a child")
    assert line.step != NEXT["first-place"]


def test_a_line_names_nobody_and_no_address(lines):
    case = CaseFactory(state="first-place")
    FirstPlaceFactory(case=case, says="Reception centre")
    PlacementFactory(request__case=case, request__state="placed", state="declined")

    text = repr(lines(case.opened_by, "people")) + repr(case.description)

    assert "Canary" not in text
    assert "Andrei" not in text


def test_a_clock_that_ran_out_makes_a_case_late(lines):
    case = CaseFactory(state="taken", met_at=NOW - timedelta(days=1), opened_at=NOW - timedelta(days=1))

    (line,) = lines(case.opened_by)

    assert (line.state, line.kind) == ("Late", "soon")


def test_more_people_take_no_more_queries(lines):
    first = CaseFactory()

    def asked():
        forget_facts(first.opened_by)
        with acting_as(first.opened_by), CaptureQueriesContext(connection) as queries:
            Waiting(first.opened_by, NOW).lines()
        return len(queries)

    alone = asked()
    for _ in range(3):
        CaseFactory(opened_by=first.opened_by)

    assert asked() == alone


def test_a_day_to_ask_that_has_come_is_soon(lines):
    followed, worker = STORIES["follow-ups"]()
    FollowUpFactory(case=followed.case, due_on=NOW.date())

    assert {line.state for line in lines(worker)} == {"Today", "Coming"}


def test_a_day_to_ask_far_ahead_does_not_wait(counts):
    followed, worker = STORIES["follow-ups"]()

    assert counts(worker, now=NOW - timedelta(days=60)) == {}
    assert followed.done_at is None


def test_a_sanitised_report_shows_its_first_words_and_not_its_source(lines):
    SanitisedReportFactory(text="Men sleep at a hand car wash.", provenance="The neighbour at number 9.")

    (line,) = lines(person_as("analyst"))

    assert "hand car wash" in line.preview
    assert "number 9" not in repr(line)
