"""Signing in, through the pages."""

import time
from html import unescape

from django.test import Client
from pytest import approx, fixture, mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import person_as
from sightline.agencies.tests.factories_of_sign_in import WORD, account_of, key_of, telephone_of
from sightline.agencies.trying import FREE
from sightline.kit.acting import request_id
from sightline.ledger.models import Entry

pytestmark = mark.django_db


@fixture
def analyst():
    person = person_as("analyst")
    account_of(person, "ruth")
    return person


def test_a_stranger_is_sent_to_the_sign_in_page():
    answer = Client().get("/reports/R-2222-2222")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign/in")


def test_a_password_alone_lets_nobody_in(client, analyst):
    answer = client.post("/sign/in", {"name": "ruth", "password": WORD})

    assert answer["Location"] == "/sign/second"
    assert client.get("/")["Location"].startswith("/sign/in")
    assert not Entry.objects.filter(act="login").exists()


def test_a_person_without_a_second_factor_is_told_whom_to_ask(client, analyst):
    client.post("/sign/in", {"name": "ruth", "password": WORD})

    html = client.get("/sign/second").content.decode()
    assert "Ask an administrator of your agency to invite you" in html
    assert "<input" not in html.partition("<main")[2]


def test_a_password_and_a_code_sign_in_and_the_ledger_says_so(client, analyst):
    telephone = telephone_of(analyst)
    client.post("/sign/in", {"name": "ruth", "password": WORD})

    answer = client.post("/sign/second", {"code": telephone.now()})

    assert answer.status_code == 302
    entry = Entry.objects.get(act="login")
    assert (entry.actor, entry.verb) == (analyst.pk, "sign in by code")
    assert client.get("/").status_code == 200


def test_a_wrong_code_lets_nobody_in_and_is_noted_as_theirs(client, analyst):
    telephone_of(analyst)
    client.post("/sign/in", {"name": "ruth", "password": WORD})

    answer = client.post("/sign/second", {"code": "12 34"})

    assert "That is not the code of now" in answer.content.decode()
    entry = Entry.objects.get(act="refuse")
    assert (entry.actor, entry.asked) == (analyst.pk, "code")
    assert client.get("/")["Location"].startswith("/sign/in")


def test_a_code_without_a_password_lets_nobody_in(client, analyst):
    telephone = telephone_of(analyst)

    assert client.post("/sign/second", {"code": telephone.now()})["Location"] == "/sign/in"
    assert client.get("/")["Location"].startswith("/sign/in")


def test_half_way_does_not_last(client, analyst):
    telephone = telephone_of(analyst)
    client.post("/sign/in", {"name": "ruth", "password": WORD})
    session = client.session
    session["half-way"] = [session["half-way"][0], time.time() - 601]
    session.save()

    assert client.post("/sign/second", {"code": telephone.now()})["Location"] == "/sign/in"


def asked_of(answer) -> str:
    """What the page asks of the browser's passkeys."""
    return unescape(answer.content.decode().partition('data-passkey="')[2].partition('"')[0])


def test_a_passkey_signs_in_by_itself_and_without_a_name(client, analyst, rf):
    key = key_of(analyst, rf)

    answer = client.post("/sign/passkey", {"passkey": key.sign(asked_of(client.get("/sign/in"))), "next": "/figures/"})

    assert answer["Location"] == "/figures/"
    assert Entry.objects.get(verb="sign in by passkey").actor == analyst.pk


def test_a_passkey_is_the_second_factor_too(client, analyst, rf):
    key = key_of(analyst, rf)
    client.post("/sign/in", {"name": "ruth", "password": WORD})

    client.post("/sign/passkey", {"passkey": key.sign(asked_of(client.get("/sign/second")))})

    assert client.get("/").status_code == 200


def test_a_colleagues_passkey_is_no_second_factor_of_mine(client, analyst, rf):
    key_of(analyst, rf)
    colleague = person_as("analyst")
    account_of(colleague, "tom")
    theirs = key_of(colleague, rf)
    client.post("/sign/in", {"name": "ruth", "password": WORD})

    answer = client.post("/sign/passkey", {"passkey": theirs.sign(asked_of(client.get("/sign/second")))})

    assert "That passkey signs nobody in here" in answer.content.decode()
    assert client.get("/")["Location"].startswith("/sign/in")


def test_a_passkey_of_a_closed_account_signs_nobody_in(client, analyst, rf):
    key = key_of(analyst, rf)
    Account.objects.update(is_active=False)

    answer = client.post("/sign/passkey", {"passkey": key.sign(asked_of(client.get("/sign/in")))})

    assert "That passkey signs nobody in here" in answer.content.decode()


def test_who_has_just_shown_a_factor_is_confirmed_for_five_minutes(client, analyst, rf):
    key = key_of(analyst, rf)
    client.post("/sign/passkey", {"passkey": key.sign(asked_of(client.get("/sign/in")))})

    assert client.session["confirmed_until"] == approx(time.time() + 300, abs=20)


def test_an_invented_person_has_shown_none_and_so_confirms_when_it_matters(client, settings):
    settings.DEMONSTRATION = True
    account_of(person_as("analyst"), "demo-analyst")

    client.post("/sign/become", {"name": "demo-analyst"})

    assert "confirmed_until" not in client.session


# Tries that failed -------------------------------------------------------------------------------------------


def try_often(client, name: str, times: int = FREE) -> None:
    for _ in range(times):
        client.post("/sign/in", {"name": name, "password": "wrong"})


@mark.parametrize("name", ["ruth", "nobody"])
def test_a_name_that_was_tried_often_must_wait_whether_it_is_known_or_not(name, client, analyst):
    try_often(client, name)

    html = client.post("/sign/in", {"name": name, "password": WORD}).content.decode()

    assert "That was tried too often. Wait 1 minute" in html


def test_while_one_account_must_wait_another_signs_in_at_once(client, analyst):
    colleague = person_as("analyst")
    account_of(colleague, "tom")
    telephone = telephone_of(colleague)
    try_often(client, "ruth", 12)

    client.post("/sign/in", {"name": "tom", "password": WORD})
    client.post("/sign/second", {"code": telephone.now()})

    assert client.get("/").status_code == 200


def test_while_their_password_must_wait_its_owner_gets_in_by_passkey(client, analyst, rf):
    key = key_of(analyst, rf)
    try_often(client, "ruth", 12)

    client.post("/sign/passkey", {"passkey": key.sign(asked_of(client.get("/sign/in")))})

    assert client.get("/").status_code == 200


def test_codes_are_not_guessed_by_trying(client, analyst):
    telephone = telephone_of(analyst)
    client.post("/sign/in", {"name": "ruth", "password": WORD})
    for _ in range(FREE):
        client.post("/sign/second", {"code": "12"})

    answer = client.post("/sign/second", {"code": telephone.now()})

    assert "That was tried too often" in answer.content.decode()
    assert client.get("/")["Location"].startswith("/sign/in")


def test_a_wrong_password_and_an_unknown_name_get_the_same_words(client, analyst):
    wrong = client.post("/sign/in", {"name": "ruth", "password": "wrong"})
    unknown = client.post("/sign/in", {"name": "nobody", "password": "wrong"})

    words = b"That name and password do not belong together."
    assert words in wrong.content
    assert words in unknown.content


def test_nobody_becomes_anyone_outside_the_demonstration(client, analyst):
    assert client.post("/sign/become", {"name": "demo-analyst"}).status_code == 404


def test_a_hidden_page_is_noted_although_nothing_else_is_kept(client, analyst):
    client.force_login(Account.objects.get(pk=analyst.pk))

    answer = client.get("/no-such-page")

    assert answer.status_code == 404
    assert Entry.objects.get(act="refuse").actor == analyst.pk


def test_a_request_leaves_no_number_behind_for_what_comes_after_it(client, analyst):
    client.force_login(Account.objects.get(pk=analyst.pk))

    client.get("/")

    assert request_id.get() is None
