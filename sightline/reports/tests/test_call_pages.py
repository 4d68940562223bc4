"""The call handler's page: stored from the first thing heard, and nothing lost after it."""

from datetime import UTC, datetime

from pytest import mark

from sightline.agencies.tests.factories import person_as
from sightline.kit.models import Notice
from sightline.reports import actions, receipts
from sightline.reports.models import CallNote, HandOver, LevelChange, Report, ReporterContact
from sightline.reports.tests.conftest import signed_in
from sightline.reports.tests.factories import CallFactory, ReportFactory

pytestmark = mark.django_db

LONG_AGO = datetime(2018, 10, 1, 9, 30, tzinfo=UTC)


def told(answer):
    return answer.content.decode()


def test_nothing_is_stored_before_the_first_line(at_desk):
    page = at_desk.get("/reports/call")

    assert "Nothing becomes a report before the first line" in told(page)
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


# How the call goes ---------------------------------------------------------------------------------------


def begun(at_desk, **given):
    at_desk.post("/reports/call", {"line": "Four men.", "basis": "said"} | given)
    return Report.objects.get()


def test_a_line_that_was_said_or_seen_is_the_story_and_a_view_is_not(at_desk):
    report = begun(at_desk)
    at_desk.post(f"/reports/{report.ref}/call", {"line": "He locks them in.", "basis": "seen"})
    at_desk.post(f"/reports/{report.ref}/call", {"line": "She sounds afraid.", "basis": "view"})

    report.refresh_from_db()
    assert report.what == "Four men.\nHe locks them in."
    assert report.notes.count() == 3


def test_a_word_of_danger_in_a_line_raises_the_level(at_desk):
    report = begun(at_desk)

    at_desk.post(f"/reports/{report.ref}/call", {"line": "He has a knife.", "basis": "said"})

    report.refresh_from_db()
    assert (report.level, "R10" in report.reasons) == ("amber", True)


def test_how_the_call_goes_is_kept_with_it(at_desk):
    facts = {
        "channel": "101",
        "interpreter": "Vietnamese",
        "risk": "amber",
        "risk_why": "They are watched.",
        "incident": "N-77",
    }
    report = begun(at_desk, **facts, numbers=["police-999", "police-101"], advice="Do not go back.")

    call = report.calls.get()
    assert (call.channel, call.interpreter, call.risk, call.risk_why) == (
        "101",
        "Vietnamese",
        "amber",
        "They are watched.",
    )
    assert (call.advice, call.incident) == ("Do not go back.", "N-77")
    assert "Do not go back." in told(at_desk.get(f"/reports/{report.ref}/call"))


def test_the_reports_page_tells_a_colleague_how_each_call_went(at_desk, handler):
    facts = {"channel": "101", "advice": "Do not go back.", "numbers": ["police-999", "police-101"], "end": "left"}
    report = begun(at_desk, line="They shout at me.", basis="said", hand_over="control-room", **facts)
    at_desk.post(f"/reports/{report.ref}/again")

    page = told(at_desk.get(f"/reports/{report.ref}"))

    assert page.count(f"taken by {handler.name}.") == 2
    assert "<b>The caller left the line</b>" in page
    assert "Do not go back." in page
    assert "Police, emergency; Police" in page
    assert "Handed to the police control room at" in page
    assert "Interpreter, for which language" not in page


def test_a_report_that_was_no_call_says_nothing_of_calls(at_desk, desk):
    report = ReportFactory(desk=desk)

    assert "How the calls went" not in told(at_desk.get(f"/reports/{report.ref}"))


def test_as_whom_we_call_back_is_kept_with_how(at_desk):
    at_desk.post("/reports/call", {"line": "x", "reach": "07700 900123", "callback_name": "Anna from work"})

    assert ReporterContact.objects.get().name == "Anna from work"


def test_as_whom_we_call_without_a_number_is_not_enough(at_desk):
    page = at_desk.post("/reports/call", {"line": "x", "callback_name": "Anna from work"})

    assert "Write down the number" in told(page)


@mark.parametrize("name", ["Northumbria Police", "heddlu", "DC Smith, detective", "the Helpline"])
def test_a_callback_name_never_says_who_calls(name, at_desk):
    page = at_desk.post("/reports/call", {"line": "x", "callback_name": name})

    assert "Choose a name that does not say who calls" in told(page)
    assert not Report.objects.exists()


def test_a_risk_above_the_level_raises_the_report_and_one_below_lowers_nothing(at_desk):
    report = begun(at_desk, line="x", risk="amber", risk_why="They are watched.")
    at_desk.post(f"/reports/{report.ref}/call", {"line": "y", "risk": "routine", "risk_why": "It was yesterday."})

    report.refresh_from_db()
    assert report.level == "amber"
    assert [(each.was, each.to, each.why) for each in LevelChange.objects.all()] == [
        ("routine", "amber", "They are watched.")
    ]


def test_a_risk_is_given_with_its_reason(at_desk):
    assert "Say in a few words why you think so" in told(at_desk.post("/reports/call", {"line": "x", "risk": "red"}))


@mark.parametrize(
    ("to", "says", "notices"), [("control-room", "the police control room", 0), ("duty-desk", "the duty desk", 1)]
)
def test_one_key_hands_the_call_over_and_the_moment_is_kept(to, says, notices, at_desk, handler):
    at_desk.post("/reports/call", {"hand_over": to, "place": "Carrick Road"})

    report = Report.objects.get()
    handed = HandOver.objects.get()
    assert (handed.to, handed.by, handed.report) == (to, handler, report)
    assert f"Handed to {says} at" in told(at_desk.get(f"/reports/{report.ref}/call"))
    assert Notice.objects.count() == notices


def test_a_hand_over_to_nobody_we_know_is_none(at_desk):
    at_desk.post("/reports/call", {"line": "x", "hand_over": "\x00"})

    assert not HandOver.objects.exists()


def test_a_caller_who_hangs_up_and_rings_again_goes_on_in_the_same_report(at_desk):
    answer = at_desk.post("/reports/call", {"line": "They shout at me.", "basis": "said", "end": "left"})
    report = Report.objects.get()
    page = told(at_desk.get(answer.headers["Location"]))
    assert "The caller left the line at" in page
    assert f"/reports/{report.ref}/again" in page

    answer = at_desk.post(f"/reports/{report.ref}/again")
    page = told(at_desk.get(answer.headers["Location"]))

    assert "They shout at me." in page
    assert "Call 2 of the same caller" in page
    assert [call.ended for call in report.calls.order_by("ended_at")] == ["left", ""]


def test_ending_twice_ends_once(at_desk, handler):
    report = begun(at_desk)
    call = report.calls.get()
    actions.end_call(call, by=handler, at=call.started_at, ended="cut-off")
    actions.end_call(call, by=handler, at=call.started_at, ended="agreed")

    assert report.calls.get().ended == "cut-off"


def test_a_closed_report_is_not_rung_again(at_desk, handler):
    report = begun(at_desk)
    actions.close(report, by=handler, at=report.received_at, why="About litter.")

    assert at_desk.post(f"/reports/{report.ref}/again").status_code == 409


def test_a_call_that_broke_off_long_ago_is_not_offered(at_desk, handler, desk):
    CallFactory(report=ReportFactory(desk=desk), handler=handler, ended="left", ended_at=LONG_AGO)

    assert "/again" not in told(at_desk.get("/reports/call"))


def test_the_code_is_read_out_in_groups(at_desk):
    report = begun(at_desk)
    code = receipts.grouped(receipts.code_of(report.call_key))

    page = told(at_desk.get(f"/reports/{report.ref}/call"))

    assert "".join(f"<li>{group}</li>" for group in code.split()) in page


def test_the_words_of_danger_go_to_the_page_as_data_and_not_as_script(at_desk):
    page = told(at_desk.get("/reports/call"))

    assert '<script id="danger-words" type="application/json">' in page
    assert '"knife"' in page
