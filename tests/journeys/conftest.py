"""Journeys walk through the demonstration, served as in service: two processes, their own logins, a real browser."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser, Page

from sightline.config.embedded import Cluster
from sightline.places.fabric import fabric
from tests.browser import window
from tests.fronts import Fronts, served
from tests.journeys.person import Person

Become = Callable[..., "contextmanager[Page]"]


@pytest.fixture(scope="session")
def world(cluster: Cluster, story: str) -> Iterator[Fronts]:
    """Both fronts on a database in which both operations have been replayed."""
    fabric()
    with served(cluster, story, "world", SIGHTLINE_DEMONSTRATION="1") as running:
        yield running


@pytest.fixture
def become(world: Fronts, browser: Browser) -> Become:
    """`with become("analyst") as page:` opens a window in which that invented person is signed in."""

    @contextmanager
    def opened(role: str, width: int = 1440) -> Iterator[Page]:
        with window(browser, width, 900 if width > 600 else 740) as page:
            page.goto(f"{world.staff}/sign/in")
            page.locator(f'form:has(input[value="demo-{role}"]) button').click()
            yield page

    return opened


@pytest.fixture
def stranger(world: Fronts, browser: Browser) -> Iterator[Page]:
    """A phone on the public front."""
    with window(browser, 360, 740) as page:
        page.goto(world.public)
        yield page


@pytest.fixture
def someone(become: Become, world: Fronts) -> Iterator[Callable[..., Person]]:
    """`someone("analyst")` is that person, signed in; asked again, the same one at the same screen."""
    with ExitStack() as stack:
        known: dict[tuple[str, int], Person] = {}

        def called(role: str, width: int = 1440) -> Person:
            if (role, width) not in known:
                known[role, width] = Person(stack.enter_context(become(role, width)), world.staff)
            return known[role, width]

        yield called


@pytest.fixture
def stored(world: Fronts) -> Callable[..., Any]:
    """`stored("select count(*) from ...", value)` is what the database holds, as its keeper reads it: behind no wall."""

    def asked(question: str, *given: object) -> Any:
        with psycopg.connect(world.database.server.keeper_url(world.database.name), autocommit=True) as keeper:
            answer = keeper.execute(question, given)
            return answer.fetchone()[0] if answer.description else None

    return asked


@pytest.fixture
def colleague(stored: Callable[..., Any], someone: Callable[..., Person]) -> Callable[[str, str], Person]:
    """`colleague("Desk of Northumbria", "call handler")` is that bystander at a screen of their own, signed in."""

    def called(name: str, role: str) -> Person:
        becomes = f"second {role}"
        stored(
            "update agencies_account set name = name || ' no more, ' || id"
            " where name = %s and id <> (select id from agencies_person where name = %s)",
            f"demo-{becomes}",
            name,
        )
        stored(
            "insert into agencies_account (id, name, password, is_active)"
            " select id, %s, '!', true from agencies_person where name = %s"
            " on conflict (id) do update set name = excluded.name",
            f"demo-{becomes}",
            name,
        )
        return someone(becomes)

    return called


@pytest.fixture
def neighbour(world: Fronts, browser: Browser) -> Iterator[Person]:
    """Somebody with a phone that runs no scripts, on the public front."""
    with window(browser, 360, 740) as page:
        yield Person(page, world.public, page.context.new_cdp_session(page))
