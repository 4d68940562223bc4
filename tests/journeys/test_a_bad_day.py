"""A bad day: going back, a stale page, a lost session, a double click, a wrong step. Nothing is lost, nothing is doubled."""

from pytest import mark

from tests.journeys.chain import telling
from tests.journeys.person import Person

pytestmark = mark.journey

SEEN = "Four boys wash cars behind the shut garage, and the smallest has a burnt hand."
LEFT = "Boys are said to wash cars behind a shut garage; one of them was hurt."
SPARE = "Operation Spare Key"


def test_nothing_is_lost_or_doubled_on_a_bad_day(neighbour, someone, colleague, stored):
    handler, other = someone("call handler"), colleague("Desk of Northumbria", "call handler")
    analyst, late = someone("analyst"), colleague("Analyst of Northumbria", "analyst")

    when_a_neighbour_goes_back_and_sends_again(neighbour)
    report = when_two_handlers_open_it_and_both_press_take_it(handler, other)
    when_the_session_ends_while_the_handler_writes(handler, stored)
    sent_on = when_two_analysts_open_it_and_one_grades_it_twice_at_once(analyst, late)
    when_the_other_takes_a_wrong_step(late)
    when_the_commander_presses_twice(someone("operation commander"))

    then_each_thing_is_there_once(stored, report, sent_on)


def when_a_neighbour_goes_back_and_sends_again(neighbour: Person) -> None:
    """The same code, whether the last page is sent from where they had been before, or its answer asked for again."""
    telling.when_a_neighbour_writes(neighbour, SEEN, "Behind the garage, Stanhope Street, NE4 5JS")
    code = neighbour.presses_and_stays("Send it", ".code")
    neighbour.presses("Send it")
    assert neighbour.reads(".code") == code
    neighbour.page.reload()
    assert neighbour.reads(".code") == code
    assert neighbour.page.context.cookies() == []


def when_two_handlers_open_it_and_both_press_take_it(handler: Person, other: Person) -> str:
    """Who comes second reads plainly that somebody was quicker, and finds the report as it stands. Its reference."""
    for either in (handler, other):
        either.goes_to("/reports/")
        either.opens("Four boys wash cars")
    handler.presses("Take it")
    other.presses("Take it")
    other.sees("Somebody else may have been quicker")
    other.goes_to(f"/reports/{handler.ref}")
    other.sees("Being looked at")
    return handler.ref


def when_the_session_ends_while_the_handler_writes(handler: Person, stored) -> None:
    """Their words wait for them, and for nobody else, until they are signed in again."""
    handler.follows("Pass on what may leave")
    handler.answers("What may leave the desk", LEFT)
    handler.answers("How the source knows", "Somebody who lives near by.")
    handler.answers("Area whose analysts read it", "Northumbria")
    handler.answers("Could only about five people know this?", "No, more people could know it")
    stored("delete from agencies_session")
    handler.presses("Pass it on")
    handler.sees("You were signed out before this was sent")
    handler.sees_nothing_of(LEFT)
    signs_in_beside(handler, "call handler")
    handler.presses("I am signed in: go on")
    handler.sees("This has not been sent yet")
    handler.sees(LEFT)
    handler.presses("Send it now")
    handler.sees("Passed on")


def signs_in_beside(person: Person, role: str) -> None:
    """In a new window of the same browser, which is closed again."""
    with person.page.context.expect_page() as opened:
        person.page.get_by_role("link", name="Sign in, in a new window").click()
    window = Person(opened.value, person.front)
    window.becomes(role)
    window.page.close()


def when_two_analysts_open_it_and_one_grades_it_twice_at_once(analyst: Person, late: Person) -> str:
    """Two requests in the same moment: one is done, the other is led to where it is. The reference of what was graded."""
    for either, role in ((analyst, "analyst"), (late, "second analyst")):
        either.goes_to("/sign/in")
        either.becomes(role)
        either.goes_to("/intelligence")
        either.opens(LEFT)
    analyst.answers("The source", "2 Untested")
    analyst.answers("How the source knows", "A Known directly")
    analyst.answers("Who may have it", "P Lawful sharing")
    analyst.answers("Labour exploitation", "Forced work")
    assert analyst.sends_twice_at_once("Grade it") == [302, 302]
    return late.ref


def when_the_other_takes_a_wrong_step(late: Person) -> None:
    """From a page that has lain open, and from its address: both have moved on."""
    late.follows("Send it back")
    late.sees("This has moved on")
    late.goes_to("/intelligence")
    late.sees_nothing_of(f"/{LEFT}/grade")


def when_the_commander_presses_twice(commander: Person) -> None:
    """A form that makes something new, under a nervous finger."""
    commander.goes_to("/sign/in")
    commander.becomes("operation commander")
    commander.goes_to("/operations/propose")
    commander.answers("Name", SPARE)
    commander.answers("Police area", "Northumbria")
    commander.answers("First day", "2018-11-20")
    commander.answers("Last day", "2018-11-20")
    commander.presses_twice("Propose")
    commander.goes_to("/operations/")
    commander.sees(SPARE)


def then_each_thing_is_there_once(stored, report: str, sent_on: str) -> None:
    """Counted in the database, behind no wall: one of each, whole, and each act in the ledger once."""
    assert stored("select count(*) from reports_report where what = %s", SEEN) == 1
    assert stored("select count(*) from reports_sanitisedreport where text = %s", LEFT) == 1
    assert stored("select count(*) from intelligence_item where text = %s", LEFT) == 1
    assert stored("select count(*) from operations_operation where name = %s", SPARE) == 1
    acts = "select count(distinct request) from ledger_entry where act = 'alter' and verb = %s"
    acts += " and record = (select id from {} where ref = %s)"
    of_report, of_what_left = acts.format("reports_report"), acts.format("reports_sanitisedreport")
    assert [stored(of_report, verb, report) for verb in ("take", "pass_on")] == [1, 1]
    assert [stored(of_what_left, verb, sent_on) for verb in ("grade", "send_back")] == [1, 0]
