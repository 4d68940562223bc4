"""From a worried neighbour to a place that is a concern."""

from tests.journeys.person import Person

SAW = "Women paint nails until midnight and sleep in the room behind the shop."
LEFT = "Women are said to live and work in a nail bar, for little pay."


def when_a_neighbour_reports_a_nail_bar(neighbour: Person) -> str:
    """Women who work and sleep in it."""
    return when_a_neighbour_reports(neighbour, SAW, "Lacquer Lane, Westgate Road, NE4 6AN")


def when_a_neighbour_reports(neighbour: Person, saw: str, where: str) -> str:
    """Sent, once it has been read through; the code that they are given."""
    when_a_neighbour_writes(neighbour, saw, where)
    neighbour.presses("Send it")
    return neighbour.reads(".code")


def when_a_neighbour_writes(neighbour: Person, saw: str, where: str) -> None:
    """One question after another, without a name, to the look at it all."""
    neighbour.goes_to("/")
    neighbour.follows("Start")
    neighbour.presses("Go to the first question")
    _answers(neighbour, "Is someone in danger right now?", "No")
    _answers(neighbour, "Are you safe now?", "Yes")
    _answers(neighbour, "Who is this about?", "Something I saw or heard")
    _answers(neighbour, "What do you think is happening?", "People work for little or no pay")
    _answers(neighbour, "What did you notice?", "They live where they work", "They work very long hours")
    _answers(neighbour, "In your own words", saw)
    _answers(neighbour, "Where is it?", where)
    _answers(neighbour, "How many people may be exploited?", "3 or 4")
    _answers(neighbour, "Are any of them ill, hurt or pregnant?", "I do not know")
    _answers(neighbour, "Could someone be moved within a day?", "No")
    neighbour.presses("Check and send")
    neighbour.sees(saw)


def then_the_code_opens_it_again(neighbour: Person, code: str, says: str) -> None:
    """Whoever has the code reads how far it has come, and nothing of what was told."""
    neighbour.goes_to("/code")
    neighbour.answers("Your code", code)
    neighbour.presses("See what became of it")
    neighbour.sees(says)
    neighbour.sees_nothing_of(SAW)


def when_the_desk_takes_it_and_passes_on_what_may_leave(handler: Person) -> None:
    """The handler reads the neighbour's words and writes others."""
    handler.goes_to("/reports/")
    handler.opens("Women paint nails")
    handler.sees(SAW)
    handler.presses("Take it")
    handler.follows("Pass on what may leave")
    handler.answers("What may leave the desk", LEFT)
    handler.answers("How the source knows", "Somebody who has seen it more than once.")
    handler.answers("The place", "Lacquer Lane, Westgate Road")
    handler.answers("Area whose analysts read it", "Northumbria")
    handler.answers("Could only about five people know this?", "No, more people could know it")
    handler.presses("Pass it on")
    handler.sees("Passed on")


def when_the_analyst_grades_it(analyst: Person) -> None:
    """An untested source, who saw it, may be shared: 2 A P."""
    analyst.goes_to("/intelligence")
    analyst.opens(LEFT)
    analyst.sees_nothing_of(SAW)
    analyst.answers("The source", "2 Untested")
    analyst.answers("How the source knows", "A Known directly")
    analyst.answers("Who may have it", "P Lawful sharing")
    analyst.answers("Labour exploitation", "Forced work")
    analyst.answers("How are people held?", "Little or no pay", "Hours beyond the law")
    analyst.presses("Grade it")


def when_the_analyst_records_the_place(analyst: Person) -> None:
    """It goes onto the map by its postcode, and the item is about it."""
    analyst.goes_to("/places/record")
    analyst.answers("Kind of place", "Nail bar")
    analyst.answers("Name", "Lacquer Lane")
    analyst.answers("Street and number", "Westgate Road")
    analyst.answers("Town", "Newcastle upon Tyne")
    analyst.answers("Postcode", "ne46an")
    analyst.presses("Record the place")
    analyst.goes_to("/intelligence/items")
    analyst.follows(LEFT)
    analyst.follows("Say which place")
    analyst.answers("Place", "Lacquer Lane, Westgate Road, NE4 6AN")
    analyst.presses("Save the place")


def when_the_analyst_says_why_it_is_a_concern(analyst: Person) -> None:
    """In words that command will read; the kinds come from what was graded."""
    analyst.follows("Lacquer Lane")
    analyst.follows("Raise a concern")
    analyst.answers("How likely is it", "Likely")
    analyst.answers("Why", "People live where they work, and are hardly paid.")
    analyst.presses("Raise the concern")
    analyst.sees("It is likely that people are exploited here")


def _answers(neighbour: Person, question: str, *given: str) -> None:
    neighbour.answers(question, *given)
    neighbour.presses("Continue")
