"""Where the time goes while one report is stored: the same page as at the public front, inside this process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import override_settings

from sightline.config.settings import public
from sightline.reports import receipts
from sightline.reports.views import front

RUNS, WARMING = 60, 10
STORING = "select priv.store_report"


@dataclass
class Spent:
    """Milliseconds for one report, on average. storing: the report, its receipt and its entry in the ledger."""

    whole: float = 0
    statements: float = 0
    number: float = 0
    storing: float = 0
    committing: float = 0
    drawing: float = 0

    @property
    def rest(self) -> float:
        """The forms, the rules of danger and the framework."""
        return self.whole - self.statements - self.committing - self.drawing


def said() -> Iterator[str]:
    """The parts of one report, a line each, and what the code's hash costs beside a slow one."""
    spent = one_report()
    yield (
        f"one report takes {spent.whole:.1f} ms in one process: {spent.number:.0f} statements {spent.statements:.1f} "
        f"(of them report, receipt and ledger {spent.storing:.1f}), the commit {spent.committing:.1f}, "
        f"drawing the page {spent.drawing:.1f}, forms, rules and framework {spent.rest:.1f}"
    )
    keyed = each(lambda: receipts.kept("1" * receipts.DIGITS), 2_000)
    slow = each(lambda: Argon2PasswordHasher().encode("1" * receipts.DIGITS, "a" * 22), 5)
    yield (
        f"the code's keyed hash takes {keyed:.3f} ms of it; a slow one, as of a password, would take {slow:.0f}, "
        f"{slow / spent.whole:.0f} times the whole: it is a key outside the database that protects the code"
    )


def one_report() -> Spent:
    """Reports of strangers, one after another, each sent with everything it needs."""
    with as_the_public_front() as stranger:
        forms = [written(stranger, number) for number in range(RUNS + WARMING)]
        for form in forms[:WARMING]:
            send(stranger, form)
        with watched() as spent:
            for form in forms[WARMING:]:
                began = time.perf_counter()
                send(stranger, form)
                spent.whole += milliseconds(began)
    return Spent(**{name: value / RUNS for name, value in vars(spent).items()})


@contextmanager
def as_the_public_front() -> Iterator[Client]:
    """A stranger at the pages of the public front."""
    named = {"ROOT_URLCONF": public.ROOT_URLCONF, "MIDDLEWARE": public.MIDDLEWARE, "CSRF_USE_SESSIONS": False}
    with override_settings(**named, ALLOWED_HOSTS=["testserver", *settings.ALLOWED_HOSTS]):
        yield Client(headers={"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"})


def written(stranger: Client, number: int) -> str:
    """What somebody has told so far when they come to the last page, as the form carries it."""
    so_far = ""
    for page, typed, go in (("what", {"what": f"apart {number}"}, "place"), ("place", {"place": "A shop"}, "check")):
        answer = stranger.post("/ask", {"page": page, "so_far": so_far, "go": go} | typed)
        so_far = unescape(answer.content.decode().rpartition('name="so_far" value="')[2].partition('"')[0])
    return so_far


def send(stranger: Client, so_far: str) -> None:
    """Send the last page; the answer shows the code."""
    answer = stranger.post("/ask", {"page": "check", "so_far": so_far, "go": "send", "campaign": ""})
    if b'class="code"' not in answer.content:
        raise AssertionError(f"{answer.status_code}: {answer.content[:400]!r}")


@contextmanager
def watched() -> Iterator[Spent]:
    """Add up what goes to statements, commits and drawing meanwhile."""
    spent = Spent()

    def execute(run: Callable, sql: str, *given: Any) -> Any:
        began = time.perf_counter()
        try:
            return run(sql, *given)
        finally:
            spent.number += 1
            spent.statements += milliseconds(began)
            spent.storing += milliseconds(began) * str(sql).startswith(STORING)

    with ExitStack() as stack:
        stack.enter_context(connection.execute_wrapper(execute))
        stack.enter_context(timed(connection, "commit", spent, "committing"))
        stack.enter_context(timed(front, "render", spent, "drawing"))
        yield spent


@contextmanager
def timed(owner: Any, name: str, spent: Spent, part: str) -> Iterator[None]:
    """Count what that function of the owner takes as that part."""
    real = getattr(owner, name)

    def call(*args: Any, **given: Any) -> Any:
        began = time.perf_counter()
        try:
            return real(*args, **given)
        finally:
            setattr(spent, part, getattr(spent, part) + milliseconds(began))

    setattr(owner, name, call)
    try:
        yield
    finally:
        setattr(owner, name, real)


def milliseconds(since: float) -> float:
    """How long ago that was."""
    return (time.perf_counter() - since) * 1000


def each(work: Callable[[], object], times: int) -> float:
    """Milliseconds that it takes, on average."""
    began = time.perf_counter()
    for _ in range(times):
        work()
    return milliseconds(began) / times
