"""Signing in, through the pages."""

from django.test import Client
from pytest import fixture, mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import request_id
from sightline.ledger.models import Entry

pytestmark = mark.django_db


@fixture
def analyst():
    person = person_as("analyst")
    account = Account(id=person.pk, name="ruth")
    account.set_password("a long and winding road")
    account.save()
    return person


def test_a_stranger_is_sent_to_the_sign_in_page():
    answer = Client().get("/reports/R-2222-2222")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign/in")


def test_a_person_signs_in_and_the_ledger_says_so(client, analyst):
    answer = client.post("/sign/in", {"name": "ruth", "password": "a long and winding road"})

    assert answer.status_code == 302
    assert Entry.objects.get(act="login").actor == analyst.pk


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
