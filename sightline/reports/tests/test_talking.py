"""The dialogue behind a return code: both sides write, the desk is called, and nobody knows who looked when."""

import re
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest import fixture, mark

from sightline.kit.acting import acting_as
from sightline.kit.models import Notice
from sightline.ledger.models import Entry
from sightline.reports import actions, receipts
from sightline.reports.models import DeskMessage, Report, ReporterMessage
from sightline.reports.slowing import MOST_SOURCES, MOST_WRONG, WITHIN, Slowing
from sightline.reports.tests.factories import WishFactory
from sightline.reports.views import back

pytestmark = mark.django_db

NOW = datetime.now(UTC)  # the pages ask the clock


@fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(back, "SLOWING", Slowing())


@fixture
def code(desk):
    return actions.receive_from_public(by=None, at=NOW, key="k", what="Four men sleep there.", place="Mill Lane")


@fixture
def report(code):
    return Report.objects.get()


def write_back(code, text, key="m", **told):
    return actions.write_back(by=None, at=NOW + timedelta(days=1), code=code, key=key, text=text, **told)


def asked(report, handler, text="On which days?", asks=True):
    return actions.write(report, by=handler, at=NOW + timedelta(hours=2), text=text, asks=asks)


def opened(public, code):
    return public.post("/code", {"code": code})


def held(answer):
    return re.search(r'name="held" value="([^"]+)"><?', answer.content.decode())[1]


def test_the_desk_reads_what_the_holder_of_a_code_wrote_and_the_database_does_not(code, report, at_desk):
    write_back(code, "The van came again.")

    page = at_desk.get(f"/reports/{report.ref}/write")

    assert b"The van came again." in page.content
    with connection.cursor() as cursor:
        cursor.execute("select text_sealed from reports_reportermessage")
        assert b"van" not in bytes(cursor.fetchone()[0])


def test_it_is_kept_to_the_hour_and_calls_the_desk_with_a_reference_alone(code, report):
    write_back(code, "The van came again.")

    assert ReporterMessage.objects.get().told_at.minute == 0
    assert [(notice.subject, notice.sent_at.minute) for notice in Notice.objects.all()] == [(report.ref, 0)]


def test_the_same_form_sent_again_is_one_message_and_one_call(code):
    write_back(code, "The van came again.")
    write_back(code, "The van came again.")

    assert ReporterMessage.objects.count() == Notice.objects.count() == 1


@mark.parametrize(
    ("text", "told", "level", "rule"),
    [
        ("He has a knife.", {}, "amber", "R10"),
        ("Ông ấy có con dao.", {}, "amber", "R10"),
        ("معه سكين", {}, "amber", "R10"),
        ("ካራ ኣለዎ", {}, "amber", "R10"),
        ("Now.", {"danger": "yes"}, "red", "R1"),
        ("Now.", {"danger_kinds": ["weapon"]}, "red", "R1"),
        ("Now.", {"danger_kinds": ["locked-in"], "danger": "soon"}, "red", "R2"),
        ("Now.", {"moving": "today"}, "red", "R3"),
        ("Now.", {"danger_kinds": ["suicide-risk"]}, "red", "R5"),
    ],
)
def test_a_later_message_is_read_for_danger_and_raises_the_report(text, told, level, rule, code, report):
    write_back(code, text, **told)

    report.refresh_from_db()
    assert report.level == level
    assert rule in report.reasons
    assert "R11" not in report.reasons


def test_a_later_message_never_lowers_a_level(code, report):
    write_back(code, "Now.", danger="yes")
    write_back(code, "All is well.", key="another")

    report.refresh_from_db()
    assert (report.level, report.reasons) == ("red", ["R1"])


def test_a_code_that_no_report_has_stores_nothing():
    assert write_back(receipts.code_of("nobody's"), "The van came again.") is None
    assert not ReporterMessage.objects.exists()


def test_the_dialogue_closes_180_days_after_the_last_message(code, report, handler):
    late = NOW + timedelta(days=181)
    assert actions.write_back(by=None, at=late, code=code, key="late", text="Still there?") is None
    actions.write(report, by=handler, at=NOW + timedelta(days=100), text="Are you still there?")

    assert actions.write_back(by=None, at=late, code=code, key="later", text="Still here.") == "routine"


# The pages of whoever holds the code ---------------------------------------------------------------------


def test_the_code_shows_where_it_stands_and_until_when_one_may_write(code, report, public):
    page = opened(public, code).content.decode()

    assert "A person has not opened it yet" in page
    until = (report.received_at + timedelta(days=180)).date()
    assert f"until {until:%a} {until.day} {until:%b} {until.year}" in page


def test_a_question_of_the_desk_is_said_first_and_its_words_shown(code, report, handler, public):
    asked(report, handler, "On <which> days?")

    page = opened(public, code).content.decode()

    assert "There is a question for you" in page
    assert "On &lt;which&gt; days?" in page


def test_once_it_is_answered_the_question_waits_no_more(code, report, handler, public):
    asked(report, handler)
    write_back(code, "On Mondays.")

    page = opened(public, code).content.decode()

    assert "There is a question for you" not in page
    assert "You wrote" in page
    assert "On Mondays." not in page


def test_the_holder_of_a_code_writes_from_its_page(code, public):
    page = opened(public, code)

    answer = public.post("/code", {"held": held(page), "text": "The van came again."})

    assert b"What you wrote is with the desk" in answer.content
    assert ReporterMessage.objects.get().level == "routine"


def test_the_same_page_sent_twice_is_one_message_and_the_next_page_another(code, public):
    page = opened(public, code)
    first = public.post("/code", {"held": held(page), "text": "One."})
    public.post("/code", {"held": held(page), "text": "One."})
    public.post("/code", {"held": held(first), "text": "Two."})

    assert ReporterMessage.objects.count() == 2


def test_danger_in_a_later_message_shows_999_first(code, public):
    answer = public.post("/code", {"held": held(opened(public, code)), "text": "Now.", "danger": "yes"}).content

    assert answer.index(b"tel:999") < answer.index(b"<h1")


def test_an_empty_message_is_said_so_and_nothing_is_stored(code, public):
    answer = public.post("/code", {"held": held(opened(public, code)), "text": " "})

    assert b"Write a few words first." in answer.content
    assert not ReporterMessage.objects.exists()


def test_a_message_that_is_too_long_is_kept_in_the_page(code, public):
    answer = public.post("/code", {"held": held(opened(public, code)), "text": "x" * 10_001})

    assert b"x" * 10_001 in answer.content
    assert not ReporterMessage.objects.exists()


@mark.parametrize("made_up", ["", "x", "a:b:c", "\x00"])
def test_what_we_did_not_sign_asks_for_the_code(made_up, public):
    assert b"Come back with your code" in public.post("/code", {"held": made_up, "text": "Hello"}).content


def test_a_change_of_language_takes_the_code_along_and_sends_nothing(code, public):
    page = opened(public, code).content.decode()
    form = re.search(r'action="/cy/code"><input type="hidden" name="held" value="([^"]+)"', page)

    welsh = public.post("/cy/code", {"held": form[1], "again": "yes"})

    assert b'lang="cy"' in welsh.content
    assert not ReporterMessage.objects.exists()


def test_nothing_is_kept_of_somebody_who_looks(code, public):
    before = Entry.objects.count(), Notice.objects.count()

    opened(public, code)

    assert (Entry.objects.count(), Notice.objects.count()) == before


def test_a_known_and_an_unknown_code_ask_the_database_the_same(code, public):
    opened(public, receipts.code_of("the first of all"))  # who comes first reads what is then remembered for a minute
    asked = []
    for each in (code, receipts.code_of("nobody's")):
        with CaptureQueriesContext(connection) as queries:
            opened(public, each)
        asked.append([query["sql"].split("'")[0].split('"')[0] for query in queries])

    assert asked[0] == asked[1]
    assert "select priv.dialogue(" in asked[0]


def test_a_code_that_no_report_has_gives_nothing_of_the_reports_beside_it(code, report, handler):
    WishFactory(report=report)
    asked(report, handler)

    with acting_as(None, role="sl_public"):
        unknown = [receipts.code_of(f"nobody's {number}") for number in range(20)]
        answers = [answer(each) for each in unknown for answer in (receipts.dialogue_of, receipts.state_of)]

        assert answers == [None] * 40
        assert [receipts.wishes_of(each) for each in unknown] == [[]] * 20
        assert receipts.dialogue_of(code)["said"]
        assert len(receipts.wishes_of(code)) == 1


def test_a_source_of_many_wrong_codes_waits_and_no_other(code, public):
    for number in range(MOST_WRONG):
        opened(public, receipts.code_of(f"wrong {number}"))

    assert opened(public, code).status_code == 429
    assert public.post("/code", {"code": code}, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_behind_the_operators_proxy_only_the_address_that_it_wrote_down_waits(code, public, settings):
    settings.HTTPS = True
    for number in range(MOST_WRONG):
        made_up = f"198.51.100.{number}, 203.0.113.5"
        public.post("/code", {"code": receipts.code_of(f"bad {number}")}, headers={"X-Forwarded-For": made_up})

    assert public.post("/code", {"code": code}, headers={"X-Forwarded-For": "203.0.113.5"}).status_code == 429
    assert public.post("/code", {"code": code}, headers={"X-Forwarded-For": "203.0.113.6"}).status_code == 200


def test_without_a_proxy_no_address_is_made_up(public):
    for number in range(MOST_WRONG):
        made_up = {"X-Forwarded-For": f"198.51.100.{number}"}
        public.post("/code", {"code": receipts.code_of(f"false {number}")}, headers=made_up, REMOTE_ADDR="192.0.2.8")

    answer = public.post(
        "/code", {"code": "1234"}, headers={"X-Forwarded-For": "198.51.100.99"}, REMOTE_ADDR="192.0.2.8"
    )

    assert answer.status_code == 429


def test_a_mistyped_code_slows_nobody(public):
    for _ in range(MOST_WRONG + 1):
        assert public.post("/code", {"code": "1234"}).status_code == 200


# The desk's page -----------------------------------------------------------------------------------------


def test_the_desk_writes_from_its_page(report, at_desk):
    answer = at_desk.post(f"/reports/{report.ref}/write", {"text": "On which days?", "asks": "on"})

    assert answer.status_code == 302
    assert DeskMessage.objects.get().asks


def test_both_sides_stand_in_order(code, report, handler, at_desk):
    asked(report, handler, "On which days?")
    write_back(code, "On Mondays.")

    page = at_desk.get(f"/reports/{report.ref}/write").content.decode()

    assert page.index("On which days?") < page.index("On Mondays.")


# Slowing -------------------------------------------------------------------------------------------------


def test_a_source_is_forgotten_after_ten_minutes():
    slowing = Slowing()
    for _ in range(MOST_WRONG):
        slowing.was_wrong("a", 0)

    assert slowing.minutes_to_wait("a", 1) == 10
    assert slowing.minutes_to_wait("b", 1) == 0
    assert slowing.minutes_to_wait("a", WITHIN + 1) == 0
    slowing.was_wrong("b", WITHIN + 1)
    assert len(slowing.tried) == 1


def test_no_source_is_known_by_its_name_and_not_too_many_are_held():
    slowing = Slowing()
    for number in range(MOST_SOURCES + 50):
        slowing.was_wrong(str(number), 0)

    assert len(slowing.tried) <= MOST_SOURCES
    assert not any(str(number).encode() in slowing.tried for number in range(50))
