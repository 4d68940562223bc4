"""Sessions end by themselves, by their owner, and when their owner's roles change; their number is not kept."""

import time
from datetime import UTC, datetime, timedelta

from django.contrib.auth import SESSION_KEY
from pytest import approx, fixture, mark

from sightline.agencies.actions import end_grant
from sightline.agencies.models import Account, Grant, Session
from sightline.agencies.sessions import IDLE_FOR, LONGEST, SessionStore, begin, kept
from sightline.agencies.tests.factories import GrantFactory, person_as
from sightline.agencies.tests.factories_of_sign_in import sessions_of
from sightline.ledger.models import Entry

pytestmark = mark.django_db

PAGE = "/figures/"


@fixture
def analyst():
    return person_as("analyst")


@fixture
def browser(client, analyst):
    client.force_login(Account.objects.create(id=analyst.pk, name="ruth"))
    client.get(PAGE)
    return client


def change(browser, **values):
    """Let the session of that browser say something else."""
    session = browser.session
    session.update(values)
    session.save()


def is_in(browser) -> bool:
    """Whether a page of the house opens."""
    return browser.get(PAGE).status_code == 200


def test_the_database_keeps_a_mark_of_the_number_and_not_the_number(browser):
    number = browser.cookies["session"].value
    row = Session.objects.get()

    assert row.session_key == kept(number)
    assert number not in str(vars(row))


def test_what_is_in_the_database_is_no_cookie(browser, client):
    client.cookies["session"] = Session.objects.get().session_key

    assert not is_in(client)


def test_a_session_says_whose_it_is(browser, analyst):
    assert Session.objects.get().account == analyst.pk


def test_a_session_lasts_a_quarter_of_an_hour_from_when_it_was_seen(browser):
    row = Session.objects.get()

    assert row.expire_date - row.seen_at == IDLE_FOR == timedelta(minutes=15)


def test_a_session_that_was_not_used_for_a_quarter_of_an_hour_has_ended(browser):
    Session.objects.update(expire_date=datetime.now(UTC) - timedelta(seconds=1))

    assert not is_in(browser)


def test_use_lengthens_it_a_minute_at_a_time(browser):
    change(browser, seen=time.time() - 61)
    before = Session.objects.get().expire_date

    is_in(browser)
    after = Session.objects.get().expire_date
    is_in(browser)

    assert (after - before).total_seconds() == approx(61, abs=5)
    assert Session.objects.get().expire_date == after


def test_however_it_is_used_it_ends_after_twelve_hours(browser):
    began = time.time() - LONGEST.total_seconds() + 5
    change(browser, began=began, seen=time.time() - 61)

    is_in(browser)

    ends = Session.objects.get().expire_date.timestamp()
    assert ends == approx(began + 12 * 3600, abs=1)


def test_a_session_may_have_a_shorter_idle_time(rf):
    request = rf.get("/")
    request.session = SessionStore()
    begin(request, "passkey", timedelta(minutes=2))
    request.session.save()

    row = Session.objects.get()
    assert row.expire_date - row.seen_at == timedelta(minutes=2)
    assert row.way == "passkey"


def test_a_role_that_is_given_ends_the_session_in_the_next_request(browser, analyst):
    GrantFactory(person=analyst, role="oversight")

    answer = browser.get(PAGE)

    assert answer["Location"].startswith("/sign/in?next=")
    assert sessions_of(analyst) == 0
    assert Entry.objects.get(act="logout").verb == "roles changed"


def test_a_role_that_is_ended_ends_it_too(browser, analyst):
    administrator = person_as("administrator")
    end_grant(Grant.objects.get(person=analyst), by=administrator, at=datetime.now(UTC) - timedelta(hours=1))

    assert not is_in(browser)


def test_a_role_that_runs_out_by_itself_ends_it(browser, analyst):
    Grant.objects.filter(person=analyst).update(until=datetime.now(UTC) - timedelta(seconds=1))

    assert not is_in(browser)


def test_a_role_of_somebody_else_does_not(browser):
    GrantFactory(role="oversight")

    assert is_in(browser)


def test_an_account_that_is_closed_ends_it(browser):
    Account.objects.update(is_active=False)

    assert not is_in(browser)


def test_a_password_that_was_changed_ends_it(browser):
    account = Account.objects.get()
    account.set_password("quite another word")
    account.save()

    assert not is_in(browser)


def test_a_session_that_nobody_signed_in_to_is_nobodys():
    session = SessionStore()
    session["next"] = "/figures/"
    session.save()

    assert Session.objects.get().account is None
    assert SESSION_KEY not in SessionStore(session.session_key).load()


def test_a_session_that_was_deleted_is_gone(browser):
    browser.session.delete()

    assert not Session.objects.exists()
    assert not SessionStore().exists(browser.cookies["session"].value)
