"""From records to a figure, and from a figure to what the public reads."""

from tests.journeys.chain.planning import OPERATION
from tests.journeys.person import Person

SAFE = "victims taken to places of safety"
HEADING = "A day of action at nail bars"
QUOTED = "Whoever is caught in this will be believed."


def when_the_commander_counts_and_chooses_a_figure(commander: Person) -> str:
    """Counted from records, one woman; under five it waits for safeguarding. The reference of the figure."""
    commander.goes_to("/operations/")
    commander.follows(OPERATION)
    commander.follows("Figures and statement")
    commander.presses("Count again")
    commander.follows(f"Choose {SAFE}")
    commander.answers("How it is said", "exactly")
    commander.answers("Where it is said", "Statement of the day")
    commander.presses("Propose this figure")
    commander.presses("Approve")
    commander.sees("Waits for the safeguarding lead")
    return commander.ref


def then_others_read_fewer_than_five(overseer: Person) -> None:
    """Until safeguarding has released the number."""
    overseer.goes_to("/figures/")
    overseer.sees("fewer than 5")


def when_the_coordinator_releases_the_number(coordinator: Person, figure: str) -> None:
    """The safeguarding lead judges whether it could point to her."""
    coordinator.goes_to(f"/figures/{figure}")
    coordinator.presses("Release the number")
    coordinator.sees("Approved")


def when_the_commander_drafts_a_statement(commander: Person, figure: str) -> None:
    """In both languages, the figure bound inside the words."""
    commander.goes_to("/operations/")
    commander.follows(OPERATION)
    commander.follows("Figures and statement")
    commander.follows("Write a statement")
    commander.answers("Heading", HEADING)
    commander.answers("Text", f"In places of safety: [{figure}].")
    commander.answers("Heading in Welsh", "Diwrnod o weithredu mewn bariau ewinedd")
    commander.answers("Text in Welsh", f"Mewn mannau diogel: [{figure}].")
    commander.answers("Numbers to give", "Police, and your neighbourhood team")
    commander.presses("Keep these words")


def when_the_commander_quotes_an_office(commander: Person) -> None:
    """By name of the office, with who signs its words off."""
    commander.follows("Add a quotation")
    commander.answers("Office", "Police and crime commissioner")
    commander.answers("Who signs it off", "Marian Hale")
    commander.answers("Words", QUOTED)
    commander.presses("Add these words")
    commander.sees("One thing is left before release")


def when_the_commissioner_signs_off_the_words(commissioner: Person) -> None:
    """Nobody else can."""
    commissioner.goes_to("/figures/")
    commissioner.follows(HEADING)
    commissioner.presses("Sign off these words")
    commissioner.sees("Signed off")


def when_the_coordinator_checks_it(coordinator: Person) -> None:
    """Nothing in it harms proceedings or names anybody."""
    coordinator.goes_to("/figures/")
    coordinator.follows(HEADING)
    coordinator.ticks("Nothing in it harms active proceedings")
    coordinator.ticks("Nothing in it names or places anybody in care")
    coordinator.presses("Passed")


def when_the_commander_releases_it(commander: Person) -> None:
    """From now on it is frozen."""
    commander.goes_to("/figures/")
    commander.follows(HEADING)
    commander.presses("Release")
    commander.sees("Released")


def then_the_public_reads_it(neighbour: Person) -> None:
    """On the front where it began, in both languages."""
    neighbour.goes_to("/statements/")
    neighbour.follows(HEADING)
    neighbour.sees("In places of safety: 1.")
    neighbour.sees(QUOTED)
    neighbour.goes_to("/cy/statements/")
    neighbour.follows("Diwrnod o weithredu mewn bariau ewinedd")
    neighbour.sees("Mewn mannau diogel: 1.")
