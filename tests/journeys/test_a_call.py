"""A 101 handler, a caller who shouts and hangs up twice, a line that goes dead: by keyboard alone, and nothing is lost."""

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect
from pytest import mark

from tests.browser import assert_accessible
from tests.journeys.person import Person

pytestmark = mark.journey

FIRST = "He shouts. Lads at the hand car wash on Carrick Road are never let out."
SECOND = "He is back. A man has a knife and locked the door an hour ago."
DEAD = "Four of them, he says. One is perhaps sixteen."
THIRD = "Rings a third time. The van has gone."
USABLE = 90  # seconds, by the promise of the desk


def test_a_shouting_caller_hangs_up_twice_and_nothing_is_lost(someone, stored):
    handler = someone("call handler")
    handler.goes_to("/reports/call")
    page, begun = handler.page, time.monotonic()

    when_the_first_words_are_typed(page)
    then_they_are_kept_before_any_button(page, stored)
    when_the_place_is_found_from_half_an_address(page)
    report = when_the_line_is_said(handler)
    assert time.monotonic() - begun < USABLE
    when_the_caller_hangs_up_and_rings_again(page)
    when_a_knife_is_mentioned_the_page_says_so_at_once(page)
    when_the_line_goes_dead_the_handler_types_on(page)
    when_it_is_handed_to_the_control_room(page)
    when_the_caller_hangs_up_again_and_rings_once_more(page)
    then_everything_is_in_one_report(report, page, stored)


def test_the_page_of_a_call_is_fit_for_everybody(someone):
    for width in (360, 1440):
        handler = someone("call handler", width)
        handler.goes_to("/reports/call")
        types(handler.page, "S3", "1")
        handler.page.get_by_label("Write it down").fill("He has a knife.")
        expect(handler.page.locator("#danger")).to_be_visible()
        assert_accessible(handler.page)
        assert handler.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def types(page: Page, code: str, key: str) -> None:
    """Go to a question by its key."""
    page.keyboard.press(f"Alt+{key}")


def when_the_first_words_are_typed(page: Page) -> None:
    """The line has the focus before anything was pressed."""
    page.keyboard.type(FIRST)


def then_they_are_kept_before_any_button(page: Page, stored: Callable) -> None:
    """Sealed, under the handler's name; and no report yet."""
    expect(page.locator("#saved")).to_contain_text("Typed words kept at")
    assert stored("select count(*) from reports_calldraft where not empty") == 1
    assert stored("select count(*) from reports_report where what like 'He shouts%%'") == 0


def when_the_place_is_found_from_half_an_address(page: Page) -> None:
    """Alt 3, a street and half a postcode, down to what is meant."""
    types(page, "P2", "3")
    page.keyboard.type("Carrick Road, ne4 6a")
    expect(page.locator("#places li").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.get_by_label("Where is it?").input_value().startswith("Carrick Road, NE4 6A")


def when_the_line_is_said(handler: Person) -> str:
    """Alt S; the reference of the report that it became."""
    with handler.page.expect_navigation():
        handler.page.keyboard.press("Alt+s")
    handler.sees(FIRST)
    assert_accessible(handler.page)
    return handler.ref


def when_the_caller_hangs_up_and_rings_again(page: Page) -> None:
    """Alt H, and Alt A when the telephone rings."""
    with page.expect_navigation():
        page.keyboard.press("Alt+h")
    expect(page.get_by_text("The caller left the line at").first).to_be_visible()
    assert_accessible(page)
    with page.expect_navigation():
        page.keyboard.press("Alt+a")
    expect(page.get_by_text("Call 2 of the same caller")).to_be_visible()


def when_a_knife_is_mentioned_the_page_says_so_at_once(page: Page) -> None:
    """While it is being typed, before anything is sent."""
    page.keyboard.type("He is back. A man has a knif")
    expect(page.locator("#danger")).to_be_hidden()
    page.keyboard.type("e")
    expect(page.locator("#danger")).to_be_visible()
    page.keyboard.type(SECOND.removeprefix("He is back. A man has a knife"))
    with page.expect_navigation():
        page.keyboard.press("Alt+s")
    expect(page.get_by_text(SECOND).first).to_be_visible()


def when_the_line_goes_dead_the_handler_types_on(page: Page) -> None:
    """It says so, keeps what is pressed, and sends it when it is back."""
    page.context.set_offline(True)
    page.keyboard.type(DEAD)
    expect(page.locator("#saved")).to_contain_text("Not connected. Keep typing")
    page.keyboard.press("Alt+s")
    expect(page.locator("#says")).to_contain_text(DEAD)
    assert page.get_by_label("Write it down").input_value() == ""
    with page.expect_navigation():
        page.context.set_offline(False)
    expect(page.get_by_text(DEAD).first).to_be_visible()


def when_it_is_handed_to_the_control_room(page: Page) -> None:
    """Alt P; the moment stands on the page."""
    with page.expect_navigation():
        page.keyboard.press("Alt+p")
    expect(page.get_by_text("Handed to the police control room at").first).to_be_visible()
    assert_accessible(page)


def when_the_caller_hangs_up_again_and_rings_once_more(page: Page) -> None:
    """A third call, which ends in peace."""
    for key in ("Alt+h", "Alt+a"):
        with page.expect_navigation():
            page.keyboard.press(key)
    page.keyboard.type(THIRD)
    with page.expect_navigation():
        page.keyboard.press("Alt+x")
    expect(page.get_by_text(THIRD).first).to_be_visible()


def then_everything_is_in_one_report(report: str, page: Page, stored: Callable) -> None:
    """One report, three calls, four lines each once, one hand-over, and nothing waits in a draft."""
    one = "(select id from reports_report where ref = %s)"
    assert stored("select what from reports_report where ref = %s", report) == "\n".join([FIRST, SECOND, DEAD, THIRD])
    assert stored(f"select count(*) from reports_call where report_id = {one}", report) == 3
    assert stored(f"select count(*) from reports_callnote where report_id = {one}", report) == 4
    assert stored(f"select count(*) from reports_handover where report_id = {one}", report) == 1
    assert stored("select level from reports_report where ref = %s", report) in ("amber", "red")
    assert stored("select count(*) from reports_calldraft where not empty") == 0
