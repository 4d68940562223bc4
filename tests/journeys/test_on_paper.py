"""A night receptionist's guest fills a saved page in without a network; a clerk pastes its block and stores it once."""

from pathlib import Path

from playwright.sync_api import Page, expect
from pytest import fixture, mark

from tests.browser import assert_accessible, window

pytestmark = mark.journey

WORDS = "Anh ấy lấy hết tiền\nmỗi thứ sáu."
REACHED = "document.documentElement.scrollWidth <= innerWidth"


@fixture
def saved(world, browser, tmp_path) -> Path:
    """The page as a phone saves it, in Vietnamese."""
    with window(browser, 360, 740) as page:
        kept = tmp_path / "page.html"
        kept.write_text(page.request.get(f"{world.public}/vi/paper/page").text())
        return kept


def test_a_saved_page_works_without_a_network_and_a_clerk_types_its_block_in_once(saved, browser, someone, stored):
    with window(browser, 360, 740) as phone:
        phone.context.set_offline(True)
        block = when_it_is_filled_in_from_the_disk(phone, saved)
        nothing_of_it_is_kept_by_the_browser(phone)
    clerk = someone("call handler")

    clerk.goes_to("/reports/paper")
    clerk.answers("A block of text", block)
    clerk.presses("Take it apart")
    clerk.answers("Who took it?", "The night receptionist, at the desk")
    clerk.presses("Store it")

    clerk.sees("Sat 29 Sep 2018")
    clerk.sees("mỗi thứ sáu.")
    assert stored("select count(*) from reports_report where what = %s and door = 'paper'", WORDS) == 1
    when_the_same_block_comes_again_it_is_known(clerk, block)


def test_without_scripts_it_can_be_read_and_has_a_number(saved, browser):
    with window(browser, 360, 740, java_script_enabled=False) as phone:
        phone.goto(saved.as_uri())

        expect(phone.locator("#number")).to_contain_text("SH-")
        expect(phone.locator("#made")).to_be_hidden()
        expect(phone.locator("noscript")).to_be_visible()


def when_it_is_filled_in_from_the_disk(phone: Page, saved: Path) -> str:
    """A day, a tick of each kind, words on two lines; the block that comes of it."""
    phone.goto(saved.as_uri())
    phone.locator("#told").fill("2018-09-29")
    phone.locator("#S1-no").check()
    phone.locator("#C-debt").check()
    phone.locator("#P2").fill("Behind the station, NE4 6AA")
    phone.locator("#W3").fill(WORDS)
    assert_accessible(phone)
    assert phone.evaluate(REACHED)
    return phone.locator("#block").input_value()


def nothing_of_it_is_kept_by_the_browser(phone: Page) -> None:
    """Closed and opened again, it is empty."""
    phone.reload()
    assert phone.locator("#W3").input_value() == ""
    assert phone.evaluate("localStorage.length + sessionStorage.length") == 0


def when_the_same_block_comes_again_it_is_known(clerk, block: str) -> None:
    """By its number."""
    clerk.goes_to("/reports/paper")
    clerk.answers("A block of text", block)
    clerk.presses("Take it apart")
    clerk.answers("Who took it?", "Somebody else")
    clerk.presses("Store it")
    clerk.sees("This sheet was typed in before")


def test_the_clerks_page_fits_and_is_fit_for_everybody(someone):
    for width in (360, 1440):
        clerk = someone("call handler", width)
        clerk.goes_to("/reports/paper")
        clerk.answers("Is someone in danger right now?", "Yes")
        expect(clerk.page.locator("#danger-live")).to_be_visible()
        assert_accessible(clerk.page)
        assert clerk.page.evaluate(REACHED)
