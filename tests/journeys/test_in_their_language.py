"""On an old phone, in Welsh, Arabic or Vietnamese: every page reads well, and a report is told and passed on, scripts or not."""

from collections.abc import Iterator

from playwright.sync_api import Page
from pytest import fixture, mark

from tests.browser import assert_accessible, window

pytestmark = mark.journey

LANGUAGES = [("cy", "ltr"), ("ar", "rtl"), ("vi", "ltr")]
PAGES = [
    "",
    "before",
    "try",
    "look",
    "numbers",
    "since",
    "keep",
    "access",
    "clear",
    "words",
    "code",
    "heads",
    "accountable",
]
TOLD = {"what": "Họ nhốt chúng tôi lại.", "place": "Carrick Road, Newcastle"}
TICKED = [("danger", "no"), ("reporter_safe", "yes"), ("about", "self")]
MOST = 40  # pages from the first question to the code


@fixture
def phone(browser):
    """A phone on the public front."""
    with window(browser, 360, 740) as page:
        yield page


@fixture
def plain_phone(browser):
    """An old phone on which no script runs."""
    with window(browser, 360, 740, java_script_enabled=False) as page:
        yield page


def fits(page: Page) -> bool:
    """Whether nothing has to be pushed sideways to be read."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def looked_at(page: Page, language: str, direction: str) -> None:
    """The page is in its language and direction, fits, and axe finds nothing."""
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("dir") == direction
    assert fits(page), page.url
    assert_accessible(page)


def answer(page: Page) -> None:
    """Answer what this page asks, and go on; straight to sending once enough is told."""
    for name, text in TOLD.items():
        if (field := page.locator(f"main textarea[name={name}]")).count():
            field.fill(text)
    for name, value in TICKED:
        if (choice := page.locator(f'main input[name={name}][value="{value}"]')).count():
            choice.check()
    enough = page.locator('main button[name=go][value="check"]')
    (enough if enough.count() else page.locator("main .actions button.button")).first.click()


def told(page: Page, address: str) -> Iterator[Page]:
    """Every page from the first question to the code."""
    page.goto(address)
    page.locator("main form[action$='/ask'] button").first.click()
    for _number in range(MOST):
        yield page
        if page.locator("main .code").count():
            return
        answer(page)
    raise AssertionError(f"no code after {MOST} pages")


def passed_on(page: Page) -> None:
    """From the code to the wish that a service hears of it."""
    page.locator('main button[name=go][value="on"]').first.click()
    page.locator("main form[action$='/pass'] button").first.click()
    page.locator("main input[name=services]").first.check()
    page.locator("main .actions button.button").first.click()


@mark.parametrize(("language", "direction"), LANGUAGES)
def test_every_page_that_asks_nothing_reads_well(language, direction, world, phone):
    for each in PAGES:
        phone.goto(f"{world.public}/{language}/{each}")
        looked_at(phone, language, direction)


@mark.parametrize(("language", "direction"), LANGUAGES)
def test_a_report_is_told_and_passed_on_in_the_language(language, direction, world, phone):
    for page in told(phone, f"{world.public}/{language}/before"):
        looked_at(page, language, direction)

    passed_on(phone)

    looked_at(phone, language, direction)
    assert phone.locator("main b").count() >= 1  # what was wished, and that it waits


@mark.parametrize("language", [language for language, _direction in LANGUAGES])
def test_it_is_told_without_any_script(language, world, plain_phone):
    for page in told(plain_phone, f"{world.public}/{language}/before"):
        assert page.locator("html").get_attribute("lang") == language

    passed_on(plain_phone)

    assert plain_phone.locator("main b").count() >= 1
