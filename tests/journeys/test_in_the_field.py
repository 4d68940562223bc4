"""A visiting officer on a phone reports what somebody at the next shop told them: within a minute, on a bad line."""

import time

from playwright.sync_api import Page, expect
from pytest import mark

from sightline.reports.tests.materials import photo
from tests.browser import assert_accessible

pytestmark = mark.journey

WORDS = "The girl at the till says two others sleep in the stock room and nobody pays them."
FIRST = "Somebody sleeps behind the green door and is fetched before six."
MINUTE = 60  # seconds, as long as a report in the field may take
THUMB = 48  # pixels


def test_an_officer_reports_from_the_field_within_a_minute(someone, stored):
    officer, begun = someone("visiting officer", 360), time.monotonic()
    officer.goes_to("/")
    officer.follows("Report from the field")
    page = officer.page

    every_target_is_as_wide_as_a_thumb(page)
    officer.answers("Is anyone in danger now?", "No")
    officer.presses("Next")
    when_the_place_is_found_from_half_an_address(page)
    officer.presses("Next")
    page.get_by_label("What did you see or hear?").fill(WORDS)
    when_there_is_no_signal_what_was_typed_stays_until_there_is(page)
    expect(page.get_by_text("Stored.")).to_be_visible()

    assert time.monotonic() - begun < MINUTE
    assert_accessible(page)
    officer.sees_nothing_of("stock room")
    assert stored("select count(*) from reports_report where what = %s and door = 'field'", WORDS) == 1


def test_danger_is_pointed_out_while_it_is_typed_and_the_radio_comes_first(someone):
    officer = someone("visiting officer", 360)
    officer.goes_to("/visits/notes/write")
    warning = officer.page.locator("#danger-live")
    expect(warning).to_be_hidden()

    officer.answers("Is anyone in danger now?", "Yes")
    expect(warning).to_be_visible()
    officer.presses("Next")
    officer.sees("Danger now: radio or 999 first")


def test_what_was_wrong_is_put_right_and_a_photograph_waits_for_a_signal(someone, stored):
    officer = someone("visiting officer", 360)
    officer.goes_to("/visits/notes/write")
    page = officer.page
    officer.answers("Is anyone in danger now?", "No")
    officer.presses("Next")
    page.get_by_label("Where is it?").fill("Behind the station")
    officer.presses("Next")
    page.get_by_label("What did you see or hear?").fill(FIRST)
    officer.presses("Send it now")
    officer.follows("Add to it, or put it right")

    every_target_is_as_wide_as_a_thumb(page)
    assert_accessible(page)
    page.get_by_label("What was wrong, or is new?").fill("I was wrong about the door: it is the blue one.")
    page.get_by_label("Photos and other files").set_input_files(
        {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    page.context.set_offline(True)
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("your photographs are still in your phone")).to_be_visible()
    page.context.set_offline(False)

    expect(page.get_by_text("1 file is with it")).to_be_visible()
    assert_accessible(page)
    of_it = "from reports_report r join {} x on x.report_id = r.id where r.what = %s"
    assert stored(f"select count(*) {of_it.format('reports_reportermessage')}", FIRST) == 1
    assert stored(f"select count(*) {of_it.format('reports_attachment')} and x.outcome = 'clean'", FIRST) == 1


def every_target_is_as_wide_as_a_thumb(page: Page) -> None:
    """For gloves and rain."""
    small = page.evaluate(
        "least => [...document.querySelectorAll('main .tick, .door-foot .button')]"
        ".filter(each => each.getBoundingClientRect().height < least).length",
        THUMB,
    )
    assert small == 0


def when_the_place_is_found_from_half_an_address(page: Page) -> None:
    """A street and half a postcode, then the one that is meant."""
    place = page.get_by_label("Where is it?").first
    place.press_sequentially("Carrick Road, ne4 6a")
    page.locator(".found button").first.click()
    assert place.input_value().startswith("Carrick Road, NE4 6A")


def when_there_is_no_signal_what_was_typed_stays_until_there_is(page: Page) -> None:
    """It says so, holds on, and goes by itself."""
    page.context.set_offline(True)
    page.get_by_role("button", name="Send it now").click()
    expect(page.locator("#line")).to_contain_text("No signal")
    assert page.get_by_label("What did you see or hear?").input_value() == WORDS
    with page.expect_navigation(timeout=15_000):
        page.context.set_offline(False)
