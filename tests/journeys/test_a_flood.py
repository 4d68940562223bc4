"""A flood at a desk: held apart, told of as a flood, let in by one click, and answered together; every page is fit."""

from pytest import fixture, mark

from sightline.reports.views.telling import TRAP
from tests.journeys.pages import complaints
from tests.people import Visitor

pytestmark = mark.journey

SAYS = "Everybody at the barber by the bus stop is a thief, says somebody who has sent this {} times before."
WHERE = "Stanhope Street, NE4 5JS"
MANY = 12


@fixture
def flood(world):
    """Sent by machines, which fill in what no person sees."""
    for number in range(MANY):
        send(Visitor(world.public), SAYS.format(number))


def send(machine: Visitor, says: str) -> None:
    """Question by question, as the form asks them."""
    so_far, last = "", {"page": "check", "go": "send", "campaign": "", TRAP: "yes"}
    for page, typed, go in (("what", {"what": says}, "place"), ("place", {"place": WHERE}, "check")):
        answer = machine.post("/ask", {"page": page, "so_far": so_far, "go": go} | typed)
        so_far = next(form.filled["so_far"][0] for form in answer.forms[::-1] if form.action == "/ask")
    assert 'class="code"' in machine.post("/ask", last | {"so_far": so_far}).text


def test_a_flood_is_told_of_let_in_and_answered_together_on_pages_that_are_fit(flood, someone, world, stored):
    handler = someone("call handler")
    handler.page.set_viewport_size({"width": 1440, "height": 900})
    when_the_desk_has_answered_what_is_danger_now(handler)
    handler.sees("More reports come than people write")
    assert complaints(handler.page, f"{world.staff}/") == []

    handler.presses("See what is held")
    assert complaints(handler.page, f"{world.staff}/reports/held") == []
    handler.presses(f"Put all {MANY} among the others")
    assert complaints(handler.page, f"{world.staff}/reports/") == []
    handler.presses(f"Answer all {MANY} together")
    handler.sees("What the others say instead")

    handler.answers("What was it?", "One of a flood")
    handler.answers("Why does it go no further?", "The same words twelve times.")
    handler.presses(f"Close all {MANY}")
    said = "select count(*) from reports_report where what like %s and state = 'closed' and closed_as = 'flood'"
    assert stored(said, SAYS.partition("{")[0] + "%") == MANY


def when_the_desk_has_answered_what_is_danger_now(handler) -> None:
    """Danger stands first; what comes in a flood is told of after it."""
    handler.goes_to("/")
    while handler.page.get_by_role("button", name="I am answering").count():
        handler.presses("I am answering")
        handler.goes_to("/")
