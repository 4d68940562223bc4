"""From a concern to a team that is on its way."""

from tests.journeys.person import Person

OPERATION = "Day of action, nail bars"


def when_the_commander_proposes_a_day_of_action(commander: Person) -> None:
    """An operation of its own, for the place that is a concern."""
    commander.goes_to("/operations/propose")
    commander.answers("Name", OPERATION)
    commander.answers("Lead force or agency", "Northumbria Police")
    commander.answers("Police area", "Northumbria")
    commander.answers("First day", "2018-10-17")
    commander.answers("Last day", "2018-10-18")
    commander.answers("What it is for", "Protect vulnerable people")
    commander.presses("Propose")
    commander.follows("Propose places")
    commander.ticks("Lacquer Lane")
    commander.presses("Propose the ticked places")


def when_the_commander_chooses_a_soft_visit(commander: Person) -> None:
    """The questions of the graduated response, then a type with its reason."""
    commander.follows("Lacquer Lane")
    commander.follows("Choose how to visit it")
    commander.answers("Are people there perceived to be at risk?", "Yes")
    commander.answers("Is criminality suspected?", "No")
    commander.presses("See what this suggests")
    commander.answers("How it will be visited", "Soft visit")
    commander.answers("What the visit is for", "Safeguard people")
    commander.answers("Why this way", "They should meet us first as somebody who asks how they are.")
    commander.presses("Choose")


def when_the_commander_forms_a_team(commander: Person) -> None:
    """With the visiting officer on it."""
    commander.follows(OPERATION)
    commander.follows("Teams")
    commander.answers("Name", "Nail bar team")
    commander.answers("Who leads it", "Northumbria Police")
    commander.presses("Form a team")
    commander.follows("Add a person")
    commander.answers("Person", "Dev Sandhu, Search team one, Northumbria Police")
    commander.presses("Add a person")


def when_the_commander_sends_the_team(commander: Person) -> None:
    """A tasking in the timetable, and its release."""
    commander.follows(OPERATION)
    commander.follows("Places")
    commander.follows("Lacquer Lane")
    commander.follows("Send a team")
    commander.answers("Team", "Nail bar team")
    commander.answers("Starts at", "17:00")
    commander.answers("What the team needs to know", "People may live behind the shop.")
    commander.presses("Send a team")
    commander.presses("Release 1 visit on Wednesday")


def when_the_commander_approves_briefs_and_goes_live(commander: Person) -> None:
    """The operation's own steps, the briefing issued to the team between them."""
    commander.follows("Overview")
    commander.follows("Approve")
    commander.presses("Approve")
    commander.follows("Nail bar team")
    commander.follows("Open the briefing")
    commander.follows("Issue the briefing")
    commander.presses("Issue the briefing")
    commander.goes_to("/operations/")
    commander.follows(OPERATION)
    commander.follows("Say that everyone is briefed")
    commander.presses("Say that everyone is briefed")
    commander.follows("Go live")
    commander.presses("Go live")
    commander.sees("Running")
