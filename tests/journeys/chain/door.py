"""At the door, on a phone: one decision a screen."""

from tests.journeys.person import Person

SHE = "Woman, 20s, green coat"
HE = "Man, about 40, holds the keys"


def when_the_officer_begins_the_visit(officer: Person) -> None:
    """The briefing read, the place found, the door knocked on."""
    officer.goes_to("/operations/mine")
    officer.follows("Briefing, Nail bar team")
    officer.presses("I have read it")
    officer.goes_to("/visits/today")
    officer.follows("Lacquer Lane")
    officer.sees("People may live behind the shop.")
    officer.presses("We are at the door")


def when_the_officer_meets_somebody_of_concern(officer: Person) -> None:
    """No name: how a colleague would know her, what worries, what she wants."""
    officer.follows("Somebody we met")
    _answers(officer, "Who did you meet?", "Someone I am worried about")
    _answers(officer, "How old do they seem?", "Adult")
    officer.answers("What they look like", SHE)
    officer.answers("They speak", "Vietnamese")
    officer.ticks("An interpreter is needed")
    officer.presses("Next")
    _answers(officer, "What worries you?", "She may not leave the shop, and is not paid.")
    _answers(officer, "Do they say what was done to them?", "Labour exploitation")
    _answers(officer, "What do they want?", "To leave now")
    officer.presses("Store")


def when_the_officer_raises_the_visit(officer: Person) -> None:
    """From soft to enforced, with what was seen and the power used."""
    _back_at_the_door(officer)
    officer.follows("Raise the visit")
    _answers(officer, "Why raise this visit to enforced?", "Someone is at risk")
    officer.answers("In your own words", "The inner door is locked from outside.")
    officer.answers("On whose word", "Silver commander")
    officer.presses("Store")
    officer.sees("Enforced")


def when_the_officer_makes_an_arrest(officer: Person) -> None:
    """Grounds and necessity, and the question whether he may be a victim too."""
    _back_at_the_door(officer)
    officer.follows("An arrest")
    officer.answers("Which person", HE)
    officer.presses("Next")
    _answers(officer, "How old do they seem?", "Adult")
    _answers(officer, "Arrested on suspicion of what?", "Suspicion of slavery")
    _answers(officer, "On what grounds?", "He holds the keys and her papers.")
    _answers(officer, "Why was it necessary to arrest?", "To allow a prompt and effective investigation")
    _answers(officer, "Any risk that custody must know?", "None seen")
    officer.answers("Could this person be a victim too?", "No")
    officer.presses("Store")


def then_the_visit_does_not_close_while_she_waits(officer: Person) -> None:
    """Nobody is left at the door."""
    _back_at_the_door(officer)
    officer.follows("Close the visit")
    officer.sees("Not yet: somebody waits")


def when_the_officer_closes_the_visit(officer: Person) -> None:
    """Now that safeguarding has taken over whoever was of concern."""
    _closes(officer)
    officer.sees("Done for today")


def _closes(officer: Person) -> None:
    _back_at_the_door(officer)
    officer.follows("Close the visit")
    _answers(officer, "What came of it?", "Potential victims found")
    officer.answers("People spoken to", "4")
    officer.presses("Store")


def _back_at_the_door(officer: Person) -> None:
    officer.goes_to("/visits/today")
    officer.follows("Lacquer Lane")


def _answers(officer: Person, question: str, *given: str) -> None:
    officer.answers(question, *given)
    officer.presses("Next")
