"""The desk as its reader sees it: what waits, notices, and looking something up."""

import re
from datetime import timedelta

from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone
from pytest import fixture, mark, raises

from sightline.agencies.models import Role
from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.desk.actions import answer
from sightline.desk.looking import PAGES, kinds
from sightline.desk.tests.stories import NOW, STORIES
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice, duty
from sightline.kit.records import ReferenceField
from sightline.kit.refusals import Refused, WrongStep
from sightline.ledger.models import Entry
from sightline.places.tests.factories import PremisesFactory
from sightline.reports.models import HandOver
from sightline.reports.tests.factories import ReportFactory
from sightline.safeguarding.tests.factories import CaseFactory

pytestmark = mark.django_db


@fixture
def handler():
    return person_as("call handler")


def notice_of(report, area=None):
    return Notice.objects.create(
        duty=duty(Role.CALL_HANDLER, area or AreaFactory()), subject=report.ref, sent_at=timezone.now()
    )


# The desk ----------------------------------------------------------------------


@mark.parametrize("role", Role)
def test_everybody_has_a_desk(role, page):
    html = page(person_as(role))

    assert "Waits for you" in html
    assert "You can see this because" in html


def test_a_stranger_is_sent_to_sign_in(client):
    answer = client.get("/")

    assert answer.status_code == 302
    assert answer.url.startswith("/sign/in")


@mark.parametrize("code", ["reports", "people", "held-figures", "beds", "arrests"])
def test_what_waits_stands_on_the_desk_with_its_next_step(code, page):
    record, person = STORIES[code]()

    html = page(person)

    assert record.ref in html
    assert "All 1" in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_a_chip_shows_one_inbox_alone(page, handler):
    waiting = ReportFactory(desk=handler.agency)
    mine = ReportFactory(desk=handler.agency, state="taken", taken_by=handler, taken_at=NOW)

    html = page(handler, "/?show=in-hand")

    assert mine.ref in html
    assert waiting.ref not in html


@mark.parametrize("show", ["nonsense", "beds", "all", "<script>"])
def test_a_chip_that_is_not_the_readers_breaks_nothing(show, reading, handler):
    assert reading(handler).get("/", {"show": show}).status_code == 200


def test_a_long_queue_is_cut_and_says_how_much_is_left(page, handler):
    for _ in range(13):
        ReportFactory(desk=handler.agency)

    assert "3 more" in page(handler)
    assert page(handler, "/?show=all").count('href="/reports/R-') == 13


def test_an_empty_desk_is_good_news(page):
    assert "Nothing waits for you." in page(person_as("administrator"))


def test_more_reports_take_no_more_queries(reading, handler):
    ReportFactory(desk=handler.agency)
    client = reading(handler)
    client.get("/")  # a first page also begins the session

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        return len(queries)

    one = asked()
    for _ in range(8):
        ReportFactory(desk=handler.agency)

    assert asked() == one


def test_the_lists_of_a_desk_are_in_the_ledger(page, handler):
    ReportFactory(desk=handler.agency)

    page(handler)

    assert "waiting: reports" in Entry.objects.filter(actor=handler.pk).values_list("asked", flat=True)


@mark.parametrize("role", [role for role in Role if role not in ("call handler", "visiting partner")])
def test_a_report_is_on_no_other_desk(role, page):
    report = ReportFactory(what="Four men sleep behind it.")

    html = page(person_as(role))

    assert report.ref not in html


@mark.parametrize("role", Role)
def test_a_person_in_care_is_on_no_other_desk(role, page):
    case = CaseFactory()

    assert case.ref not in page(person_as(role))


# Notices -------------------------------------------------------------------------


def test_a_notice_stands_above_everything_until_it_is_answered(reading, page, handler):
    report = ReportFactory(desk=handler.agency, level="red")
    notice_of(report)
    assert "Danger now" in page(handler)

    reading(handler).post(f"/answer/{report.ref}")

    html = page(handler)
    assert "I am answering" not in html
    assert Notice.objects.get().answered_by == handler.pk


def test_answering_leads_to_the_report(reading, handler):
    report = ReportFactory(desk=handler.agency, level="red")
    notice_of(report)

    assert reading(handler).post(f"/answer/{report.ref}").url == f"/reports/{report.ref}"


def test_a_flood_is_told_of_as_a_flood_and_after_danger_now(reading, page, handler):
    notice_of(ReportFactory(desk=handler.agency, held=True))
    assert "Danger now" not in page(handler)
    assert "More reports come than people write" in page(handler)

    notice_of(ReportFactory(desk=handler.agency, level="red"))

    assert "Danger now: a report needs you" in page(handler)


def test_what_is_added_to_a_report_without_danger_is_no_alarm(reading, page, handler):
    report = ReportFactory(desk=handler.agency)
    notice_of(report)

    assert "Danger now" not in page(handler)
    assert 'class="band calm"' in page(handler)
    assert reading(handler).post(f"/answer/{report.ref}").url == f"/reports/{report.ref}"


def test_what_a_handler_gave_to_the_duty_desk_is_an_alarm_whatever_its_level(page, handler):
    report = ReportFactory(desk=handler.agency, level="amber")
    HandOver.objects.create(report=report, desk=report.desk, to=HandOver.To.DUTY_DESK, by=handler, at=NOW)
    notice_of(report)

    assert "Danger now: a report needs you" in page(handler)


def test_a_report_that_the_duty_may_not_read_is_an_alarm(page, handler):
    notice_of(ReportFactory(level="amber"))

    assert "Danger now: a report needs you" in page(handler)


def test_answering_a_flood_leads_to_what_is_held(reading, page, handler):
    report = ReportFactory(desk=handler.agency, held=True)
    notice_of(report)

    assert reading(handler).post(f"/answer/{report.ref}").url == "/reports/held"
    assert "More reports come than people write" not in page(handler)


def test_a_notice_goes_when_the_report_has_been_taken(page, handler):
    report = ReportFactory(desk=handler.agency, level="red", state="taken", taken_by=handler, taken_at=NOW)
    notice_of(report)

    assert "I am answering" not in page(handler)


def test_the_second_to_answer_learns_that_a_colleague_was_quicker(handler):
    notice = notice_of(ReportFactory(desk=handler.agency))
    answer(notice, by=handler, at=NOW)

    with raises(WrongStep):
        answer(notice, by=person_as("call handler", agency=handler.agency), at=NOW + timedelta(minutes=1))

    assert Notice.objects.get().answered_by == handler.pk


@mark.parametrize("role", ["analyst", "visiting officer", "administrator", "oversight"])
def test_a_notice_is_for_its_duty_alone(role, page, reading):
    report = ReportFactory()
    notice = notice_of(report)
    other = person_as(role)

    assert "Danger now" not in page(other)
    assert reading(other).post(f"/answer/{report.ref}").status_code == 404
    with raises(Refused):
        answer(notice, by=other, at=NOW)


def test_a_duty_elsewhere_is_not_called(page):
    notice_of(ReportFactory())

    assert "Danger now" not in page(person_as("call handler", area=AreaFactory(code="gwent")))


def test_an_answer_is_in_the_ledger(handler):
    notice = notice_of(ReportFactory(desk=handler.agency))

    answer(notice, by=handler, at=NOW)

    assert Entry.objects.filter(verb="answer", record=notice.pk, actor=handler.pk).exists()


def test_danger_stands_before_what_only_waits_and_counts_reports_alone(page, handler):
    asked = Notice.objects.create(
        duty=duty(Role.CALL_HANDLER, AreaFactory()), subject="SG-2222-2222", sent_at=NOW - timedelta(days=1)
    )
    assert 'class="band calm"' in page(handler)

    notice_of(ReportFactory(desk=handler.agency, level="red"))

    html = page(handler)
    assert "Danger now: a report needs you" in html
    assert 'class="band"' in html
    assert asked.subject not in html


def test_a_notice_is_not_answered_by_looking(reading, handler):
    notice_of(ReportFactory(desk=handler.agency))

    assert reading(handler).get(f"/answer/{Notice.objects.get().subject}").status_code == 405


# Looking something up --------------------------------------------------------------


@mark.parametrize("typed", ["{ref}", "{lower}", " {bare} "])
def test_a_reference_leads_to_its_page_however_it_is_typed(typed, reading, handler):
    ref = ReportFactory(desk=handler.agency).ref
    words = typed.format(ref=ref, lower=ref.lower(), bare=ref.replace("-", " "))

    assert reading(handler).post("/find", {"q": words}).url == f"/reports/{ref}"


def test_hidden_and_absent_are_the_same_words(reading, handler):
    hidden = CaseFactory().ref

    pages = []
    for words in (hidden, "C-2222-2222"):
        html = reading(handler).post("/find", {"q": words}).content.decode()
        pages.append(re.sub(r'csrfmiddlewaretoken" value="\w+"', "", html).replace(words, "-"))

    assert pages[0] == pages[1]
    assert "Nothing found that you may see" in pages[0]


@mark.parametrize(
    ("role", "words", "offered"),
    [
        ("auditor", "R-2222-2222", "R-2222-2222"),
        ("auditor", " l2222 2222 ", "L-2222-2222"),
        ("investigator", "R-2222-2222", "R-2222-2222"),
        ("investigator", "O-2222-2222", ""),
        ("oversight", "R-2222-2222", ""),
        ("call handler", "R-2222-2222", ""),
        ("auditor", "Y-2222-2222", ""),
        ("auditor", "Lancaster", ""),
        ("auditor", "", ""),
    ],
)
def test_whoever_finds_nothing_and_may_ask_to_see_such_a_record_is_led_there(role, words, offered, reading):
    html = reading(person_as(role)).post("/find", {"q": words}).text

    assert re.findall(r'href="/trust/sights\?ref=([^"]*)"', html) == ([offered] if offered else [])


@mark.parametrize("words", ["Wingrove", "Bridge Street", "NE4 9BX", "ne49bx"])
def test_a_place_is_found_by_name_street_and_postcode(words, reading):
    PremisesFactory(name="Hand car wash, Wingrove", street="Bridge Street", postcode="NE4 9BX")

    html = reading(person_as("analyst")).post("/find", {"q": words}).content.decode()

    assert "One place found" in html
    assert "Hand car wash, Wingrove" in html


@mark.parametrize(
    "role", ["visiting officer", "safeguarding coordinator", "investigator", "oversight", "administrator"]
)
def test_a_place_that_may_not_be_seen_is_not_found(role, reading):
    PremisesFactory(name="Hand car wash, Wingrove")

    html = reading(person_as(role)).post("/find", {"q": "Wingrove"}).content.decode()

    assert "Nothing found that you may see" in html
    assert "Hand car wash" not in html


def test_a_place_elsewhere_is_not_found(reading):
    PremisesFactory(name="Hand car wash, Wingrove")

    elsewhere = person_as("analyst", area=AreaFactory(code="gwent"))

    assert "One place found" not in reading(elsewhere).post("/find", {"q": "Wingrove"}).content.decode()


@mark.parametrize("words", ["", "   ", "P-2222-2222", "x" * 900, "<script>alert(1)</script>", "C-"])
def test_anything_may_be_typed(words, reading, handler):
    answer = reading(handler).post("/find", {"q": words})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_the_empty_page_asks_again(page, handler):
    html = page(handler, "/find")

    assert "A reference looks like" in html


def test_looking_is_in_the_ledger_without_the_words(reading, handler):
    reading(handler).post("/find", {"q": "Wingrove Avenue"})

    asked = " ".join(Entry.objects.filter(actor=handler.pk).values_list("asked", flat=True))
    assert "places by words" in asked
    assert "Wingrove" not in asked


def test_every_kind_of_reference_has_a_page_or_none_on_purpose():
    without = {"PK", "CG"}  # what somebody signs in with is on their own page alone
    without |= {"HD", "DY"}  # a hold stands on the page of its review, a decoy on no page but the auditors' list

    assert set(kinds()) - set(PAGES) == without
    assert set(PAGES) <= set(kinds())


@mark.parametrize("prefix", [prefix for prefix, found in PAGES.items() if not found.through])
def test_every_page_of_the_table_is_an_address(prefix):
    assert resolve(reverse(PAGES[prefix].name, args=[f"{prefix}-2222-2222"]))


def test_no_two_kinds_share_their_letters():
    fields = [field for model in apps.get_models() for field in model._meta.fields if isinstance(field, ReferenceField)]

    assert len({field.prefix for field in fields}) == len(fields)


def test_what_is_shown_through_another_record_leads_there(reading):
    followed, worker = STORIES["follow-ups"]()

    assert reading(worker).post("/find", {"q": followed.ref}).url == f"/safeguarding/{followed.case.ref}"


def test_a_look_through_a_hidden_record_finds_nothing(reading):
    followed, _ = STORIES["follow-ups"]()

    assert reading(person_as("analyst")).post("/find", {"q": followed.ref}).status_code == 200
    with acting_as(person_as("analyst")):
        assert not type(followed).objects.exists()
