"""What speaks of danger leaves the desk in other words, written by one and checked by another; the analyst reads no more."""

from pytest import mark

from tests.journeys.person import Person

pytestmark = mark.journey

TOLD = "I saw my boss lock three girls in at 23:40, above the shop in Lime Yard."
GIVES_AWAY = "The boss locks three girls in at 23:40, said somebody who works there."
LEAVES = "Young women are said to be locked in above a shop at night."


def test_what_speaks_of_danger_is_checked_by_a_colleague_before_it_leaves(someone, colleague):
    handler, analyst = someone("call handler"), someone("analyst")
    second = colleague("Night desk of Northumbria", "call handler")

    written = when_a_handler_writes_what_may_leave(handler)
    then_the_analyst_sees_nothing_of_it(analyst, GIVES_AWAY)
    when_a_colleague_has_it_written_again(second, written)
    when_the_handler_writes_again(handler)
    then_the_analyst_sees_nothing_of_it(analyst, LEAVES)
    when_a_colleague_lets_it_leave(second)
    analyst.goes_to("/intelligence")
    analyst.sees(LEAVES)
    analyst.sees_nothing_of(TOLD)


def when_a_handler_writes_what_may_leave(handler: Person) -> str:
    """Out of a call; the reference of the report."""
    handler.goes_to("/reports/call")
    handler.answers("Is anyone in danger?", "Yes")
    handler.answers("Write it down", TOLD)
    handler.presses("End call")
    handler.presses("Take it")
    report = handler.ref
    handler.follows("Pass on what may leave")
    handler.answers("What may leave the desk", GIVES_AWAY)
    handler.answers("How the source knows", "Somebody who saw it.")
    handler.answers("Area whose analysts read it", "Northumbria")
    handler.answers("Could only about five people know this?", "I am not sure")
    handler.presses("Have it checked")
    handler.sees("A colleague’s turn: check what may leave")
    return report


def then_the_analyst_sees_nothing_of_it(analyst: Person, words: str) -> None:
    """Neither the report nor the words that wait for a check."""
    analyst.goes_to("/intelligence")
    analyst.sees_nothing_of(words)
    analyst.sees_nothing_of(TOLD)


def when_a_colleague_has_it_written_again(second: Person, report: str) -> None:
    """The page points at the boss and the minute; only few could know both."""
    second.goes_to(f"/reports/{report}")
    second.follows("Check it")
    second.sees("this could point to the source:")
    second.answers("Could only about five people know this?", "Yes, only so few")
    second.answers("May it leave the desk?", "No, it must be written again")
    second.answers("What must be written differently?", "Only those who work there know the minute.")
    second.presses("Decide")


def when_the_handler_writes_again(handler: Person) -> None:
    """With what the colleague said above the form."""
    handler.goes_to("/reports/")
    handler.opens("The boss locks")
    handler.sees("Only those who work there know the minute.")
    handler.answers("What may leave the desk", LEAVES)
    handler.answers("Could only about five people know this?", "No, more people could know it")
    handler.presses("Have it checked")


def when_a_colleague_lets_it_leave(second: Person) -> None:
    """After reading it beside what was told."""
    second.goes_to("/reports/")
    second.opens("Young women are said")
    second.sees(TOLD)
    second.answers("Could only about five people know this?", "No, more people could know it")
    second.answers("May it leave the desk?", "Yes, nothing in it points to the source")
    second.presses("Decide")
