"""The public's way through the questions on a phone: with scripts and without, in another language, and out at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect
from pytest import fixture, mark

from tests.browser import assert_accessible, window
from tests.journeys.person import Person

pytestmark = mark.journey

SKY = "**/sky"
SAW = "Men sleep behind the counter. Ring my sister on 07700 900123 at 14:37."


@fixture
def alone(world, browser) -> Iterator[Page]:
    """A phone on which no script runs."""
    with window(browser, 360, 740, java_script_enabled=False) as page:
        page.goto(world.public)
        yield page


@contextmanager
def phone_that_may_leave(browser: Browser) -> Iterator[Page]:
    """A phone of its own, that nothing else holds open."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
    context.set_default_timeout(10_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def begin(page: Page) -> None:
    """From the first page to the first question."""
    page.get_by_role("link", name="Start").click()
    page.get_by_role("button", name="Go to the first question").click()


def step(page: Page, *given: str, words: dict[str, str] | None = None) -> None:
    """Tick what is given, write the words, and go on."""
    for answer in given:
        page.locator(f'input[value="{answer}"]').first.check(force=True)
    for name, text in (words or {}).items():
        page.locator(f'[name="{name}"]').fill(text)
    page.locator("#asking button:not([name])").click()


def fits(page: Page) -> None:
    """Nothing stands beyond the edge of the phone."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_whole_way_is_walked_on_a_phone_without_scripts(alone):
    begin(alone)
    for given in (["no"], ["yes"], ["something-i-saw"], ["forced-work"], ["lives-at-work"]):
        step(alone, *given)
    step(alone, words={"what": SAW})
    step(alone, words={"place": "Mill Lane, Newcastle"})
    alone.get_by_role("button", name="Check and send").click()
    expect(alone.locator("mark").first).to_be_visible()
    alone.get_by_role("button", name="Take the softer words").click()
    expect(alone.get_by_text("Ring a sister on (a phone number) in the afternoon.").first).to_be_visible()
    alone.get_by_role("button", name="Send it").click()

    code = alone.locator(".code").inner_text()
    alone.get_by_label("Type one group of four back").fill(code.split()[1])
    alone.get_by_role("button", name="I have it").click()
    expect(alone.get_by_role("heading", name="What happens next")).to_be_visible()
    alone.get_by_role("link", name="Try the code").click()
    alone.get_by_label("Your code").fill(code)
    alone.get_by_role("button", name="See what became of it").click()
    alone.get_by_label("Write to the desk").fill("They came again.")
    alone.get_by_role("button", name="Send it").click()
    expect(alone.get_by_text("What you wrote is with the desk.")).to_be_visible()


def test_a_victim_tells_it_in_vietnamese_meets_999_first_and_every_page_passes_axe(stranger, world):
    stranger.goto(f"{world.public}/vi/")
    assert_accessible(stranger)
    stranger.locator('a.button[href="/vi/before"]').click()
    stranger.locator('form[action="/vi/ask"] button').click()
    for given in (["no"], ["no"], ["self"]):
        assert_accessible(stranger)
        fits(stranger)
        step(stranger, *given)
    assert_accessible(stranger)
    expect(stranger.locator(".danger-now").first).to_be_visible()
    stranger.locator('form[action="/vi/ask"] button').last.click()
    answers = [["forced-work"], ["pay-taken"], {"what": "Tôi không được trả lương."}, {"place": "Tiệm nail, Newcastle"}]
    for given in [*answers, *[[]] * 12]:
        assert_accessible(stranger)
        fits(stranger)
        step(stranger, *(given if isinstance(given, list) else ()), words=given if isinstance(given, dict) else None)
    stranger.locator('button[value="check"]').click()
    assert_accessible(stranger)
    stranger.locator("button:not([name])").last.click()
    assert_accessible(stranger)
    assert len(stranger.locator(".code").inner_text().split()) == 5


def test_999_comes_first_as_soon_as_the_answer_is_chosen(stranger):
    begin(stranger)
    live = stranger.locator("#danger-live")
    expect(live).to_be_hidden()

    stranger.get_by_label("Yes", exact=True).check(force=True)
    expect(live).to_be_visible()
    assert_accessible(stranger)
    stranger.get_by_label("No", exact=True).check(force=True)

    expect(live).to_be_hidden()


def test_shift_three_times_leaves_and_back_shows_nothing(world, browser):
    with phone_that_may_leave(browser) as page:
        page.goto(world.public)
        begin(page)
        step(page, "no")
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Shift")
        expect(page.locator("#leave-heard")).to_have_text("Press Shift 2 more times to leave this page")
        page.keyboard.press("Shift")
        page.keyboard.press("Shift")
        page.wait_for_url(SKY)

        page.evaluate("history.back()")  # the browser asks before it sends anything again: nothing was kept to show

        page.wait_for_timeout(600)
        assert "safe" not in page.content()


def test_without_scripts_leaving_is_a_link_on_every_page(alone):
    begin(alone)

    leave = alone.get_by_role("link", name="Leave this page")

    assert leave.get_attribute("href") == "/sky"
    assert leave.get_attribute("rel") == "noreferrer"


def test_twenty_quiet_minutes_leave_too_and_two_before_it_is_said(world, browser):
    with phone_that_may_leave(browser) as page:
        page.clock.install()
        page.goto(world.public)
        begin(page)
        page.wait_for_load_state("networkidle")
        page.clock.fast_forward("18:06")
        expect(page.locator("#leave-soon")).to_contain_text("closes in 2 minutes")
        page.keyboard.press("a")
        expect(page.locator("#leave-soon")).to_be_empty()

        page.clock.fast_forward("20:06")

        page.wait_for_url(SKY)


def test_trying_it_stores_nothing(stranger, stored):
    before = stored("select count(*) from reports_report")
    neighbour = Person(stranger, stranger.url)
    neighbour.follows("Try it first")
    neighbour.presses("Go to the first question")
    stranger.locator('input[value="yes"]').first.check(force=True)
    neighbour.presses("Continue")
    neighbour.sees("Had this been no trial")

    assert stored("select count(*) from reports_report") == before
