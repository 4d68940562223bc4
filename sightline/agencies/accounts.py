"""Signing in, as the staff front's own login: before it, nobody is known; after it, the person is.

The sign-in pages stand outside the walls (`/sign/...`), so they reach accounts, factors and sessions and nothing else.
A passkey is enough by itself. A password never is: a second factor follows, except for the invented people of the
demonstration, whom one click becomes. What the pages keep between their steps is in the session, for minutes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from sightline.agencies import actions, codes, confirming, inviting, passkeys, sessions, trying
from sightline.agencies.devices import device_of
from sightline.agencies.models import Account, CodeGenerator, Passkey, Person
from sightline.agencies.sealing import NotOurs, opened, seal
from sightline.kit.acting import acting_as, device
from sightline.ledger.notes import note

BACKEND = "django.contrib.auth.backends.ModelBackend"
BETWEEN = 10 * 60  # seconds that a step of signing in may take
ENROLLING = "enrolling"  # in the session: who used an invitation and has no factor yet
HALF_WAY = "half-way"  # in the session: whose password was right
UNPROVEN = "a code generator's secret, until it has made its first code"


class NotIn(Exception):
    """What was given signs nobody in."""


# One factor after the other


def by_password(request: HttpRequest, name: str, password: str) -> None:
    """The first of two: a name and its password. Raises NotIn, alike for unknown names, and TooSoon."""
    at = request.now  # type: ignore[attr-defined]
    trying.ask("password", name, at)
    account = authenticate(request, username=name, password=password)
    if account is None:
        trying.failed("password", name, at)
        note_failure(None, "password")
        raise NotIn
    trying.succeeded("password", name)
    _leave_half_way(request, account.pk)


def half_way(request: HttpRequest) -> Account | None:
    """Whose password was right, within the last few minutes."""
    return _between(request, HALF_WAY)


def by_code(request: HttpRequest, account: Account, code: str) -> None:
    """The second factor: a one-time code. Raises NotIn and TooSoon."""
    take_code(account, code, request.now)  # type: ignore[attr-defined]
    _begin(request, account, "code")


def by_passkey(request: HttpRequest, answer: str) -> None:
    """Both at once, or the second after a password: a passkey. Raises NotIn."""
    _begin(request, take_passkey(request, answer, half_way(request)), "passkey")


def take_code(account: Account, code: str, at: datetime) -> None:
    """Use a one-time code up. Raises NotIn when it is none of the person's now, and TooSoon."""
    name = str(account.pk)
    trying.ask("code", name, at)
    if not codes.accept(account, code, at):
        trying.failed("code", name, at)
        note_failure(account, "code")
        raise NotIn
    trying.succeeded("code", name)


def take_passkey(request: HttpRequest, answer: str, owner: Any = None) -> Account:
    """Whose passkey signed. Raises NotIn when none did, when it is not `owner`'s, or when its account is closed."""
    try:
        person = passkeys.accept(request, answer, request.now, owner.pk if owner else None)  # type: ignore[attr-defined]
    except passkeys.NotAccepted as error:
        note_failure(owner, "passkey")
        raise NotIn from error
    account = Account.objects.filter(pk=person, is_active=True).first()
    if account is None:
        raise NotIn
    return account


def known_elsewhere(request: HttpRequest, account: Account, *, twice: bool) -> None:
    """Somebody whom their agency's own sign-in knows. twice: it asked for two factors; else one of ours follows."""
    if twice:
        _begin(request, account, "agency")
    else:
        _leave_half_way(request, account.pk)


def become(request: HttpRequest, account: Account) -> None:
    """In the demonstration, step into an invented person's shoes: no factor, and so nothing is confirmed."""
    _begin(request, account, "demonstration")


def sign_out(request: HttpRequest, why: str = "sign out") -> None:
    """End the session; the ledger says so."""
    if request.user.is_authenticated:
        with acting_as(request.user):
            note("logout", why)
    logout(request)


# Confirming


def confirm_by_code(request: HttpRequest, code: str) -> None:
    """Confirm by a one-time code that it is them. Raises NotIn and TooSoon."""
    take_code(request.user, code, request.now)  # type: ignore[arg-type, attr-defined]
    confirm(request)


def confirm_by_passkey(request: HttpRequest, answer: str) -> None:
    """The same by a passkey of theirs. Raises NotIn."""
    take_passkey(request, answer, request.user)
    confirm(request)


def confirm(request: HttpRequest) -> None:
    """Count whoever is signed in as confirmed for five minutes; the ledger says so."""
    with acting_as(request.user):
        note("login", "confirm")
    confirming.confirm(request)


def change_password(request: HttpRequest, old: str, password: str) -> None:
    """Let whoever is signed in have another password, by the one until now; their other sessions end.

    Raises NotIn when the old one is another, TooSoon, and Unconfirmed.
    """
    account: Any = request.user
    _take_password(account, old, request.now)  # type: ignore[attr-defined]
    with transaction.atomic():
        account.set_password(password)
        account.save(update_fields=["password"])
        update_session_auth_hash(request, account)
        here = sessions.kept(request.session.session_key)
        with acting_as(account, confirmed=confirming.confirmed_until(request)):
            person = Person.objects.get(pk=account.pk)
            actions.change_password(person, by=person, at=request.now, but=here)  # type: ignore[attr-defined]


# Coming in by invitation


def use_invitation(request: HttpRequest, name: str, first: str, second: str) -> None:
    """Let somebody with both halves of a code choose what they sign in with; all they had before has ended.

    Raises NotIn and TooSoon.
    """
    at = request.now  # type: ignore[attr-defined]
    trying.ask("invitation", name, at)
    with transaction.atomic():
        person = inviting.use(name, first, second)
        if person is not None:
            with acting_as(Account(pk=person)):
                note("revoke", "end factors", Account(pk=person))
                note("login", "use invitation", Account(pk=person))
    if person is None:
        trying.failed("invitation", name, at)
        note_failure(None, "invitation")
        raise NotIn
    request.session.flush()
    request.session[ENROLLING] = [str(person), time.time()]


def enrolling(request: HttpRequest) -> Person | None:
    """Who used an invitation a moment ago, and has nothing to sign in with yet."""
    account = _between(request, ENROLLING)
    if account is None:
        return None
    with acting_as(account):
        return Person.objects.get(pk=account.pk)


def new_secret(request: HttpRequest) -> str:
    """A secret for a code generator, to be shown now and never again; the session keeps it sealed."""
    secret = codes.new_secret()
    request.session["secret"] = seal(secret, UNPROVEN).hex()
    return secret


def proven_secret(request: HttpRequest, code: str, at: datetime) -> dict[str, Any]:
    """The secret that was shown and the step of this code of it, as the act takes them. Raises NotIn when it is none."""
    try:
        secret = opened(bytes.fromhex(request.session.get("secret", "")), UNPROVEN)
    except NotOurs as error:
        raise NotIn from error
    step = codes.step_of(code, secret, at)
    if step is None:
        raise NotIn
    return {"secret": secret, "last_step": step}


def enrol_passkey(request: HttpRequest, person: Person, label: str, answer: str) -> None:
    """Let them sign in by the passkey that their browser made, and sign them in. Raises NotAccepted."""
    made = passkeys.made(request, answer)
    with _as_who_came_in(person) as by:
        actions.add_passkey(by=by, at=request.now, label=label, **made)  # type: ignore[attr-defined]
    _begin(request, Account.objects.get(pk=person.pk), "passkey")


def enrol_codes(request: HttpRequest, person: Person, password: str, code: str) -> None:
    """Let them sign in by a password and the codes of their telephone, and sign them in. Raises NotIn."""
    proven = proven_secret(request, code, request.now)  # type: ignore[attr-defined]
    account = Account.objects.get(pk=person.pk)
    with transaction.atomic():
        account.set_password(password)
        account.save(update_fields=["password"])
        with _as_who_came_in(person) as by:
            actions.add_generator(by=by, at=request.now, **proven)  # type: ignore[attr-defined]
    _begin(request, account, "code")


def note_failure(account: Any, way: str) -> None:
    """A try that failed is in the ledger, with whose it was where that is certain, and never with what was typed."""
    with acting_as(account):
        note("refuse", "sign in", outcome="failed", asked=way)


def within(request: HttpRequest, onward: str) -> str:
    """Where to go on to: a page of ours, or the first one."""
    return onward if url_has_allowed_host_and_scheme(onward, {request.get_host()}) else "/"


# Who there is


def has_codes(account: Account) -> bool:
    """Whether this person's telephone makes codes."""
    with acting_as(account, "sl_door"):
        return CodeGenerator.objects.exists()


def passkeys_of(account: Account) -> list[Passkey]:
    """The passkeys of this person that stand."""
    with acting_as(account, "sl_door"):
        return list(Passkey.objects.all())


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


@contextmanager
def _as_who_came_in(person: Person) -> Iterator[Person]:
    """As the person whom two others have just vouched for, which is confirmation enough for their first factor."""
    with acting_as(person, confirmed=True):
        yield person


def _take_password(account: Account, word: str, at: datetime) -> None:
    """Raises NotIn when it is another, and TooSoon."""
    trying.ask("password", account.name, at)
    if not account.check_password(word):
        trying.failed("password", account.name, at)
        note_failure(account, "password")
        raise NotIn
    trying.succeeded("password", account.name)


def _leave_half_way(request: HttpRequest, account: Any) -> None:
    request.session.flush()
    request.session[HALF_WAY] = [str(account), time.time()]


def _between(request: HttpRequest, step: str) -> Account | None:
    """Who stands at that step of signing in; nobody once it has taken too long."""
    account, since = request.session.get(step, (None, 0))
    if account is None or time.time() - since > BETWEEN:
        return None
    return Account.objects.filter(pk=account, is_active=True).first()


def _begin(request: HttpRequest, account: Any, way: str) -> None:
    """Sign them in, in a session of a new number. A factor that was just given confirms them for five minutes."""
    with transaction.atomic():
        request.session.flush()
        login(request, account, backend=BACKEND)
        sessions.begin(request, way)
        device.set(device_of(request))
        with acting_as(account):
            note("login", f"sign in by {way}")
    if way != "demonstration":
        confirming.count_from_now(request)
