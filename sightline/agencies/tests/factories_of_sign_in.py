"""Invented accounts, and what people sign in with."""

import time
from datetime import UTC, datetime

import pyotp
from django.test import Client

from sightline.agencies import actions
from sightline.agencies.models import Account, Invitation, Person, Session
from sightline.agencies.passkeys import ask_for_new, made
from sightline.agencies.tests.authenticator import Authenticator
from sightline.agencies.tests.factories import GrantFactory, person_as

WORD = "a long and winding road"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def account_of(person: Person, name: str) -> Account:
    """An account of that name, with a password."""
    account = Account(id=person.pk, name=name)
    account.set_password(WORD)
    account.save()
    return account


def telephone_of(person: Person, secret: str = SECRET) -> pyotp.TOTP:
    """A telephone that makes that person's codes."""
    actions.add_generator(by=person, at=LONG_AGO, secret=secret)
    return pyotp.TOTP(secret)


def key_of(person: Person, rf, label: str = "blue key", **options: object) -> Authenticator:
    """A passkey of that person, made at a page of ours."""
    key, request = Authenticator(**options), rf.get("/")
    request.session = {}
    asked = ask_for_new(request, person, [])
    actions.add_passkey(by=person, at=LONG_AGO, label=label, **made(request, key.make(asked)))
    return key


def colleagues_of(person: Person) -> tuple[Person, Person]:
    """An administrator of their agency, and somebody else who works there."""
    administrator = person_as("administrator", agency=person.agency)
    second = person_as("analyst", agency=person.agency)
    return administrator, second


def invited(person: Person, at: datetime) -> tuple[Invitation, str, str]:
    """An invitation that two colleagues gave that person, and both halves of its code."""
    administrator, second = colleagues_of(person)
    first = actions.invite(person, by=administrator, at=at)
    other = actions.vouch(first.invitation, by=second, at=at)
    return first.invitation, first.half, other.half


def sessions_of(person: Person) -> int:
    """How many sessions that person has."""
    return Session.objects.filter(account=person.pk).count()


def member_of(agency, role: str = "analyst") -> Person:
    """Somebody who holds a role at that agency."""
    return GrantFactory(person__agency=agency, agency=agency, role=role).person


def confirmed(client: Client) -> Client:
    """The same browser, the person in it having just confirmed that it is them."""
    session = client.session
    session["confirmed_until"] = time.time() + 300
    session.save()
    return client
