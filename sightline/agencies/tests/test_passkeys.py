"""Passkeys: one signature, for this address, by who verified, counts once; everything else is nobody."""

import json

from django.utils import timezone
from pytest import fixture, mark, raises

from sightline.agencies import passkeys
from sightline.agencies.models import Passkey
from sightline.agencies.passkeys import NotAccepted, accept, ask_for_new, ask_for_one, made
from sightline.agencies.tests.authenticator import Authenticator
from sightline.agencies.tests.factories import PersonFactory, person_as
from sightline.agencies.tests.factories_of_sign_in import key_of

pytestmark = mark.django_db

NOW = timezone.now()


@fixture
def analyst():
    return person_as("analyst")


@fixture
def request_(rf):
    """A request with a session of its own."""
    request = rf.get("/sign/in")
    request.session = {}
    return request


@fixture
def key(analyst, rf):
    return key_of(analyst, rf)


def test_a_passkey_that_signs_is_its_persons(key, analyst, request_):
    assert accept(request_, key.sign(ask_for_one(request_)), NOW) == analyst.pk


def test_it_is_kept_when_it_was_used(key, request_):
    accept(request_, key.sign(ask_for_one(request_)), NOW)

    assert Passkey.objects.get().used_at == NOW


def test_an_answer_counts_once(key, request_):
    answer = key.sign(ask_for_one(request_))
    accept(request_, answer, NOW)

    with raises(NotAccepted):
        accept(request_, answer, NOW)


def test_an_answer_to_an_older_question_is_none(key, request_):
    answer = key.sign(ask_for_one(request_))
    ask_for_one(request_)

    with raises(NotAccepted):
        accept(request_, answer, NOW)


def test_without_a_question_there_is_no_answer(key, request_):
    answer = key.sign(ask_for_one(request_))
    request_.session.clear()

    with raises(NotAccepted):
        accept(request_, answer, NOW)


def test_an_answer_given_at_another_address_is_none(analyst, rf, request_):
    """What a false page collects is of no use here."""
    key = key_of(analyst, rf)
    key.origin = "http://testserver.elsewhere.example"

    with raises(NotAccepted):
        accept(request_, key.sign(ask_for_one(request_)), NOW)


def test_a_passkey_whose_owner_was_not_verified_signs_nobody_in(key, request_):
    key.flags = 0x01

    with raises(NotAccepted):
        accept(request_, key.sign(ask_for_one(request_)), NOW)


def test_another_key_under_the_same_name_signs_nobody_in(key, request_):
    thief = Authenticator()
    thief.credential, thief.owner = key.credential, key.owner

    with raises(NotAccepted):
        accept(request_, thief.sign(ask_for_one(request_)), NOW)


def test_a_passkey_does_not_pass_for_anothers(key, request_):
    somebody = PersonFactory()

    with raises(NotAccepted):
        accept(request_, key.sign(ask_for_one(request_)), NOW, somebody.pk)


def test_a_passkey_that_says_it_is_anothers_is_none(key, request_):
    from fido2.utils import websafe_encode

    answer = key.sign(ask_for_one(request_), owner=websafe_encode(PersonFactory().pk.bytes))

    with raises(NotAccepted):
        accept(request_, answer, NOW)


def test_a_passkey_that_was_ended_signs_nobody_in(key, request_):
    Passkey.objects.update(ended_at=NOW)

    with raises(NotAccepted):
        accept(request_, key.sign(ask_for_one(request_)), NOW)


def test_a_count_that_grows_is_kept(key, request_):
    for count in (1, 7):
        key.count = count
        accept(request_, key.sign(ask_for_one(request_)), NOW)

    assert Passkey.objects.get().count == 7


@mark.parametrize("count", [7, 6, 0])
def test_a_count_that_does_not_grow_tells_of_a_copy(count, key, request_):
    key.count = 7
    accept(request_, key.sign(ask_for_one(request_)), NOW)
    key.count = count

    with raises(NotAccepted):
        accept(request_, key.sign(ask_for_one(request_)), NOW)


@mark.parametrize("answer", ["", "{}", "null", "[]", "not json", '{"id": "x", "rawId": "x"}', "\x00", "9" * 5000])
def test_nonsense_is_no_answer(answer, request_):
    ask_for_one(request_)

    with raises(NotAccepted):
        accept(request_, answer, NOW)
    with raises(NotAccepted):
        made(request_, answer)


def test_what_is_asked_names_only_the_passkeys_of_the_person(key, analyst, request_):
    known = json.loads(ask_for_one(request_, list(Passkey.objects.all())))["publicKey"]
    unknown = json.loads(ask_for_one(request_))["publicKey"]

    assert len(known["allowCredentials"]) == 1
    assert not unknown.get("allowCredentials")
    assert {known["userVerification"], unknown["userVerification"]} == {"required"}


def test_a_passkey_is_made_for_the_person_on_the_device_itself_and_not_twice(key, analyst, request_):
    asked = json.loads(ask_for_new(request_, analyst, list(Passkey.objects.all())))["publicKey"]

    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert len(asked["excludeCredentials"]) == 1


def test_a_passkey_made_for_an_older_question_is_none(analyst, request_):
    key = Authenticator()
    answer = key.make(ask_for_new(request_, analyst, []))
    ask_for_new(request_, analyst, [])

    with raises(NotAccepted):
        made(request_, answer)


def test_a_question_to_sign_is_not_answered_by_making_one(analyst, request_):
    key = Authenticator()
    answer = key.make(ask_for_new(request_, analyst, []))
    request_.session[passkeys.ASKED] = request_.session.pop(passkeys.ASKED_NEW)

    with raises(NotAccepted):
        made(request_, answer)
