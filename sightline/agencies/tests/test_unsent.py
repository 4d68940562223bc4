"""What was typed outlives the session: it waits in the browser, sealed, for whoever typed it."""

import re
import time

from django.test import Client, RequestFactory
from pytest import fixture, mark

from sightline.agencies.models import Account, Session
from sightline.agencies.tests.factories import person_as
from sightline.agencies.unsent import LASTS_FOR, MOST, Unsent
from sightline.ledger.models import Entry
from sightline.reports.models import Report
from sightline.reports.tests.factories import ReportFactory

pytestmark = mark.django_db

OURS = {"Sec-Fetch-Site": "same-origin"}
WORDS = "The van comes at closing time.\nTwo men get in."


def signed_up(role, name, **held):
    """A person with an account of that name."""
    person = person_as(role, **held)
    Account.objects.create(id=person.pk, name=name)
    return person


@fixture
def handler():
    return signed_up("call handler", "gemma")


@fixture
def report(handler):
    return ReportFactory(desk=handler.agency)


@fixture
def browser(handler):
    """A browser that asks for tokens as in service, in which the handler has opened a page."""
    browser = Client(enforce_csrf_checks=True, headers=OURS)
    browser.force_login(Account.objects.get(pk=handler.pk))
    browser.get("/")
    return browser


def hidden(answer, name):
    """The value of a hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    return found.group(1) if found else ""


def signs_in(browser, name):
    """Sign in in another window of the same browser."""
    browser.force_login(Account.objects.get(name=name))
    browser.get("/")


def goes_on(browser, answer):
    """Press the button of the page in which it waits."""
    token = hidden(answer, "csrfmiddlewaretoken")
    return browser.post("/sign/go-on", {"unsent": hidden(answer, "unsent"), "csrfmiddlewaretoken": token})


def closes(browser, report, token=""):
    """Send the form that closes a report."""
    said = {"closed_as": "other", "why": WORDS, "csrfmiddlewaretoken": token}
    return browser.post(f"/reports/{report.ref}/close", said)


def test_what_was_sent_without_a_session_waits_sealed_in_a_page_and_nothing_is_stored(browser, report):
    Session.objects.all().delete()

    answer = closes(browser, report)

    assert answer.status_code == 401
    assert b"You were signed out before this was sent" in answer.content
    assert "The van" not in answer.content.decode()
    assert hidden(answer, "unsent")
    assert Report.objects.get().state == "received"


def test_after_signing_in_it_is_shown_and_can_be_sent(browser, report):
    Session.objects.all().delete()
    answer = closes(browser, report)
    signs_in(browser, "gemma")

    again = goes_on(browser, answer)

    assert b"The van comes at closing time.<br>Two men get in." in again.content
    assert closes(browser, report, hidden(again, "csrfmiddlewaretoken")).status_code == 302
    assert Report.objects.get().state == "closed"


def test_whoever_is_not_signed_in_yet_is_asked_again_and_it_still_waits(browser, report):
    Session.objects.all().delete()
    answer = closes(browser, report)

    again = goes_on(browser, answer)

    assert again.status_code == 401
    assert hidden(again, "unsent") == hidden(answer, "unsent")


def test_it_opens_for_nobody_else(browser, report):
    signed_up("call handler", "martin", agency=report.desk)
    Session.objects.all().delete()
    answer = closes(browser, report)
    signs_in(browser, "martin")

    theirs = goes_on(browser, answer)

    assert b"not here any more" in theirs.content
    assert b"The van" not in theirs.content


def test_a_browser_that_does_not_know_who_was_there_says_so_and_keeps_nothing(browser, report):
    browser.cookies.clear()

    answer = closes(browser, report)

    assert answer.status_code == 401
    assert b"we cannot tell whose it is" in answer.content
    assert not hidden(answer, "unsent")


def test_only_a_page_of_ours_opens_what_waits(browser, report):
    sealed = Unsent(str(report.pk), "/", []).sealed()

    answer = browser.post("/sign/go-on", {"unsent": sealed}, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert browser.get("/sign/go-on").status_code == 405


@mark.parametrize("site", [None, "cross-site", "same-site", "none"])
def test_what_no_page_of_ours_sent_is_not_carried_into_a_session(site, browser, report):
    Session.objects.all().delete()
    browser.defaults.pop("HTTP_SEC_FETCH_SITE", None)

    answer = browser.post(
        f"/reports/{report.ref}/close", {"why": WORDS}, headers={"Sec-Fetch-Site": site} if site else {}
    )

    assert (answer.status_code, answer.content) == (302, b"")


def test_a_page_from_before_signing_in_again_shows_what_was_typed_and_stores_nothing(browser, report):
    stale = hidden(browser.get("/"), "csrfmiddlewaretoken")
    Session.objects.all().delete()
    signs_in(browser, "gemma")

    answer = closes(browser, report, stale)

    assert answer.status_code == 403
    assert b"This has not been sent yet" in answer.content
    assert b"The van comes at closing time." in answer.content
    assert Report.objects.get().state == "received"
    assert Entry.objects.filter(act="refuse").count() == 1


def test_a_form_of_another_site_gets_a_plain_page_and_none_of_its_words(browser, report):
    answer = browser.post(f"/reports/{report.ref}/close", {"why": WORDS}, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert b"not sent from one of our pages" in answer.content
    assert b"The van" not in answer.content


def test_a_sign_in_page_that_lay_open_too_long_says_so(browser):
    Session.objects.all().delete()

    answer = browser.post("/sign/in", {"name": "gemma", "csrfmiddlewaretoken": "a" * 64})

    assert answer.status_code == 403
    assert b"open for too long" in answer.content


# What is sealed ------------------------------------------------------------------


def unsent(person, words=WORDS):
    return Unsent(str(person.pk), "/reports/R-2222-2222/close", [["why", words]])


def test_what_is_sealed_comes_back_as_it_was_in_every_script(handler):
    told = unsent(handler, "Người ta giữ hộ chiếu.\r\nأخذوا الجوازات. 🚐")

    assert Unsent.opened(told.sealed(), handler) == told


def test_a_seal_hides_the_words(handler):
    assert "van" not in unsent(handler).sealed()


@mark.parametrize("text", ["x", "gAAAA", "é", "\x00", " "])
def test_what_we_did_not_seal_does_not_open(text, handler):
    assert Unsent.opened(text, handler) is None


def test_what_was_changed_on_the_way_does_not_open(handler):
    sealed = unsent(handler).sealed()

    assert Unsent.opened(sealed[:30] + ("A" if sealed[30] != "A" else "B") + sealed[31:], handler) is None


def test_it_opens_for_half_an_hour(handler, monkeypatch):
    sealed, now = unsent(handler).sealed(), time.time()

    monkeypatch.setattr(time, "time", lambda: now + LASTS_FOR - 5)
    assert Unsent.opened(sealed, handler)
    monkeypatch.setattr(time, "time", lambda: now + LASTS_FOR + 5)
    assert Unsent.opened(sealed, handler) is None


def test_what_is_nobodys_or_too_long_is_not_sealed(handler):
    assert Unsent("", "/", []).sealed() == ""
    assert unsent(handler, "x" * MOST).sealed() == ""


def test_several_answers_of_one_name_stay_and_the_token_goes():
    request = RequestFactory(headers=OURS).post(
        "/a?b=c", {"signs": ["debt", "threats"], "csrfmiddlewaretoken": "t", "why": "A few words"}
    )

    told = Unsent.of(request)

    assert told.address == "/a?b=c"
    assert told.answers == [["signs", "debt"], ["signs", "threats"], ["why", "A few words"]]
    assert told.words == ["A few words"]


def test_reading_a_page_leaves_nothing_to_send():
    assert Unsent.of(RequestFactory(headers=OURS).get("/")) is None


def test_the_browser_keeps_who_was_there_where_no_script_and_no_other_site_reads_it(browser, handler):
    kept = browser.cookies["last-here"]

    assert str(handler.pk) in kept.value
    assert (kept["httponly"], kept["samesite"], kept["max-age"]) == (True, "Strict", "")
