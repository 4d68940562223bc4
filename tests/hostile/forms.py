"""Every form of the product as its page makes it, for the people who are shown it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django import forms
from django.test import Client

from sightline.agencies.models import Account, Person
from sightline.kit.acting import acting_as
from tests.canaries.everywhere import ROLES, pages
from tests.hostile.words import submission, unsound
from tests.people import Answer, Form, Visitor

NOT_TO_BE_TRIED = ("/sign/", "/find", "/demonstration")  # signing out ends the run; the clock is no business of ours
LOT = 200  # fillings in one transaction: the database ends one that asks nothing of it for a minute


@dataclass(frozen=True)
class Made:
    """How a page makes one of its forms for one person: the class and what it was given beside the answers."""

    kind: type[forms.BaseForm]
    account: Account
    given: tuple[tuple[str, Any], ...]

    def filled(self, data: Any) -> forms.BaseForm:
        """The form with these answers."""
        return self.kind(data, **dict(self.given))


class Inside(Visitor):
    """A visitor without a line: asks the front inside this process, as an account."""

    def __init__(self, account: Account | None) -> None:
        super().__init__("")
        self.account = account
        self.client = Client(raise_request_exception=False)
        if account:
            self.client.force_login(account)

    def ask(
        self, method: str, address: str, body: bytes = b"", kind: str = "application/x-www-form-urlencoded"
    ) -> Answer:
        """One request."""
        answer = self.client.generic(method, address, body, kind)
        return Answer(
            answer.status_code, {name.lower(): value for name, value in answer.headers.items()}, answer.content
        )


@dataclass(frozen=True)
class Offered:
    """A form on a page of one person's: where it goes, and as it is filled in there."""

    role: str
    person: Inside
    to: str
    form: Form


def explored() -> tuple[list[Made], list[Offered]]:
    """Everybody of the demonstration opens a page of each kind: the forms made for it, and the forms shown on it."""
    made: dict[tuple[type, Any], Made] = {}
    offered: dict[tuple[str, str], Offered] = {}
    for role, person in visitors():
        with noticing(person.account, made):
            for address, answer in pages(person, of_a_kind=1):
                for form in answer.forms:
                    to = form.action or address
                    if form.method == "post" and not to.startswith(NOT_TO_BE_TRIED):
                        offered.setdefault((role, to), Offered(role, person, to, form))
    return list(made.values()), list(offered.values())


def visitors() -> list[tuple[str, Inside]]:
    """Everybody of the demonstration, signed in."""
    accounts = {account.name: account for account in Account.objects.filter(name__startswith="demo-")}
    return [(role, Inside(accounts[f"demo-{role}"])) for role in ROLES]


@contextmanager
def noticing(account: Account, found: dict[tuple[type, Any], Made]) -> Iterator[None]:
    """While this lasts, each form that a page makes is noticed."""

    def noticed(kind: type[forms.BaseForm], original: Any) -> Any:
        def made(self: forms.BaseForm, *args: Any, **given: Any) -> None:
            beside = {name: value for name, value in given.items() if name not in ("data", "files")}
            if type(self) is kind:
                found.setdefault((kind, account.pk), Made(kind, account, tuple(beside.items())))
            original(self, *args, **given)

        return made

    kinds = [kind for kind in subclasses(forms.BaseForm) if kind.__module__.startswith("sightline.")]
    originals = {kind: kind.__dict__.get("__init__") for kind in kinds}
    for kind in kinds:
        kind.__init__ = noticed(kind, kind.__init__)  # type: ignore[method-assign]
    try:
        yield
    finally:
        for kind, original in originals.items():
            if original is None:
                del kind.__init__
            else:
                kind.__init__ = original  # type: ignore[method-assign]


def subclasses(kind: type) -> Iterator[type]:
    """All kinds below."""
    for each in kind.__subclasses__():
        yield each
        yield from subclasses(each)


def try_forms(made: list[Made], tries: int, seed: int) -> list[str]:
    """Fill forms in so many times; what fell over, or let pass what no database can store."""
    chance, wrong = random.Random(seed), list[str]()
    people = {person.pk: person for person in Person.objects.select_related("agency")}
    for number in range(len(made)):
        each = made[number]
        share = tries // len(made) + (number < tries % len(made))
        for begun in range(0, share, LOT):
            with acting_as(people[each.account.pk]):
                lot = min(LOT, share - begun)
                wrong += [said for _ in range(lot) if (said := _tried(each, chance))]
    return wrong


def _tried(each: Made, chance: random.Random) -> str:
    data = submission(each.filled(None), chance)
    try:
        form = each.filled(data)
        form.is_valid()
        found = unsound(form.cleaned_data)
    except Exception as error:  # whatever it is would have been a 500
        return f"{each.kind.__name__} {type(error).__name__}: {error} for {dict(data.lists())!r:.300}"
    return f"{each.kind.__name__}: {'; '.join(found)}" if found else ""
