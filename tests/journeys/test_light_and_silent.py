"""What a page costs a phone, and what it leaves on one: the first public page is light, and no public page leaves a trace."""

from playwright.sync_api import Page
from pytest import fixture, mark

from tests.browser import window
from tests.journeys.pages import PUBLIC, reachable

pytestmark = mark.journey

LIGHTEST_PHONE = 60_000  # bytes, all that the first public page brings with it


@fixture
def phone(browser):
    """A phone that has never been here; whatever leaves this machine fails the test."""
    with window(browser, 360, 740) as page:
        yield page


def weight(page: Page, address: str) -> int:
    """The bytes that opening an address brings over the line, heads and bodies, with all that the page loads."""
    brought = []
    page.on("requestfinished", lambda request: brought.append(request))
    page.goto(address, wait_until="networkidle")
    sizes = [request.sizes() for request in brought]
    return sum(size["responseHeadersSize"] + size["responseBodySize"] for size in sizes)


@mark.parametrize("language", ["", "cy/", "ar/"])
def test_the_first_public_page_comes_over_a_thin_line(language, world, phone):
    assert 5_000 < weight(phone, f"{world.public}/{language}") <= LIGHTEST_PHONE


def test_no_public_page_leaves_anything_in_the_browser(world, phone):
    for each in list(reachable(phone, world.public, ["/", "/cy/", "/ar/"], 1, PUBLIC)):
        phone.goto(world.public + each.address)
        assert phone.context.cookies() == [], each.address
        assert phone.evaluate("localStorage.length + sessionStorage.length") == 0, each.address
