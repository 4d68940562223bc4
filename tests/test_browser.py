"""The browser that journeys use shows pages, and tells when one is wrong."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import assert_accessible, window
from tests.fronts import Fronts

GOOD = '<html lang="en"><title>A page</title><main><h1>One thing to read</h1></main></html>'
BAD = "<html><title>A page</title><main><img src='data:image/png;base64,AA=='></main></html>"

pytestmark = [pytest.mark.slow, pytest.mark.journey]


def test_text_is_drawn_with_a_real_font(phone: Page):
    phone.set_content(GOOD)

    expect(phone.get_by_role("heading")).to_have_text("One thing to read")
    assert phone.locator("h1").bounding_box()["height"] > 20  # type: ignore[index]


def test_axe_passes_a_good_page_and_names_what_is_wrong_with_a_bad_one(phone: Page):
    phone.set_content(GOOD)
    assert_accessible(phone)

    phone.set_content(BAD)
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(phone)


def test_a_request_that_leaves_the_machine_fails_the_test(browser: Browser):
    with pytest.raises(AssertionError, match=r"left this machine.*elsewhere\.example"), window(browser) as page:  # noqa: PT012
        page.route("**/*", lambda route: route.abort())
        page.set_content("<img alt='' src='http://elsewhere.example/picture.png'>")
        page.wait_for_timeout(200)


@pytest.mark.parametrize("front", ["public", "staff"])
def test_both_fronts_answer_a_browser(front: str, fronts: Fronts, phone: Page):
    answer = phone.goto(getattr(fronts, front) + "/healthz")

    assert answer is not None
    assert answer.json() == {"database": "answers"}
