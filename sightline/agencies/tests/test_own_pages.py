"""A person's own page: what they sign in with and where; nobody else's, and each change confirmed and in the ledger."""

from html import unescape
from uuid import uuid4

import pyotp
from django.test import Client
from django.utils import timezone
from pytest import fixture, mark

from sightline.agencies import actions, codes
from sightline.agencies.models import CodeGenerator, CodeSecret, Passkey, Session
from sightline.agencies.sessions import kept
from sightline.agencies.tests.authenticator import Authenticator
from sightline.agencies.tests.factories import person_as
from sightline.agencies.tests.factories_of_sign_in import (
    SECRET,
    account_of,
    colleagues_of,
    confirmed,
    key_of,
    sessions_of,
    telephone_of,
)
from sightline.ledger.models import Entry

pytestmark = mark.django_db


@fixture
def ruth():
    return person_as("analyst")


@fixture
def account(ruth):
    return account_of(ruth, "ruth")


def signed_in(account) -> Client:
    """A browser in which that account is signed in."""
    client = Client()
    client.force_login(account)
    return client


@fixture
def browser(account):
    return confirmed(signed_in(account))


@fixture
def unconfirmed(account):
    return signed_in(account)


def asked_of(html: str) -> str:
    """What the page asks of the browser's passkeys."""
    return unescape(html.partition('data-passkey="')[2].partition('"')[0])


def test_it_shows_what_the_person_signs_in_with_and_no_secret(browser, ruth, rf):
    key = key_of(ruth, rf, label="work telephone")
    telephone_of(ruth)

    html = browser.get("/me/sign-in").content.decode()

    assert "work telephone" in html
    assert SECRET not in html
    assert key.credential.hex() not in html
    assert CodeSecret.objects.get().sealed.hex() not in html


def test_it_shows_nothing_of_anybody_else(browser, rf):
    key_of(person_as("analyst"), rf, label="somebody else's key")

    assert "somebody else" not in browser.get("/me/sign-in").content.decode()


def test_it_warns_of_an_invitation_that_somebody_started_in_ones_name(browser, ruth):
    administrator, _ = colleagues_of(ruth)
    actions.invite(ruth, by=administrator, at=timezone.now())

    assert "Somebody has started to let you in anew" in browser.get("/me/sign-in").content.decode()


# Passkeys ----------------------------------------------------------------------------------------------------


def test_a_passkey_is_added(browser, ruth):
    key = Authenticator()
    asked = asked_of(browser.get("/me/passkeys/new").content.decode())

    answer = browser.post("/me/passkeys/new", {"label": "blue key", "passkey": key.make(asked)})

    assert answer["Location"] == "/me/sign-in"
    assert Passkey.objects.get().label == "blue key"
    entry = Entry.objects.get(kind="agencies.Passkey", verb="add", act="grant")
    assert (entry.act, entry.actor) == ("grant", ruth.pk)


def test_before_adding_one_the_person_confirms(unconfirmed):
    answer = unconfirmed.get("/me/passkeys/new")

    assert answer.status_code == 403
    assert "Confirm that it is you" in answer.content.decode()


def test_a_passkey_that_the_browser_did_not_make_is_refused_in_words(browser):
    html = browser.post("/me/passkeys/new", {"label": "blue key", "passkey": "{}"}).content.decode()

    assert "The browser made no passkey that we can use" in html
    assert not Passkey.objects.exists()


def test_a_passkey_is_ended(browser, ruth, rf):
    key_of(ruth, rf)

    browser.post(f"/me/passkeys/{Passkey.objects.get().ref}/end")

    assert Passkey.objects.get().ended_at is not None
    assert Entry.objects.filter(kind="agencies.Passkey", verb="end", act="revoke").count() == 1


def test_somebody_elses_passkey_is_not_there(browser, rf):
    key_of(person_as("analyst"), rf)

    assert browser.post(f"/me/passkeys/{Passkey.objects.get().ref}/end").status_code == 404
    assert Passkey.objects.get().ended_at is None


def test_ending_one_unconfirmed_asks_first(unconfirmed, ruth, rf):
    key_of(ruth, rf)

    answer = unconfirmed.post(f"/me/passkeys/{Passkey.objects.get().ref}/end")

    assert "Confirm that it is you" in answer.content.decode()
    assert Passkey.objects.get().ended_at is None


# Codes -------------------------------------------------------------------------------------------------------


def test_a_telephone_is_added_once_it_has_shown_its_first_code(browser, ruth):
    html = browser.get("/me/codes/new").content.decode()
    secret = next(word for word in html.replace("<", " ").replace(">", " ").split() if len(word) == 32)

    browser.post("/me/codes/new", {"code": pyotp.TOTP(secret).now()})

    sealed = CodeSecret.objects.get()
    assert codes.opened(sealed.sealed, codes.place_of(sealed.generator_id)) == secret
    assert "<svg" in html


def test_a_telephone_that_showed_no_right_code_is_not_added(browser):
    browser.get("/me/codes/new")

    html = browser.post("/me/codes/new", {"code": "12"}).content.decode()

    assert "That is not the code of now" in html
    assert not CodeGenerator.objects.exists()


def test_a_telephone_is_ended(browser, ruth):
    telephone_of(ruth)

    browser.post(f"/me/codes/{CodeGenerator.objects.get().ref}/end")

    assert CodeGenerator.objects.get().ended_at is not None


# Confirming --------------------------------------------------------------------------------------------------


def test_a_code_confirms_and_what_was_typed_goes_on(unconfirmed, ruth, rf):
    telephone = telephone_of(ruth)
    key_of(ruth, rf)
    end = f"/me/passkeys/{Passkey.objects.get().ref}/end"
    unconfirmed.post(end)

    answer = unconfirmed.post(
        "/sign/confirm", {"confirm-onward": end, "confirm-sent": "yes", "confirm-code": telephone.now()}, follow=True
    )

    assert (end, 307) in answer.redirect_chain
    assert Passkey.objects.get().ended_at is not None


def test_a_passkey_confirms(unconfirmed, ruth, rf):
    key = key_of(ruth, rf)
    asked = asked_of(unconfirmed.get("/me/passkeys/new").content.decode())

    answer = unconfirmed.post(
        "/sign/confirm", {"confirm-onward": "/me/passkeys/new", "confirm-passkey": key.sign(asked)}, follow=True
    )

    assert answer.status_code == 200
    assert "Make a passkey" in answer.content.decode()


def test_a_wrong_code_asks_again_and_keeps_what_was_typed(unconfirmed, ruth):
    telephone_of(ruth)
    typed = {"why": "it is time", "confirm-onward": "/operations/x/approve", "confirm-sent": "yes"}

    html = unconfirmed.post("/sign/confirm", {**typed, "confirm-code": "12"}).content.decode()

    assert "That is not the code of now" in html
    assert '<input type="hidden" name="why" value="it is time">' in html
    assert '<input type="hidden" name="confirm-onward" value="/operations/x/approve">' in html
    assert "confirmed_until" not in unconfirmed.session


def test_a_colleagues_code_or_passkey_confirms_nothing_of_mine(unconfirmed, ruth, rf):
    colleague = person_as("analyst")
    theirs, key = telephone_of(colleague, pyotp.random_base32(32)), key_of(colleague, rf)
    key_of(ruth, rf)
    asked = asked_of(unconfirmed.get("/me/passkeys/new").content.decode())

    unconfirmed.post("/sign/confirm", {"confirm-code": theirs.now()})
    unconfirmed.post("/sign/confirm", {"confirm-passkey": key.sign(asked)})

    assert "confirmed_until" not in unconfirmed.session


# Sessions ----------------------------------------------------------------------------------------------------


def test_it_shows_where_the_person_is_signed_in_and_not_the_numbers(browser, account):
    other = signed_in(account)
    other.get("/")

    html = browser.get("/me/sign-in").content.decode()

    assert (html.count("<dt>Here</dt>"), html.count("<dt>Elsewhere</dt>")) == (1, 1)
    for client in (browser, other):
        number = client.cookies["session"].value
        assert number not in html
        assert kept(number) not in html


def test_a_session_elsewhere_is_ended_and_is_out_in_its_next_request(browser, account):
    other = signed_in(account)
    other.get("/")
    there = Session.objects.get(session_key=kept(other.cookies["session"].value))

    browser.post(f"/me/sessions/{there.id}/end")

    assert other.get("/")["Location"].startswith("/sign/in")
    assert browser.get("/").status_code == 200
    assert Entry.objects.get(verb="end_sessions").act == "logout"


def test_all_but_this_one_are_ended(browser, account, ruth):
    for _ in range(3):
        signed_in(account).get("/")

    browser.post("/me/sessions/end")

    assert sessions_of(ruth) == 1
    assert browser.get("/").status_code == 200


def test_somebody_elses_session_is_not_ended(browser):
    tom = person_as("analyst")
    theirs = signed_in(account_of(tom, "tom"))
    theirs.get("/")

    browser.post(f"/me/sessions/{Session.objects.get(account=tom.pk).id}/end")
    browser.post("/me/sessions/end")
    browser.post(f"/me/sessions/{uuid4()}/end")

    assert theirs.get("/").status_code == 200
