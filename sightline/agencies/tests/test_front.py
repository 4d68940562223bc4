"""What stands around every page: who acts, what is kept of a request that fails, and what the ledger hears of it."""

import uuid

from django.db import connection
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import path
from pytest import fixture, mark

from sightline.agencies.models import Account, Grant
from sightline.agencies.reader import Public, Reader
from sightline.agencies.tests.factories import person_as
from sightline.config.addresses import addresses
from sightline.kit.acting import reader, request_id, where_we_are
from sightline.kit.models import Notice
from sightline.kit.refusals import Refused, Unopened, WrongStep
from sightline.ledger.acts import Taken
from sightline.ledger.finding import find
from sightline.ledger.models import Entry
from sightline.reports.models import Report
from sightline.reports.tests.factories import ReportFactory

pytestmark = mark.django_db


def leave_a_mark(request):
    """Store something, as a page that acts would."""
    Notice.objects.create(duty="call handler@nowhere", subject="R-2222-2222", sent_at=request.now)


def write_and(error):
    """A page that stores something and then fails like that."""

    def page(request):
        leave_a_mark(request)
        if isinstance(error, HttpResponse):
            return error
        raise error

    return page


def write(request):
    leave_a_mark(request)
    return HttpResponse("kept")


def whoami(request):
    role, _ = where_we_are()
    return HttpResponse(f"{reader()} {role} {getattr(request.person, 'name', 'nobody')} {request.now.tzinfo}")


def look(request, ref):
    return HttpResponse(find(Report, ref).ref)


def look_twice(request, ref):
    find(Report, ref)
    return look(request, ref)


def look_and_fall(request, ref):
    find(Report, ref)
    raise ZeroDivisionError


def break_the_transaction(request):
    leave_a_mark(request)
    with connection.cursor() as cursor:
        cursor.execute("select 1 / 0")


def stream(request):
    return StreamingHttpResponse(["row by row"])


def report():
    """A record to refuse an act on."""
    return Report(door="call", level="routine")


urlpatterns = [
    *addresses("urls"),
    path("t/write", write),
    path("t/whoami", whoami),
    path("t/look/<str:ref>", look),
    path("t/look-twice/<str:ref>", look_twice),
    path("t/look-and-fall/<str:ref>", look_and_fall),
    path("t/stream", stream),
    path("t/absent", write_and(Http404())),
    path("t/fall", write_and(ZeroDivisionError())),
    path("t/database", break_the_transaction),
    path("t/refused", write_and(Refused("take", report()))),
    path("t/late", write_and(WrongStep("take", report()))),
    path("t/taken", write_and(Taken("This is already stored."))),
    path("t/unopened", write_and(Unopened("The sealing key of this process is not the one that was used."))),
    path("t/wrong", write_and(HttpResponse("what you sent is not a file", status=400))),
]

FAILING = {
    "absent": 404,
    "fall": 500,
    "database": 500,
    "refused": 403,
    "late": 409,
    "taken": 409,
    "unopened": 503,
    "wrong": 400,
}


@fixture(autouse=True)
def _pages(settings):
    settings.ROOT_URLCONF = __name__


@fixture
def handler():
    return person_as("call handler")


@fixture
def browser(client, handler):
    """A browser of a call handler who has signed in."""
    client.force_login(Account.objects.create(id=handler.pk, name="invented"))
    client.raise_request_exception = False
    return client


def test_a_page_acts_as_whoever_signed_in_through_the_working_role(browser, handler):
    answer = browser.get("/t/whoami")

    assert answer.content.decode() == f"{handler.pk} sl_staff {handler.name} UTC"


def test_after_the_page_nobody_acts(browser):
    before = where_we_are()

    browser.get("/t/whoami")

    assert where_we_are() == before


def test_what_a_page_stored_is_kept(browser):
    assert browser.post("/t/write").status_code == 200
    assert Notice.objects.count() == 1


@mark.parametrize(("page", "status"), FAILING.items())
def test_a_request_that_fails_keeps_nothing_and_leaves_one_line(page, status, browser, handler):
    answer = browser.post(f"/t/{page}")

    assert answer.status_code == status
    assert Notice.objects.count() == 0
    entry = Entry.objects.get(act="refuse")
    assert (entry.actor, entry.outcome) == (handler.pk, str(status))


def test_after_a_request_that_failed_the_next_one_is_fine(browser):
    browser.post("/t/database")

    assert browser.post("/t/write").status_code == 200
    assert Notice.objects.count() == 1


def test_a_refused_act_is_named_in_the_ledger_by_its_verb_and_kind(browser):
    browser.post("/t/refused")

    entry = Entry.objects.get(act="refuse")
    assert (entry.verb, entry.kind) == ("take", "reports.Report")


def test_an_address_that_is_not_there_is_noted_without_what_was_typed(browser):
    browser.get("/no-such-page/with-a-name-in-it")

    row = str(Entry.objects.values().get(act="refuse"))
    assert "no such address" in row
    assert "with-a-name" not in row


@mark.parametrize(
    ("page", "words"),
    [("absent", "There is nothing here"), ("refused", "You may not do this"), ("late", "<h1"), ("taken", "<h1")],
)
def test_a_failure_that_is_nobodys_mistake_has_a_plain_page(page, words, browser):
    html = browser.post(f"/t/{page}").content.decode()

    assert words in html
    assert "Traceback" not in html


def test_an_error_shows_nothing_of_itself(browser):
    html = browser.post("/t/database").content.decode()

    assert "division" not in html
    assert "Traceback" not in html


def test_a_page_that_would_be_read_after_its_transaction_is_refused(browser):
    assert browser.get("/t/stream").status_code == 500


def test_a_look_is_one_line_that_carries_the_request(browser, handler):
    ref = ReportFactory(desk=handler.agency).ref

    browser.get(f"/t/look/{ref}")

    entry = Entry.objects.get(act="consult")
    assert entry.request is not None
    assert request_id.get() is None


def test_every_look_is_noted_and_looks_of_one_page_share_their_request(browser, handler):
    ref = ReportFactory(desk=handler.agency).ref

    browser.get(f"/t/look-twice/{ref}")
    browser.get(f"/t/look/{ref}")

    looks = list(Entry.objects.filter(act="consult").values_list("request", flat=True))
    assert len(looks) == 3
    assert len(set(looks)) == 2


def test_asking_for_the_headers_of_a_record_is_a_look_too(browser, handler):
    ref = ReportFactory(desk=handler.agency).ref

    answer = browser.head(f"/t/look/{ref}")

    assert (answer.status_code, answer.content) == (200, b"")
    assert Entry.objects.filter(act="consult").count() == 1


def test_a_look_at_what_is_hidden_is_a_refusal_in_the_ledger(browser):
    hidden = ReportFactory()

    answer = browser.get(f"/t/look/{hidden.ref}")

    assert answer.status_code == 404
    assert [entry.act for entry in Entry.objects.all()] == ["refuse"]


def test_what_is_fetched_ahead_is_no_look(browser, handler):
    ref = ReportFactory(desk=handler.agency).ref

    answer = browser.get(f"/t/look/{ref}", headers={"Sec-Purpose": "prefetch"})

    assert answer.status_code == 503
    assert not Entry.objects.exists()


def test_without_a_line_in_the_ledger_there_is_no_page(browser, handler):
    ref = ReportFactory(desk=handler.agency).ref
    with connection.cursor() as cursor:
        cursor.execute("revoke execute on function priv.note(jsonb) from sl_staff")

    answer = browser.get(f"/t/look/{ref}")

    assert answer.status_code == 500
    assert ref not in answer.content.decode()


def test_a_page_that_fell_over_gives_nothing_away_of_what_was_found(browser, handler):
    found = ReportFactory(desk=handler.agency)

    answer = browser.get(f"/t/look-and-fall/{found.ref}")

    assert answer.status_code == 500
    assert found.ref not in answer.content.decode()


def test_whose_role_has_ended_still_signs_in_and_sees_nothing(browser, handler):
    ref = ReportFactory(desk=handler.agency).ref
    Grant.objects.filter(person=handler).update(until="2016-01-01T00:00Z")

    assert browser.get("/t/whoami").status_code == 200
    assert browser.get(f"/t/look/{ref}").status_code == 404


def test_whose_account_was_closed_is_a_stranger(browser, handler):
    Account.objects.filter(pk=handler.pk).update(is_active=False)

    assert browser.get("/t/whoami")["Location"].startswith("/sign/in")


def test_a_session_somebody_made_up_is_a_stranger(client):
    client.cookies["session"] = uuid.uuid4().hex

    assert client.get("/t/whoami")["Location"].startswith("/sign/in")


# The public front ----------------------------------------------------------------------------------------


@fixture
def open_front(public, settings):
    """The public front with the pages of this file."""
    settings.ROOT_URLCONF = __name__
    public.raise_request_exception = False
    return public


def test_on_the_public_front_nobody_acts_through_its_own_role(open_front):
    assert open_front.get("/t/whoami").content.decode() == "None sl_public nobody UTC"


@mark.parametrize(("page", "status"), FAILING.items())
def test_a_public_request_that_fails_keeps_nothing_and_tells_the_ledger_nothing(page, status, open_front):
    answer = open_front.post(f"/t/{page}")

    assert answer.status_code == status
    assert Notice.objects.count() == 0
    assert not Entry.objects.exists()


def test_what_the_public_stored_is_kept(open_front):
    assert open_front.post("/t/write").status_code == 200
    assert Notice.objects.count() == 1


def test_a_session_means_nothing_on_the_public_front(browser, open_front):
    open_front.cookies = browser.cookies

    assert open_front.get("/t/whoami").content.decode().startswith("None sl_public")


@mark.parametrize("front", [Reader, Public])
def test_an_error_of_ours_is_left_to_be_found(front):
    assert front(lambda request: None).process_exception(None, ZeroDivisionError()) is None


def test_what_cannot_be_opened_is_a_plain_page_without_content(client):
    client.force_login(Account.objects.create(id=person_as("call handler").pk, name="unopened"))

    page = client.get("/t/unopened")

    assert "What you asked for is kept sealed" in page.content.decode()
    assert "sealing key of this process" not in page.content.decode()
