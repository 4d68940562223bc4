"""Every page that each person can reach from their first one: it answers, passes axe, and fits a phone."""

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Page
from pytest import fixture, mark

from sightline.demo.cast import CAST
from tests.browser import assert_accessible

pytestmark = mark.journey

ROLES = sorted(part.plays for part in CAST if part.plays)
FIRST = ["/", "/operations/", "/operations/mine", "/visits/", "/visits/today", "/intelligence", "/intelligence/places"]
FIRST += ["/safeguarding/", "/justice/", "/figures/", "/two-statements", "/awareness/", "/reports/", "/kit/"]
REFERENCE = re.compile(r"[A-Z]{1,2}-[0-9A-Z]{4}-[0-9A-Z]{4}")
MOST = 60  # kinds of page for each person


def kind_of(address: str) -> str:
    """An address with its references taken out: one page of each kind is enough."""
    return REFERENCE.sub("*", urlsplit(address).path)


def reachable(page: Page, base: str, starts: list[str]) -> Iterator[tuple[str, int]]:
    """Each kind of page that links lead to, opened: its address and status."""
    queue, seen = deque(starts), {kind_of(start) for start in starts}
    while queue and len(seen) < MOST * 2:
        address = queue.popleft()
        answer = page.goto(base + address)
        yield address, answer.status if answer else 0
        if answer and answer.status < 400:
            hrefs = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
            for href in hrefs:
                path = href.removeprefix(base).partition("#")[0]
                if path.startswith("/") and kind_of(path) not in seen:
                    seen.add(kind_of(path))
                    queue.append(path)


@fixture
def no_wider_than_the_window():
    """Says by how much a page is too wide."""
    return lambda page: page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@mark.parametrize("role", ROLES)
def test_every_page_a_person_can_reach(role, world, become, no_wider_than_the_window):
    wrong = []

    with become(role) as page:
        for address, status in list(reachable(page, world.staff, FIRST)):
            if status >= 500 or (status == 404 and address not in FIRST):
                wrong.append(f"{status} {address}")

    assert wrong == []


@mark.crawl
@mark.parametrize("role", ROLES)
@mark.parametrize("width", [1440, 360])
def test_every_page_passes_axe_and_fits(role, width, world, become, no_wider_than_the_window):
    wrong = []

    with become(role, width) as page:
        for address, status in reachable(page, world.staff, FIRST):
            if status < 400:
                wrong += complaints(page, address, no_wider_than_the_window(page))

    assert wrong == []


def test_every_public_page_passes_axe_and_fits(world, stranger, no_wider_than_the_window):
    wrong = []

    for address, status in reachable(stranger, world.public, ["/", "/cy/", "/statements/"]):
        assert status < 500, address
        if status < 400:
            wrong += complaints(stranger, address, no_wider_than_the_window(stranger))

    assert wrong == []


def complaints(page: Page, address: str, too_wide: int) -> list[str]:
    """What is wrong with the page as it stands."""
    found = [f"{address} is {too_wide} px too wide"] if too_wide > 0 else []
    try:
        assert_accessible(page)
    except AssertionError as error:
        found.append(f"{address}: {error}")
    return found
