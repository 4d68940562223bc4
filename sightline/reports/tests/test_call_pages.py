"""The call handler's page: stored from the first thing heard, and nothing lost after it."""

from pytest import mark

from sightline.agencies.tests.factories import person_as
from sightline.kit.models import Notice
from sightline.reports import receipts
from sightline.reports.models import CallNote, Report, ReporterContact
from sightline.reports.tests.conftest import signed_in
from sightline.reports.tests.factories import ReportFactory

pytestmark = mark.django_db


def told(answer):
    return answer.content.decode()


def test_nothing_is_stored_before_the_first_line(at_desk):
    page = at_desk.get("/reports/call")

    assert "Nothing is stored before the first line" in told(page)
    assert not Report.objects.exists()


def test_the_first_line_stores_the_call(at_desk, desk):
    answer = at_desk.post("/reports/call", {"line": "Four men, never alone.", "basis": "said"})

    report = Report.objects.get()
    assert answer.headers["Location"] == f"/reports/{report.ref}/call"
    assert (report.door, report.desk) == ("call", desk)
    assert CallNote.objects.get().text == "Four men, never alone."


def test_an_empty_form_stores_nothing_and_says_what_to_do(at_desk):
    answer = at_desk.post("/reports/call", {"line": " "})

    assert "Write down a first line, or choose one answer" in told(answer)
    assert not Report.objects.exists()


def test_the_code_to_read_out_is_the_reports(at_desk):
    at_desk.post("/reports/call", {"danger": "no"})
    report = Report.objects.get()

    page = told(at_desk.get(f"/reports/{report.ref}/call"))

    code = receipts.code_of(report.call_key)
    assert receipts.grouped(code) in page
    assert receipts.state_of(code) == "received"


def test_what_was_heard_stays_ticked_and_more_is_added(at_desk):
    at_desk.post("/reports/call", {"line": "They owe money.", "signs_told": ["debt"]})
    report = Report.objects.get()

    given = {
        "signs_told": ["debt"],
        "signs_seen": ["watched-or-locked-in"],
        "line": "He locks the room.",
        "basis": "said",
    }
    at_desk.post(f"/reports/{report.ref}/call", given)
    page = told(at_desk.get(f"/reports/{report.ref}/call"))

    assert page.index("They owe money.") < page.index("He locks the room.")
    assert Report.objects.get().signs == ["debt", "watched-or-locked-in"]
    assert "They work to pay off a debt (was told)" in page


def test_danger_puts_a_band_over_the_page_and_calls_the_duty(at_desk):
    at_desk.post("/reports/call", {"danger": "yes"})
    report = Report.objects.get()

    assert 'class="band"' in told(at_desk.get(f"/reports/{report.ref}/call"))
    assert Notice.objects.get().subject == report.ref


def test_how_to_call_back_is_kept_apart(at_desk):
    given = {"line": "Agrees to be called.", "reach": "07700 900123", "when_safe": "Before noon"}
    at_desk.post("/reports/call", given)

    assert ReporterContact.objects.get().when_safe == "Before noon"


def test_ending_the_call_leads_to_the_report(at_desk):
    answer = at_desk.post("/reports/call", {"line": "Done.", "end": "yes"})

    assert answer.headers["Location"] == f"/reports/{Report.objects.get().ref}"


def test_a_report_of_the_public_is_no_call(at_desk, desk):
    report = ReportFactory(desk=desk, door="public")

    assert at_desk.get(f"/reports/{report.ref}/call").status_code == 409


def test_whoever_is_no_call_handler_takes_no_calls(council):
    stranger = signed_in(person_as("analyst", agency=council))

    assert stranger.get("/reports/call").status_code == 403


@mark.parametrize(
    "given", [{"line": "a\x00b"}, {"basis": "\x00", "line": "x"}, {"danger": "\x00"}, {"line": "x" * 4_001}]
)
def test_odd_input_in_a_call_is_never_an_error_of_ours(given, at_desk):
    assert at_desk.post("/reports/call", given).status_code in (200, 302)
