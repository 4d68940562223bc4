"""Before what is most sensitive the reader confirms that it is them, and goes on with what was typed."""

import time

from django.db import connection
from django.http import HttpResponse
from django.urls import path
from pytest import fixture, mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import person_as
from sightline.config.addresses import addresses
from sightline.kit.acting import confirmed_now
from sightline.kit.confirming import once_confirmed
from sightline.kit.models import Notice
from sightline.kit.refusals import Unconfirmed
from sightline.ledger.models import Entry

pytestmark = mark.django_db


def whether(request):
    return HttpResponse(str(confirmed_now()))


@once_confirmed
def sensitive(request):
    return HttpResponse(f"the sensitive page, {request.method}")


def act(request):
    """Store something, then find that the reader must confirm first."""
    Notice.objects.create(duty="call handler@nowhere", subject="R-2222-2222", sent_at=request.now)
    if not confirmed_now():
        raise Unconfirmed("release")
    return HttpResponse(f"released, {request.POST.getlist('why')}")


urlpatterns = [
    *addresses("urls"),
    path("t/whether", whether),
    path("t/sensitive", sensitive),
    path("t/act", act),
]


@fixture(autouse=True)
def _pages(settings):
    settings.ROOT_URLCONF = __name__


@fixture
def commander():
    return person_as("operation commander")


@fixture
def browser(client, commander):
    """A browser of a commander who signed in a while ago."""
    client.force_login(Account.objects.create(id=commander.pk, name="invented"))
    return client


@fixture
def demonstration(settings):
    settings.DEMONSTRATION = True


def confirm_until(client, moment: float) -> None:
    """Let the session say until when its person is confirmed."""
    session = client.session
    session["confirmed_until"] = moment
    session.save()


@mark.parametrize(("left", "counts"), [(60, "True"), (-1, "False")])
def test_the_database_hears_until_when_the_session_is_confirmed(left, counts, browser):
    confirm_until(browser, time.time() + left)

    assert browser.get("/t/whether").content.decode() == counts


def test_a_session_that_confirmed_nothing_is_not(browser):
    assert browser.get("/t/whether").content.decode() == "False"


def test_a_sensitive_page_asks_before_it_looks_anything_up(browser):
    with connection.execute_wrapper(no_query_of("reports")):
        answer = browser.get("/t/sensitive")

    html = answer.content.decode()
    assert answer.status_code == 403
    assert "Confirm that it is you" in html
    assert "the sensitive page" not in html


def no_query_of(table: str):
    def wrapper(execute, sql, params, many, context):
        assert table not in sql
        return execute(sql, params, many, context)

    return wrapper


def test_within_five_minutes_it_does_not_ask(browser):
    confirm_until(browser, time.time() + 299)

    assert browser.get("/t/sensitive").content == b"the sensitive page, GET"


def test_an_act_that_must_be_confirmed_keeps_nothing_and_shows_the_asking_page(browser, demonstration):
    answer = browser.post("/t/act", {"why": ["two arrests", "one charge"]})

    html = answer.content.decode()
    assert answer.status_code == 403
    assert Notice.objects.count() == 0
    assert '<input type="hidden" name="why" value="two arrests">' in html
    assert '<input type="hidden" name="why" value="one charge">' in html


def test_the_ledger_notes_that_it_was_asked(browser, commander):
    browser.post("/t/act", {"why": "two arrests"})

    entry = Entry.objects.get(act="refuse")
    assert (entry.actor, entry.verb) == (commander.pk, "release")
    assert "arrests" not in str(vars(entry))


def test_in_the_demonstration_one_click_stands_for_the_factor_and_says_so(browser, demonstration):
    html = browser.get("/t/sensitive").content.decode()

    assert "In service you would touch your passkey" in html
    assert 'name="confirm-shown"' in html


def test_what_was_typed_goes_on_by_itself_once_confirmed(browser, demonstration):
    typed = {"why": "two arrests"}
    shown = {**typed, "confirm-onward": "/t/act", "confirm-sent": "yes", "confirm-shown": "yes"}

    answer = browser.post("/sign/confirm", shown, follow=True)

    assert answer.redirect_chain == [("/t/act", 307)]
    assert answer.content.decode() == "released, ['two arrests']"
    assert Notice.objects.count() == 1


def test_a_page_that_was_asked_for_is_opened_once_confirmed(browser, demonstration):
    answer = browser.post("/sign/confirm", {"confirm-onward": "/t/sensitive", "confirm-shown": "yes"}, follow=True)

    assert answer.redirect_chain == [("/t/sensitive", 302)]
    assert answer.content == b"the sensitive page, GET"


def test_confirming_gives_the_session_a_new_number_and_is_in_the_ledger(browser, commander, demonstration):
    before = browser.cookies["session"].value

    browser.post("/sign/confirm", {"confirm-shown": "yes"})

    assert browser.cookies["session"].value != before
    entry = Entry.objects.get(verb="confirm")
    assert (entry.act, entry.actor) == ("login", commander.pk)


@mark.parametrize("to", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "/sign/out", ""])
def test_it_leads_nowhere_but_to_a_page_of_ours_and_sends_nothing_there(to, browser, demonstration):
    answer = browser.post("/sign/confirm", {"confirm-onward": to, "confirm-sent": "yes", "confirm-shown": "yes"})

    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_outside_the_demonstration_a_click_confirms_nothing(browser):
    browser.post("/sign/confirm", {"confirm-onward": "/t/whether", "confirm-shown": "yes"})

    assert browser.get("/t/whether").content.decode() == "False"


def test_a_stranger_confirms_nothing(client, demonstration):
    answer = client.post("/sign/confirm", {"confirm-shown": "yes"})

    assert (answer.status_code, answer["Location"]) == (302, "/sign/in")


def test_a_link_confirms_nothing(browser, demonstration):
    assert browser.get("/sign/confirm").status_code == 405
