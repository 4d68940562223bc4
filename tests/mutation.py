"""A pytest plugin that drops each row-level policy in turn and asks the stage's own tests whether they notice.

    python -m pytest -p tests.mutation sightline          all policies; prints the survivors
    python -m pytest -p tests.mutation sightline --policies 1/8          every eighth, for a quick look

A policy is dropped inside the test's own transaction, so each test begins with whole walls again.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import cache
from types import ModuleType
from typing import NamedTuple

import pytest
from _pytest.runner import runtestprotocol

from tests import figures

WALLS = ("test_walls", "test_counting", "test_acts", "test_actions", "test_receipts", "test_sign_in", "test_pages")


class Dropped(NamedTuple):
    """A policy: the stage whose tests must notice that it is gone, its table and name."""

    stage: str
    table: str
    name: str


NOW: list[Dropped] = []
NOTICED: set[pytest.Item] = set()


def pytest_addoption(parser: pytest.Parser) -> None:
    """How many of the policies."""
    parser.addoption("--policies", default="1/1", help="1/8: every eighth policy")


@pytest.fixture(autouse=True)
def one_policy_less(request: pytest.FixtureRequest) -> None:
    """The test's database without the policy in turn."""
    if NOW and ("db" in request.fixturenames or request.node.get_closest_marker("django_db")):
        request.getfixturevalue("db")
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(f'drop policy "{NOW[0].name}" on {NOW[0].table}')


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Instead of the usual run: for each policy, tests of its stage until one fails."""
    part = int(session.config.getoption("--policies").partition("/")[2])
    tried = list(policies())[::part]
    survivors = [dropped for dropped in tried if not noticed(session, dropped)]
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    for dropped in survivors:
        reporter.write_line(f"survives: {dropped.table} {dropped.name}")
    reporter.write_line(f"policies: {len(tried)} dropped in turn, {len(tried) - len(survivors)} noticed")
    if part == 1:
        figures.record("mutations", tried=len(tried), noticed=len(tried) - len(survivors))
    session.testsfailed = len(survivors)
    return True


def noticed(session: pytest.Session, dropped: Dropped) -> bool:
    """Whether any test of the policy's stage fails without it."""
    NOW[:] = [dropped]
    try:
        found = next((item for item in of_stage(session, dropped) if fails(item)), None)
        NOTICED.update([found] if found else [])
        return found is not None
    finally:
        NOW.clear()


def of_stage(session: pytest.Session, dropped: Dropped) -> list[pytest.Item]:
    """The tests to ask: those that noticed before, then those that speak of the kind of record, walls first.

    A file of another name is asked where it speaks of it anywhere: some stories keep their walls beside their acts.
    """
    asked = [
        (item not in NOTICED, not speaks_of(item, dropped), order, item)
        for item in session.items
        if f"/{dropped.stage}/tests/" in str(item.path) and asks_the_database(item)
        if (order := wall_of(item)) < len(WALLS) or says(source_of(item.module), dropped)  # type: ignore[attr-defined]
    ]
    return [item for *_, item in sorted(asked, key=lambda each: each[:3])]


def wall_of(item: pytest.Item) -> int:
    """Which of the files of walls it is in; their number where it is in none."""
    return next((order for order, wall in enumerate(WALLS) if item.path.name.startswith(wall)), len(WALLS))


def speaks_of(item: pytest.Item, dropped: Dropped) -> bool:
    """Whether the test names the kind of record, itself or in what it asks for."""
    return says(f"{item.name} {source_of(item.function)}", dropped)  # type: ignore[attr-defined]


def says(text: str, dropped: Dropped) -> bool:
    """Whether the text has the name of the kind of record, however it is written."""
    return dropped.table.partition("_")[2] in text.lower().replace("_", "")


@cache
def source_of(written: Callable | ModuleType) -> str:
    """A test, or a file of tests, as it is written."""
    return inspect.getsource(written)


def asks_the_database(item: pytest.Item) -> bool:
    """Whether the test can notice at all."""
    return "db" in item.fixturenames or item.get_closest_marker("django_db") is not None  # type: ignore[attr-defined]


class Between(NamedTuple):
    """Stands for the next test: only what belongs to the whole session is kept."""

    session: pytest.Session

    def listchain(self) -> list[pytest.Session]:
        """The collectors whose fixtures stay."""
        return [self.session]


def fails(item: pytest.Item) -> bool:
    """Run one test once more, quietly. Only its own failing counts, not a set-up that could not be made."""
    item._initrequest()  # type: ignore[attr-defined]
    reports = runtestprotocol(item, log=False, nextitem=Between(item.session))  # type: ignore[arg-type]
    return any(report.failed for report in reports if report.when == "call")


def policies() -> Iterator[Dropped]:
    """Every policy that the rules make."""
    from sightline.kit.policies import POLICIES

    for (model, role), policy in POLICIES.items():
        stage = "oversight" if role == "sl_counter" else model._meta.app_label
        made = {"see": policy.see, "add": policy.add, "change": policy.changes(), "never": policy.never}
        for kind, wanted in made.items():
            if wanted:
                yield Dropped(stage, model._meta.db_table, f"{role}_{kind}")
