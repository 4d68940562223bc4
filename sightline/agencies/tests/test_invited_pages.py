"""Coming in by invitation, through the pages: both halves, then a factor of one's own, and one is in."""

from html import unescape

import pyotp
from django.utils import timezone
from pytest import fixture, mark

from sightline.agencies.models import Account, CodeSecret, Passkey
from sightline.agencies.tests.authenticator import Authenticator
from sightline.agencies.tests.factories import PersonFactory
from sightline.agencies.tests.factories_of_sign_in import invited
from sightline.ledger.models import Entry

pytestmark = mark.django_db


@fixture
def ruth():
    return PersonFactory(name="Ruth Invented")


@fixture
def halves(ruth):
    _, first, second = invited(ruth, timezone.now())
    return {"name": "ruth", "first": first, "second": second}


@fixture
def inside(client, halves):
    """A browser that has used both halves and has no factor yet."""
    client.post("/sign/invited", halves)
    return client


def between(html: str, before: str, after: str = '"') -> str:
    """What stands there in the page."""
    return unescape(html.partition(before)[2].partition(after)[0])


def secret_on(html: str) -> str:
    """The secret that the page shows."""
    return between(html, '<code class="wraps"><bdi class="ref" dir="ltr">', "</bdi>")


def test_both_halves_lead_to_choosing_a_factor_and_the_ledger_says_what_ended(client, halves, ruth):
    answer = client.post("/sign/invited", halves)

    assert answer["Location"] == "/sign/enrol"
    told = set(Entry.objects.filter(actor=ruth.pk).values_list("act", "verb"))
    assert told == {("revoke", "end factors"), ("login", "use invitation")}


def test_choosing_a_factor_is_not_being_signed_in(inside):
    assert inside.get("/")["Location"].startswith("/sign/in")


def test_a_passkey_made_then_signs_them_in(inside, ruth):
    key, page = Authenticator(), inside.get("/sign/enrol").content.decode()

    answer = inside.post("/sign/enrol", {"label": "blue key", "passkey": key.make(between(page, 'data-passkey="'))})

    assert answer["Location"] == "/"
    assert inside.get("/").status_code == 200
    assert Passkey.objects.get().person == ruth
    assert Entry.objects.filter(act="grant", verb="add", kind="agencies.Passkey", actor=ruth.pk).exists()


def test_a_browser_that_made_none_is_told_what_to_do(inside):
    html = inside.post("/sign/enrol", {"label": "blue key", "passkey": ""}).content.decode()

    assert "The browser made no passkey that we can use" in html
    assert 'value="blue key"' in html


def test_a_password_and_a_telephones_first_code_sign_them_in_without_scripts(inside, ruth):
    secret = secret_on(inside.get("/sign/enrol/codes").content.decode())

    answer = inside.post("/sign/enrol/codes", {"password": "four words go further", "code": pyotp.TOTP(secret).now()})

    assert answer["Location"] == "/"
    assert inside.get("/").status_code == 200
    assert Account.objects.get(pk=ruth.pk).check_password("four words go further")


def test_the_code_that_proved_the_telephone_does_not_sign_in_as_well(inside, client):
    secret = secret_on(inside.get("/sign/enrol/codes").content.decode())
    code = pyotp.TOTP(secret).now()
    inside.post("/sign/enrol/codes", {"password": "four words go further", "code": code})
    inside.post("/sign/out")
    client.post("/sign/in", {"name": "ruth", "password": "four words go further"})

    answer = client.post("/sign/second", {"code": code})

    assert "That is not the code of now" in answer.content.decode()


def test_the_secret_is_shown_once(inside):
    secret = secret_on(inside.get("/sign/enrol/codes").content.decode())

    again = inside.post("/sign/enrol/codes", {"password": "four words go further", "code": "123"}).content.decode()
    anew = inside.get("/sign/enrol/codes").content.decode()

    assert len(secret) == 32
    assert secret not in again
    assert "The picture is not shown again" in again
    assert secret not in anew


def test_until_it_is_proven_the_secret_is_not_in_the_database_in_plain(inside):
    secret = secret_on(inside.get("/sign/enrol/codes").content.decode())

    assert secret not in str(dict(inside.session))
    assert not CodeSecret.objects.exists()


@mark.parametrize("word", ["short", "password1234", "123456789012"])
def test_a_password_that_others_would_guess_is_refused_in_words(word, inside):
    secret = secret_on(inside.get("/sign/enrol/codes").content.decode())

    html = inside.post("/sign/enrol/codes", {"password": word, "code": pyotp.TOTP(secret).now()}).content.decode()

    assert "One thing to check" in html
    assert f'value="{word}"' not in html


def test_halves_that_do_not_fit_are_refused_in_words_and_the_name_stays(client, halves):
    html = client.post("/sign/invited", halves | {"second": "2222-2222-2222"}).content.decode()

    assert "That name and those halves let nobody in" in html
    assert 'value="ruth"' in html
    assert Entry.objects.get(act="refuse").asked == "invitation"


def test_halves_are_not_guessed_by_trying(client, halves):
    for _ in range(5):
        client.post("/sign/invited", halves | {"second": "2222-2222-2222"})

    assert "That was tried too often" in client.post("/sign/invited", halves).content.decode()


@mark.parametrize("page", ["/sign/enrol", "/sign/enrol/codes"])
def test_without_an_invitation_there_is_nothing_to_choose(page, client):
    assert client.get(page)["Location"] == "/sign/in"
    assert client.post(page, {"label": "x", "passkey": "x"})["Location"] == "/sign/in"
