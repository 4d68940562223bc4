"""Primero, read in code: the audit took its action's name from the request."""

from pytest import mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.ledger.models import Entry

SPOOFED = {
    "act": "consult",
    "verb": "open",
    "kind": "demo.Nothing",
    "actor": "somebody-else",
    "action": "view",
    "rule": "99",
}


@mark.django_db
def test_no_request_says_what_the_ledger_calls_an_act(client):
    analyst = person_as("analyst")
    client.force_login(Account.objects.create(id=analyst.pk, name="invented"))
    typed = {"kind": "car-wash", "name": "Invented Hand Wash", "area": str(AreaFactory().pk)}

    client.post("/places/record?act=erase&verb=open&actor=nobody", SPOOFED | typed, headers={"X-Action": "consult"})

    entry = Entry.objects.get(act="collect")
    assert (entry.actor, entry.verb, entry.kind) == (analyst.pk, "record", "places.Premises")
    assert all(each.isdigit() for each in entry.rule.split(", "))
    assert not Entry.objects.exclude(actor=analyst.pk).exists()
