"""From somebody met at the door to a home whose address nobody reaches."""

from tests.journeys.chain.door import SHE
from tests.journeys.person import Person

NEEDS = "One woman in her twenties, from the nail bar"
HOME = "14 Quiet Row, an invented street"
ACCOUNT = (
    "She was promised work in a shop. Her papers were taken on arrival, and she has painted nails since without pay."
)


def when_the_coordinator_takes_her_into_care(coordinator: Person) -> None:
    """The receiver takes: she is now somebody's, has a name to be called by, and is safe."""
    coordinator.goes_to("/safeguarding/")
    coordinator.opens(SHE)
    coordinator.answers("Language they speak", "Vietnamese")
    coordinator.presses("Take into care")
    _records(coordinator, "Record: made safe", "How are they safe now?", "Out of the shop, with a social worker")
    coordinator.follows("Change (Name they use)")
    coordinator.answers("Name they use", "Lan")
    coordinator.presses("Save")


def when_the_coordinator_tells_her_choices(coordinator: Person) -> None:
    """Alone, in her language; she agrees to support and to a referral, each asked for itself."""
    _records(coordinator, "Record: told their choices")
    _agrees(coordinator, "Support and a safe bed")
    _agrees(coordinator, "Referral to the Home Office")
    _records(coordinator, "Record: wants help")
    _records(coordinator, "Record: at a first place", "Where are they received?", "Reception centre")


def when_the_coordinator_sends_the_referral(coordinator: Person) -> None:
    """Written in the order of time, read once more, sent; the aim of five working days runs."""
    coordinator.follows("Write the referral")
    coordinator.answers("What happened to them", ACCOUNT)
    coordinator.presses("Keep as a draft")
    coordinator.presses("It has been sent")
    coordinator.sees("aim: Wed 24 Oct")


def when_the_coordinator_asks_for_a_place(coordinator: Person) -> None:
    """In nameless needs."""
    coordinator.follows("Ask for a bed")
    coordinator.answers("Ask which service?", "The Salvation Army")
    coordinator.answers("Who needs a bed?", NEEDS)
    coordinator.answers("Language they speak", "Vietnamese")
    coordinator.presses("Ask for a bed")


def when_the_placement_coordinator_finds_a_home(desk: Person) -> None:
    """The address is typed here and shown to the provider alone."""
    desk.goes_to("/safeguarding/")
    desk.opens(NEEDS)
    desk.sees_nothing_of("Lan")
    desk.presses("Look for a bed")
    desk.follows("Offer a bed")
    desk.answers("Which provider has the bed?", "The Salvation Army")
    desk.answers("Address", HOME)
    desk.presses("Offer this bed")


def when_the_support_worker_accepts(worker: Person) -> None:
    """The provider says yes."""
    worker.goes_to("/safeguarding/")
    worker.opens(NEEDS)
    worker.sees(HOME)
    worker.presses("Accept")


def then_the_coordinator_hands_her_over_without_the_address(coordinator: Person) -> None:
    """A bed is found; nobody in the police reads where."""
    coordinator.goes_to("/safeguarding/")
    coordinator.opens("Lan")
    coordinator.sees("Nobody in the police can see it")
    coordinator.sees_nothing_of("Quiet Row")
    coordinator.follows("Hand over")
    coordinator.answers("Hand over to", "Joyce Bell")
    coordinator.presses("Hand over")
    coordinator.sees_nothing_of("Lan ")


def then_the_support_worker_has_her_in_support(worker: Person) -> None:
    """The last step of the way to a place of safety."""
    worker.goes_to("/safeguarding/")
    worker.opens("Lan")
    _records(worker, "Record: in support")
    worker.sees("Lan is in support")


def _records(carer: Person, step: str, question: str = "", *given: str) -> None:
    carer.follows(step)
    if question:
        carer.answers(question, *given)
    carer.presses(step)


def _agrees(coordinator: Person, purpose: str) -> None:
    coordinator.follows(purpose)
    coordinator.answers("What did they say?", "Yes, they agree")
    coordinator.answers("How did they say it?", "Signed")
    coordinator.answers("Language they speak", "Vietnamese")
    coordinator.ticks("With an interpreter")
    coordinator.presses("Record the answer")
