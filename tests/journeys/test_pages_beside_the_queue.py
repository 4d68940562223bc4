"""The quieter staff pages of reports: files, programs, services and numbers, drawn at both widths and walked by keyboard."""

from playwright.sync_api import Page
from pytest import mark

from tests.journeys.pages import complaints

pytestmark = mark.journey

MOST = 200  # presses of Tab
PLACES = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter(each => each.checkVisibility({visibilityProperty: true}) && !each.disabled && each.tabIndex >= 0)
  .map((each, number) => each.dataset.place = each.type === "radio" ? each.name : String(number))"""
HERE = """() => {
  const here = document.activeElement, look = getComputedStyle(here);
  return [here.dataset.place ?? "", look.outlineStyle !== "none" || look.boxShadow !== "none"];
}"""


@mark.parametrize(
    ("role", "address"),
    [
        ("call handler", "/reports/files"),
        ("call handler", "/reports/counts"),
        ("call handler", "/reports/held"),
        ("call handler", "/reports/wishes"),
        ("call handler", "/reports/paper"),
        ("administrator", "/signposts/"),
        ("administrator", "/signposts/crimestoppers"),
        ("administrator", "/programs/"),
        ("visiting officer", "/visits/notes"),
        ("visiting officer", "/visits/notes/write"),
    ],
)
def test_a_page_beside_the_queue_fits_passes_axe_and_is_walked_by_keyboard(role, address, become, world):
    with become(role) as page:
        assert complaints(page, world.staff + address) == []

        page.set_viewport_size({"width": 1440, "height": 900})
        assert not_reached(page) == []


def test_a_file_is_found_from_the_queue_and_its_page_is_fit_for_everybody(someone, world):
    handler = someone("call handler")
    handler.goes_to("/reports/")
    handler.page.locator("table.queue a").first.click()
    handler.follows("Add files")
    note = {"name": "note.txt", "mimeType": "text/plain", "buffer": b"Six names on a list."}
    handler.page.locator("input[type=file]").set_input_files(note)
    handler.presses("Add them")

    handler.goes_to("/reports/")
    handler.follows("Files that came with reports")
    handler.page.locator("table.queue a").first.click()

    assert handler.page.url.startswith(f"{world.staff}/reports/files/AT-")
    assert complaints(handler.page, handler.page.url) == []
    assert not_reached(handler.page) == []


def not_reached(page: Page) -> list[str]:
    """What Tab never comes to, and what it comes to without showing it."""
    wanted, found, unseen = set(page.evaluate(PLACES)), set(), []
    page.evaluate("document.activeElement.blur()")
    for _ in range(MOST):
        page.keyboard.press("Tab")
        place, shown = page.evaluate(HERE)
        found.add(place)
        unseen += [f"{place} has the focus and does not show it"] if place and not shown else []
        if wanted <= found:
            break
    return [
        *unseen,
        *(page.locator(f'[data-place="{place}"]').evaluate("e => e.outerHTML") for place in wanted - found),
    ]
