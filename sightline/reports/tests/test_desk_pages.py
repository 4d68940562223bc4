"""The desk's pages: its queue, one report, and what is done with it."""

from datetime import UTC, datetime

from pytest import fixture, mark

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.ledger.models import Entry
from sightline.reports import actions
from sightline.reports.models import Report, SanitisedReport
from sightline.reports.tests.conftest import signed_in
from sightline.reports.tests.factories import (
    CallNoteFactory,
    ReporterContactFactory,
    ReportFactory,
    SanitisedReportFactory,
)

pytestmark = mark.django_db

NOW = datetime(2018, 10, 17, 16, 36, tzinfo=UTC)


@fixture
def report(desk):
    return ReportFactory(
        desk=desk,
        area=AreaFactory(),
        level="red",
        reasons=["R2"],
        signs=["debt"],
        signs_seen=["debt"],
        kinds=["forced-work"],
    )


@fixture
def taken(report, handler):
    actions.take(report, by=handler, at=NOW)
    return report


def told(answer):
    return answer.content.decode()


def test_the_queue_has_the_most_urgent_first(at_desk, desk, report):
    quiet = ReportFactory(desk=desk)

    page = told(at_desk.get("/reports/"))

    assert page.index(report.ref) < page.index(quiet.ref)


@mark.parametrize(("show", "there"), [("", True), ("red", True), ("amber", False), ("closed", False), ("\x00", True)])
def test_the_chips_narrow_the_queue(show, there, at_desk, report):
    answer = at_desk.get("/reports/", {"show": show})

    assert (report.ref in told(answer)) is there


def test_the_chips_say_how_many_there_are(at_desk, desk, report):
    ReportFactory.create_batch(2, desk=desk)

    page = " ".join(told(at_desk.get("/reports/")).split())

    assert "All open 3</a>" in page
    assert "Danger now 1</a>" in page


def test_an_empty_queue_is_good_news(at_desk):
    assert "Nothing waits here" in told(at_desk.get("/reports/"))


def test_another_desks_reports_are_not_in_the_queue(report):
    elsewhere = signed_in(person_as("call handler"))

    assert report.ref not in told(elsewhere.get("/reports/"))


def test_the_queue_takes_the_same_number_of_queries_however_long_it_is(at_desk, desk, django_assert_max_num_queries):
    ReportFactory.create_batch(12, desk=desk)

    with django_assert_max_num_queries(32):
        at_desk.get("/reports/")


def test_a_report_shows_what_was_told_and_how_the_reporter_knows(at_desk, report):
    page = told(at_desk.get(f"/reports/{report.ref}"))

    assert "Four men sleep behind the car wash" in page
    assert "They work to pay off a debt (saw it)" in page
    assert "Someone is locked in or cannot leave" in page


def test_a_red_report_wears_a_band_until_it_is_closed(at_desk, handler, report):
    assert 'class="band"' in told(at_desk.get(f"/reports/{report.ref}"))
    actions.close(report, by=handler, at=NOW, why="Police are there.")

    assert 'class="band"' not in told(at_desk.get(f"/reports/{report.ref}"))


def test_the_contact_stands_in_its_own_panel_and_the_look_is_noted(at_desk, report):
    ReporterContactFactory(report=report, when_safe="Before noon")

    page = told(at_desk.get(f"/reports/{report.ref}"))

    assert "Before noon" in page
    assert Entry.objects.filter(asked="contact of a report", found=1).exists()


def test_the_notes_of_a_call_are_on_its_page(at_desk, report):
    CallNoteFactory(report=report, text="Van comes at six.")

    assert "Van comes at six." in told(at_desk.get(f"/reports/{report.ref}"))


def test_a_hidden_report_is_not_there(report):
    stranger = signed_in(person_as("analyst"))

    for address in ("", "/take", "/pass-on", "/close", "/call"):
        answer = stranger.get(f"/reports/{report.ref}{address}")
        assert answer.status_code in (404, 405)


def test_taking_a_report_leads_back_to_it(at_desk, report):
    answer = at_desk.post(f"/reports/{report.ref}/take")

    assert answer.headers["Location"] == f"/reports/{report.ref}"
    assert "Your turn: pass it on, or close it" in told(at_desk.get(f"/reports/{report.ref}"))


def test_taking_what_a_colleague_has_taken_says_that_it_has_moved_on(at_desk, desk, report):
    actions.take(report, by=person_as("call handler", agency=desk), at=NOW)

    answer = at_desk.post(f"/reports/{report.ref}/take")

    assert answer.status_code == 409
    assert "This has moved on" in told(answer)


def test_passing_on_through_the_page(at_desk, taken):
    given = {
        "text": "Men sleep at a car wash.",
        "provenance": "Saw it.",
        "area": str(taken.area_id),
        "known_to": "many",
    }

    answer = at_desk.post(f"/reports/{taken.ref}/pass-on", given)

    assert answer.status_code == 302
    assert SanitisedReport.objects.get().text == "Men sleep at a car wash."
    assert "A colleague’s turn" in told(at_desk.get(f"/reports/{taken.ref}"))


def test_passing_on_without_a_text_keeps_the_rest_and_says_what_to_do(at_desk, taken):
    answer = at_desk.post(f"/reports/{taken.ref}/pass-on", {"provenance": "Works nearby."})

    assert answer.status_code == 200
    assert "Write it in a sentence or two" in told(answer)
    assert "Works nearby." in told(answer)


@mark.parametrize("given", [{"text": "a\x00b"}, {"area": "\x00"}, {"area": "not-a-key"}, {"text": "x" * 10_001}])
def test_odd_input_on_the_desk_is_never_an_error_of_ours(given, at_desk, taken):
    whole = {"text": "Words", "provenance": "Saw it.", "area": str(taken.area_id), "known_to": "many"}

    assert at_desk.post(f"/reports/{taken.ref}/pass-on", whole | given).status_code in (200, 302)


def test_a_report_is_closed_with_a_reason(at_desk, report):
    refused = at_desk.post(f"/reports/{report.ref}/close", {"why": ""})
    at_desk.post(f"/reports/{report.ref}/close", {"why": "About litter.", "closed_as": "not-exploitation"})

    assert "Write it in a sentence or two" in told(refused)
    assert Report.objects.get().state == "closed"
    assert "About litter." in told(at_desk.get(f"/reports/{report.ref}"))


def test_what_an_analyst_sent_back_waits_at_the_desk_with_the_reason(at_desk, desk):
    sanitised = SanitisedReportFactory(report=ReportFactory(desk=desk, state="passed-on"))
    actions.mark_sent_back(sanitised, by=person_as("analyst"), at=NOW, why="The shift points to the source.")
    assert sanitised.ref in told(at_desk.get("/reports/"))

    page = at_desk.get(f"/reports/{sanitised.ref}/rewrite")
    at_desk.post(f"/reports/{sanitised.ref}/rewrite", {"text": "Again.", "provenance": "Saw it.", "known_to": "many"})

    assert "The shift points to the source." in told(page)
    assert SanitisedReport.objects.waiting().get().text == "Again."


def test_a_reference_that_is_none_is_not_there(at_desk):
    assert at_desk.get("/reports/nonsense").status_code == 404
