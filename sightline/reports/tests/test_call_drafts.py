"""What a handler types is kept from the first key, by nobody else's hand, and taken up again."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.db import connection
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused
from sightline.reports import actions
from sightline.reports.models import CallDraft, Report
from sightline.reports.tests.conftest import signed_in
from sightline.reports.tests.factories import CallDraftFactory, ReportFactory

pytestmark = mark.django_db

NOW = datetime(2018, 10, 17, 16, 36, tzinfo=UTC)
KEY = "1c9b7d2e-0000-4000-8000-000000000001"


@fixture
def colleague(desk):
    return person_as("call handler", agency=desk)


def told(answer):
    return " ".join(answer.content.decode().split())


def kept(browser, **typed):
    return browser.post("/reports/call/kept", {"key": KEY, "turn": 1} | typed)


def test_the_first_key_is_kept_and_is_no_report_yet(at_desk, handler, desk):
    answer = kept(at_desk, line="F")

    draft = CallDraft.objects.get()
    assert answer.json()["saved"]
    assert (draft.answers, draft.handler, draft.desk) == ({"line": ["F"]}, handler, desk)
    assert not Report.objects.exists()


def test_each_pause_writes_over_the_one_before(at_desk):
    kept(at_desk, line="Four")
    kept(at_desk, line="Four men", turn=2, signs_told=["debt", "violence"])

    assert CallDraft.objects.get().answers == {"line": ["Four men"], "signs_told": ["debt", "violence"]}


@mark.parametrize("turn", [1, 0, "", "x", "-3", "٣"])
def test_what_comes_late_or_twice_changes_nothing(turn, at_desk):
    kept(at_desk, line="Four men", turn=2)
    kept(at_desk, line="Four", turn=turn)

    assert CallDraft.objects.get().answers == {"line": ["Four men"]}


def test_the_words_lie_sealed(at_desk):
    kept(at_desk, line="Four men at Carrick Road")

    with connection.cursor() as cursor:
        cursor.execute("select typed_sealed from reports_calldraft")
        assert b"Carrick" not in bytes(cursor.fetchone()[0])


@mark.parametrize(
    ("typed", "level"),
    [
        ({"line": "He has a knife."}, "amber"),
        ({"danger": "yes"}, "red"),
        ({"line": "Cheap car wash."}, "routine"),
        ({"line": "A\x00b", "danger": "\x00"}, "routine"),
    ],
)
def test_the_answer_says_how_urgent_it_is_by_the_rules_of_the_service(typed, level, at_desk):
    assert kept(at_desk, **typed).json()["level"] == level


@mark.parametrize("key", ["", "x", "\x00", "1c9b7d2e"])
def test_a_form_without_its_key_is_refused(key, at_desk):
    assert kept(at_desk, key=key).status_code == 403
    assert not CallDraft.objects.exists()


def test_whoever_takes_no_calls_keeps_nothing(council):
    assert kept(signed_in(person_as("analyst", agency=council)), line="x").status_code == 403


def test_a_colleagues_key_is_refused_and_their_words_stay(at_desk, colleague):
    kept(at_desk, line="Mine")

    assert kept(signed_in(colleague), line="Theirs", turn=9).status_code == 403
    assert CallDraft.objects.get().answers == {"line": ["Mine"]}


def test_sending_the_form_leaves_nothing_in_the_draft(at_desk):
    kept(at_desk, line="Four men")
    at_desk.post("/reports/call", {"key": KEY, "line": "Four men", "basis": "said"})

    draft = CallDraft.objects.get()
    assert (draft.answers, draft.empty, draft.ended_at is None) == ({}, True, False)
    assert Report.objects.get().what == "Four men"


def test_a_save_that_comes_after_the_form_was_sent_brings_nothing_back(at_desk):
    kept(at_desk, line="Four men")
    at_desk.post("/reports/call", {"key": KEY, "line": "Four men", "basis": "said"})
    kept(at_desk, line="Four men", turn=8)

    assert CallDraft.objects.get().answers == {}


def test_a_save_that_was_overtaken_by_the_form_itself_brings_nothing_back(at_desk):
    at_desk.post("/reports/call", {"key": KEY, "line": "Four men", "basis": "said"})
    kept(at_desk, line="Four men")

    assert not CallDraft.objects.unfinished().exists()


def test_the_call_began_when_the_first_key_was_pressed(at_desk):
    kept(at_desk, line="F")
    begun = CallDraft.objects.get().begun_at
    at_desk.post("/reports/call", {"key": KEY, "line": "Four men", "basis": "said"})

    assert Report.objects.get().calls.get().started_at == begun


def test_what_was_typed_and_not_sent_waits_on_an_empty_page(at_desk):
    kept(at_desk, line="Four men at Carrick Road", danger="soon")
    draft = CallDraft.objects.get()
    assert f"/reports/drafts/{draft.ref}" in told(at_desk.get("/reports/call"))

    page = told(at_desk.get(f"/reports/drafts/{draft.ref}"))

    assert "Four men at Carrick Road" in page
    assert '<option value="soon" selected>' in page
    assert KEY in page


def test_what_was_typed_into_a_stored_call_is_there_again(at_desk, desk):
    report = ReportFactory(desk=desk)
    kept(at_desk, line="Half a sen", report=report.ref)

    assert "Half a sen" in told(at_desk.get(f"/reports/{report.ref}/call"))


def test_a_colleague_sees_it_once_it_has_lain_for_a_quarter_of_an_hour_and_goes_on(handler, colleague):
    now = datetime.now(UTC)
    fresh = CallDraftFactory(handler=handler, desk=handler.agency, saved_at=now - timedelta(minutes=14))
    lying = CallDraftFactory(
        handler=handler, desk=handler.agency, saved_at=now - timedelta(minutes=16), typed='{"line": ["Four men"]}'
    )
    browser = signed_in(colleague)

    assert browser.get(f"/reports/drafts/{fresh.ref}").status_code == 404
    assert "Go on with it" in told(browser.get(f"/reports/drafts/{lying.ref}"))
    browser.post(f"/reports/drafts/{lying.ref}")

    assert "Four men" in told(browser.get(f"/reports/drafts/{lying.ref}"))
    assert CallDraft.objects.get(pk=lying.pk).handler == colleague


def test_nobody_picks_up_what_is_being_typed(handler, colleague):
    draft = CallDraftFactory(handler=handler, desk=handler.agency, saved_at=datetime.now(UTC))

    with raises(Refused):
        actions.pick_up(draft, by=colleague, at=NOW)


def test_another_desk_sees_no_draft_however_long_it_lies(handler):
    CallDraftFactory(handler=handler, desk=handler.agency)

    with acting_as(person_as("call handler")):
        assert not CallDraft.objects.exists()


def test_the_same_key_begins_one_draft(handler, desk):
    key = uuid4()
    one = actions.begin_draft(by=handler, at=NOW, key=key, desk=desk)
    two = actions.begin_draft(by=handler, at=NOW + timedelta(minutes=1), key=key, desk=desk)

    assert one == two
    assert CallDraft.objects.get().begun_at == NOW


def test_half_an_address_is_finished_by_post(at_desk):
    places = at_desk.post("/reports/call/place", {"q": "Elswick Road, NE46AN"}).json()["places"]

    assert {"write": "Elswick Road, NE4 6AN", "note": "Newcastle upon Tyne"} in places
    assert at_desk.get("/reports/call/place", {"q": "NE4"}).status_code == 405


@mark.parametrize("q", ["", "\x00", "x" * 5_000, "NE4\x00 6"])
def test_odd_places_are_never_an_error_of_ours(q, at_desk):
    assert at_desk.post("/reports/call/place", {"q": q}).status_code == 200
