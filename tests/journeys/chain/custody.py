"""The man with the keys: custody with both its clocks."""

from tests.journeys.chain.door import HE
from tests.journeys.person import Person


def when_the_investigator_takes_the_arrest(investigator: Person) -> None:
    """From the visit into custody."""
    investigator.goes_to("/justice/")
    investigator.follows(HE)
    investigator.presses("Take over")


def when_the_investigator_books_him_in(investigator: Person) -> None:
    """When he arrived and when detention was authorised: what the clocks run from."""
    investigator.follows("Book in")
    investigator.answers("Police station", "Forth Banks")
    investigator.dates("Arrived at the station", "2018-10-17", "16:40")
    investigator.dates("Detention authorised", "2018-10-17", "16:40")
    investigator.presses("Book in")


def then_two_clocks_run(investigator: Person) -> None:
    """Twenty-four hours without charge, six to the first review."""
    investigator.sees("Detention without charge")
    investigator.sees("ends Thu 18 Oct, 16:40")
    investigator.sees("Review of detention")
    investigator.sees("ends Wed 17 Oct, 22:40")
