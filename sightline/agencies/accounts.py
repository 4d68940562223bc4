"""Signing in, as the staff front's own login: before it, nobody is known; after it, the person is.

The sign-in pages stand outside the walls (`/sign/...`), so they reach accounts and sessions and nothing else.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest

from sightline.agencies import confirming
from sightline.agencies.models import Account, Person
from sightline.kit.acting import acting_as
from sightline.ledger.notes import note

BACKEND = "django.contrib.auth.backends.ModelBackend"


def sign_in(request: HttpRequest, name: str, password: str) -> bool:
    """Sign a person in by name and password; False when the two do not belong together, known name or not."""
    account = authenticate(request, username=name, password=password)
    if account is None:
        return False
    _begin(request, account)
    return True


def become(request: HttpRequest, account: Account) -> None:
    """In the demonstration, step into an invented person's shoes."""
    _begin(request, account)


def confirm(request: HttpRequest) -> None:
    """Count whoever is signed in as confirmed for five minutes; the ledger says so."""
    with acting_as(request.user):
        note("login", "confirm")
    confirming.confirm(request)


def sign_out(request: HttpRequest) -> None:
    """End the session; the ledger says so."""
    if request.user.is_authenticated:
        with acting_as(request.user):
            note("logout", "sign out")
    logout(request)


def cast() -> list[tuple[str, UUID, str, str]]:
    """The invented people of the demonstration, one a role: role, key, name, office and agency."""
    account = Account.objects.order_by("name").first()
    if account is None:
        return []
    with acting_as(account):
        people = {person.pk: person for person in Person.objects.select_related("agency")}
    keys = set(Account.objects.filter(name__startswith="demo-").values_list("pk", "name"))
    named = [(name.removeprefix("demo-"), people[key]) for key, name in keys if key in people]
    return sorted((role, person.pk, person.name, f"{person.office}, {person.agency}") for role, person in named)


def _begin(request: HttpRequest, account: Any) -> None:
    login(request, account, backend=BACKEND)
    with acting_as(account):
        note("login", "sign in")
