"""The pages of justice, as people open them."""

from datetime import timedelta

from django.utils import timezone
from pytest import mark

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.justice.models import Custody, CustodyEvent, Investigation, Investigator, Order, Suspect
from sightline.justice.tests.factories import (
    CustodyEventFactory,
    CustodyFactory,
    InvestigationFactory,
    InvestigatorFactory,
    OrderFactory,
    SuspectFactory,
    booked_in,
    commander_of,
    held,
    led_by,
    moment,
)
from sightline.operations.tests.factories import OperationFactory, TeamFactory
from sightline.visits.models import Arrest, Encounter
from sightline.visits.tests.factories import ArrestFactory, VisitFactory

pytestmark = mark.django_db

HOUR = timedelta(hours=1)
ELSEWHERE = "gwent"


# The board ----------------------------------------------------------------------


def test_the_board_says_how_many_are_held_and_how_many_clocks_end_soon(page, now):
    held(now)
    held(now, hours=24)

    words = page.get("/justice/").content.decode()

    assert "Two people are in custody. Two clocks end within the hour." in words


def test_the_soonest_clock_comes_first(page, now):
    held(now, hours=2, known_as="Later Invented")
    held(now, hours=23, known_as="Sooner Invented")
    CustodyFactory(known_as="Unknown Invented", arrested_at=now - HOUR)

    words = page.get("/justice/").content.decode()

    order = [words.index(name) for name in ("Sooner Invented", "Later Invented", "Unknown Invented")]
    assert order == sorted(order)


def test_a_missing_fact_is_named_and_asked_for(page, now):
    custody = held(now, arrived_at=None)

    words = page.get("/justice/").content.decode()

    assert "Cannot compute: no arrival time" in words
    assert f'href="/justice/{custody.ref}/record?kind=arrival"' in words


def test_every_clock_says_its_rule_and_that_it_is_an_aid(page, now):
    held(now)

    words = page.get("/justice/").content.decode()

    assert "Police and Criminal Evidence Act 1984, section 41(1)" in words
    assert "not legal advice; the custody record is the authority" in words


def test_of_those_who_are_out_the_board_tells_what_is_stated(page, now):
    one = held(now)
    booked_in(operation=one.operation, arrest__visit=one.arrest.visit, state="not-stated")
    booked_in(operation=one.operation, arrest__visit=one.arrest.visit, state="charged", ended_at=now)

    assert "Three were arrested. Of the other two: 1 charged, 1 not stated." in page.get("/justice/").content.decode()


def test_when_nothing_is_stated_of_the_others_the_board_says_just_that(page, now):
    one = held(now)
    for _ in range(2):
        booked_in(operation=one.operation, arrest__visit=one.arrest.visit, state="not-stated")

    assert "Three were arrested. Of the other two: not stated." in page.get("/justice/").content.decode()


def test_an_empty_board_is_good_news(page):
    words = page.get("/justice/").content.decode()

    assert "Nobody is in custody." in words
    assert "Every arrest made on a visit has been taken over." in words


def test_arrests_wait_on_the_board_for_the_investigators_of_their_area(page, become):
    arrest = ArrestFactory(person_says="Man with the keys")

    assert f"/justice/arrests/{arrest.ref}/take" in page.get("/justice/").content.decode()
    elsewhere = become(person_as("investigator", area=AreaFactory(code=ELSEWHERE)))
    assert "Man with the keys" not in elsewhere.get("/justice/").content.decode()


def test_a_commander_sees_who_is_held_and_no_clock(become, now):
    custody = held(now, known_as="Invented Detainee")

    words = become(commander_of(custody)).get("/justice/").content.decode()

    assert "Invented Detainee" in words
    assert "The custody officers of the area keep the clocks." in words
    assert "<progress" not in words


def test_the_board_takes_as_many_queries_for_many_as_for_one(page, now, django_assert_max_num_queries):
    for hours in range(1, 8):
        CustodyEventFactory(custody=held(now, hours=hours), happened_at=now)

    with django_assert_max_num_queries(26):
        page.get("/justice/")


def test_those_who_are_out_stand_on_a_list_of_their_own(page, now):
    held(now, state="charged", ended_at=now, outcome_says="To court on Monday.")

    assert "To court on Monday." in page.get("/justice/past").content.decode()


# One person ----------------------------------------------------------------------


def test_a_persons_page_shows_both_clocks_and_what_happened(page, now):
    custody = held(now, hours=8, known_as="Invented Detainee")
    CustodyEventFactory(custody=custody, happened_at=now - HOUR, says="By Inspector Example")

    words = page.get(f"/justice/{custody.ref}").content.decode()

    assert words.count("<progress") == 2
    assert "By Inspector Example" in words
    assert "the investigators and custody officers of the area" in words


def test_a_clock_that_a_late_time_moved_says_what_it_read_before(page, now):
    custody = held(now)
    CustodyEventFactory(custody=custody, kind="arrival", happened_at=custody.arrived_at - HOUR / 4, recorded_at=now)
    was = timezone.localtime(custody.arrived_at + 24 * HOUR)

    words = page.get(f"/justice/{custody.ref}").content.decode()

    assert f"before, it read {was:%a} {was.day} {was:%b, %H:%M}" in words
    assert words.count("before, it read") == 1


def test_a_person_of_whom_nothing_is_stated_has_no_clock(page, now):
    custody = held(now, state="not-stated")

    words = page.get(f"/justice/{custody.ref}").content.decode()

    assert "Where this person stands is not stated, so no clock is shown." in words
    assert "<progress" not in words


def test_a_commander_reads_where_a_person_stands(become, now):
    custody = held(now)

    answer = become(commander_of(custody)).get(f"/justice/{custody.ref}")

    assert "The custody officers of the area keep the clocks." in answer.content.decode()
    assert "Record a review" not in answer.content.decode()


@mark.parametrize("role", ["analyst", "operation commander", "safeguarding coordinator", "oversight", "administrator"])
@mark.parametrize("verb", ["", "/record", "/outcome", "/concern", "/attach", "/book-in"])
def test_a_person_in_custody_is_not_found_by_others(become, now, role, verb):
    custody = held(now)

    assert become(person_as(role)).get(f"/justice/{custody.ref}{verb}").status_code == 404


@mark.parametrize("verb", ["record", "outcome", "concern", "attach", "book-in"])
def test_a_commander_finds_no_page_that_writes(become, now, verb):
    custody = held(now)

    assert become(commander_of(custody)).get(f"/justice/{custody.ref}/{verb}").status_code == 404


# Into custody -------------------------------------------------------------------


def test_an_arrest_is_taken_over_on_its_page(page, detective):
    arrest = ArrestFactory()
    assert arrest.grounds in page.get(f"/justice/arrests/{arrest.ref}/take").content.decode()

    answer = page.post(f"/justice/arrests/{arrest.ref}/take", {"known_as": "Invented Name"})

    taken = Custody.objects.get()
    assert answer["Location"] == f"/justice/{taken.ref}"
    assert (taken.known_as, Arrest.objects.get().state) == ("Invented Name", "taken")


def test_an_arrest_taken_by_a_colleague_is_not_taken_again(page):
    arrest = ArrestFactory(state="taken")

    assert "with the investigators" in page.get(f"/justice/arrests/{arrest.ref}/take").content.decode()
    assert page.post(f"/justice/arrests/{arrest.ref}/take", {"known_as": ""}).status_code == 409


def test_the_language_met_at_the_door_is_offered_for_an_interpreter(page):
    custody = CustodyFactory(arrest__language="sq")

    assert 'value="Albanian"' in page.get(f"/justice/{custody.ref}/book-in").content.decode()


def test_a_person_is_booked_in_on_its_page(page, now):
    custody = CustodyFactory(arrested_at=now - 2 * HOUR)
    at = timezone.localtime(now - HOUR)

    page.post(
        f"/justice/{custody.ref}/book-in",
        {"station": "Example Street", "arrived_at_0": f"{at:%Y-%m-%d}", "arrived_at_1": f"{at:%H:%M}", "cell": "4"},
    )

    kept = Custody.objects.get()
    assert (kept.state, kept.where) == ("in-custody", "Example Street, cell 4")
    assert kept.arrived_at == at.replace(second=0, microsecond=0)


@mark.parametrize(
    ("arrived", "words"),
    [(-3, "This is before the arrest."), (1, "This is still to come.")],
)
def test_a_wrong_arrival_is_said_and_what_was_typed_stays(page, now, arrived, words):
    custody = CustodyFactory(arrested_at=now - 2 * HOUR)
    at = timezone.localtime(now + arrived * HOUR)
    typed = {"station": "Example Street", "arrived_at_0": f"{at:%Y-%m-%d}", "arrived_at_1": f"{at:%H:%M}"}

    answer = page.post(f"/justice/{custody.ref}/book-in", typed).content.decode()

    assert words in answer
    assert 'value="Example Street"' in answer
    assert Custody.objects.get().state == "arrested"


# Events ------------------------------------------------------------------------


def test_a_review_is_recorded_from_the_board(page, now):
    custody = held(now)
    assert custody.known_as in page.get("/justice/record?kind=review").content.decode()

    answer = page.post("/justice/record", {"custody": custody.ref, "kind": "review", "says": "By", **moment(now)})

    assert answer["Location"] == f"/justice/{custody.ref}"
    assert CustodyEvent.objects.get().kind == "review"


def test_an_event_is_recorded_on_the_persons_page(page, now):
    custody = held(now)

    page.post(f"/justice/{custody.ref}/record", {"kind": "hospital", **moment(now)})

    assert "ask the custody officer" in page.get(f"/justice/{custody.ref}").content.decode()


@mark.parametrize(
    ("given", "words"),
    [
        ({"kind": "extension"}, "Enter how many hours were granted."),
        ({"kind": "review", "hours": "3"}, "Only an extension or a warrant has hours."),
        ({}, "Choose an answer: What happened"),
    ],
)
def test_an_event_that_lacks_something_says_what_to_do(page, now, given, words):
    custody = held(now)

    answer = page.post(
        f"/justice/{custody.ref}/record", {**given, "says": "By Example", **moment(now)}
    ).content.decode()

    assert words in answer
    assert 'value="By Example"' in answer
    assert not CustodyEvent.objects.exists()


def test_the_same_event_sent_twice_is_kept_once(page, now):
    custody = held(now)
    sent = {"kind": "review", **moment(now)}

    answers = [page.post(f"/justice/{custody.ref}/record", sent).status_code for _ in range(2)]

    assert answers == [302, 409]
    assert CustodyEvent.objects.count() == 1


def test_an_event_for_somebody_who_has_left_meanwhile_is_the_wrong_step(page, now):
    custody = held(now, state="released", ended_at=now)

    assert page.post(f"/justice/{custody.ref}/record", {"kind": "review", **moment(now)}).status_code == 409


def test_a_person_of_another_area_and_a_made_up_one_get_the_same_words(page, now):
    elsewhere = TeamFactory(operation=OperationFactory(area=AreaFactory(code=ELSEWHERE)))
    hidden = held(now, arrest__visit=VisitFactory(team=elsewhere))
    given = {"kind": "review", **moment(now)}

    pages = [
        page.post("/justice/record", {**given, "custody": ref}).content.decode() for ref in (hidden.ref, "D-2222-2222")
    ]

    assert all("Select a valid choice" in words for words in pages)
    assert not CustodyEvent.objects.exists()


# Perhaps a victim, and what came of it --------------------------------------------


def test_the_question_is_shown_and_never_answered(page, now):
    custody = held(now, may_be_victim=True)

    words = page.get(f"/justice/{custody.ref}").content.decode()

    assert "The arresting officer asked this, and nobody has answered." in words
    assert "never a conclusion of this page" in words


def test_a_concern_reaches_safeguarding_from_the_persons_page(page, now):
    custody = held(now)

    page.post(f"/justice/{custody.ref}/concern", {"description": "Young man", "says": "Was told to."})

    assert Encounter.objects.get().concern_says == "Was told to."
    words = page.get(f"/justice/{custody.ref}").content.decode()
    assert "Safeguarding was told on" in words
    assert "/concern" not in words


def test_a_concern_without_words_asks_for_them(page, now):
    custody = held(now)

    answer = page.post(f"/justice/{custody.ref}/concern", {"description": "Young man"}).content.decode()

    assert 'value="Young man"' in answer
    assert not Encounter.objects.exists()


@mark.parametrize(
    ("outcome", "state"),
    [
        ("charge", "charged"),
        ("bail", "bailed"),
        ("release", "released"),
        ("end_without_action", "no-action"),
        ("leave_unstated", "not-stated"),
    ],
)
def test_what_came_of_custody_is_chosen_on_one_page(page, now, outcome, state):
    custody = held(now)

    page.post(f"/justice/{custody.ref}/outcome", {"outcome": outcome, "outcome_says": "Next Monday."})

    assert Custody.objects.get().state == state


def test_only_what_may_still_come_is_offered(page, now):
    custody = held(now, state="bailed", ended_at=now)

    words = page.get(f"/justice/{custody.ref}/outcome").content.decode()

    assert 'value="charge"' in words
    assert 'value="bail"' not in words


def test_an_outcome_that_nobody_offers_is_not_an_address(page, now):
    custody = held(now)

    answer = page.post(f"/justice/{custody.ref}/outcome", {"outcome": "raise_concern"})

    assert answer.status_code == 200
    assert Custody.objects.get().state == "in-custody"


# Investigations ----------------------------------------------------------------


def test_an_investigation_is_opened_on_its_page(page, detective):
    given = {"title": "Workers at a car wash", "crime_reference": "X1/18", "agency": detective.agency.code}

    answer = page.post("/justice/investigations/open", {**given, "area": "northumbria"})

    opened = Investigation.objects.get()
    assert (opened.lead, answer["Location"]) == (detective, f"/justice/investigations/{opened.ref}")


def test_an_area_that_is_not_mine_cannot_be_chosen(page, detective):
    AreaFactory(code=ELSEWHERE)
    given = {"title": "Workers", "crime_reference": "X1/18", "agency": detective.agency.code, "area": ELSEWHERE}

    answer = page.post("/justice/investigations/open", given).content.decode()

    assert 'value="X1/18"' in answer
    assert not Investigation.objects.exists()


def test_an_investigations_page_shows_suspects_orders_and_whom_it_holds(page, detective, now):
    opened = led_by(detective)
    OrderFactory(suspect=SuspectFactory(investigation=opened, name="Invented Suspect"), prohibits="Arranging travel.")
    held(now, investigation=opened, known_as="Invented Detainee")

    words = page.get(f"/justice/investigations/{opened.ref}").content.decode()

    assert "With others" in words
    assert "Arranging travel." in words
    assert "Invented Detainee" in words


def test_a_suspect_is_added(page, detective):
    opened = led_by(detective)
    given = {"name": "Invented Suspect", "acts": "alone", "since": "2018-10-16", "reason": "Drives the workers."}

    page.post(f"/justice/investigations/{opened.ref}/suspect", given)

    assert Suspect.objects.get().acts == "alone"


def test_the_same_suspect_is_kept_once(page, detective):
    opened = led_by(detective)
    given = {"name": "Invented Suspect", "acts": "alone", "since": "2018-10-16", "reason": "Drives the workers."}

    answers = [page.post(f"/justice/investigations/{opened.ref}/suspect", given).status_code for _ in range(2)]

    assert answers == [302, 409]


def test_an_order_is_recorded_against_a_suspect_of_the_case(page, detective):
    opened = led_by(detective)
    suspect = SuspectFactory(investigation=opened)
    given = {"suspect": suspect.ref, "kind": "stpo", "prohibits": "Arranging travel.", "made_on": "2019-06-03"}

    page.post(f"/justice/investigations/{opened.ref}/order", given)

    assert Order.objects.get().suspect == suspect


def test_an_order_needs_somebody_to_be_against(page, detective):
    opened = led_by(detective)

    assert "Add the suspect first" in page.get(f"/justice/investigations/{opened.ref}/order").content.decode()


def test_an_order_that_ends_before_it_begins_is_said(page, detective):
    opened = led_by(detective)
    suspect = SuspectFactory(investigation=opened)
    given = {"suspect": suspect.ref, "kind": "stpo", "prohibits": "Travel.", "made_on": "2019-06-03"}

    answer = page.post(f"/justice/investigations/{opened.ref}/order", {**given, "ends_on": "2019-06-02"})

    assert "Choose a day after the one on which it was made" in answer.content.decode()


def test_a_suspect_of_another_case_and_a_made_up_one_get_the_same_words(page, detective):
    opened = led_by(detective)
    SuspectFactory(investigation=opened)
    given = {"kind": "stpo", "prohibits": "Travel.", "made_on": "2019-06-03"}

    pages = [
        page.post(f"/justice/investigations/{opened.ref}/order", {**given, "suspect": ref}).content.decode()
        for ref in (SuspectFactory().ref, "U-2222-2222")
    ]

    assert all("Select a valid choice" in words for words in pages)


def test_a_colleague_joins_and_leaves(page, detective):
    opened, colleague = led_by(detective), person_as("investigator", agency=detective.agency)

    page.post(f"/justice/investigations/{opened.ref}/staff", {"person": colleague.ref})
    assert Investigator.objects.filter(person=colleague, until=None).exists()

    page.post(f"/justice/investigations/{opened.ref}/leave", {"person": colleague.ref})
    assert not Investigator.objects.filter(person=colleague, until=None).exists()


def test_the_lead_does_not_leave_their_own_case(page, detective):
    opened = led_by(detective)

    assert page.post(f"/justice/investigations/{opened.ref}/leave", {"person": detective.ref}).status_code == 403


def test_a_closed_investigation_takes_nothing_more(page, detective):
    opened = led_by(detective)
    page.post(f"/justice/investigations/{opened.ref}/close", {"why": "Sentenced."})

    given = {"name": "Invented Suspect", "acts": "alone", "since": "2018-10-16", "reason": "Late."}
    assert page.post(f"/justice/investigations/{opened.ref}/suspect", given).status_code == 409
    assert "Sentenced." in page.get(f"/justice/investigations/{opened.ref}").content.decode()


def test_a_person_joins_an_investigation_from_their_page(page, detective, now):
    opened, custody = led_by(detective), held(now)

    page.post(f"/justice/{custody.ref}/attach", {"investigation": opened.ref})

    assert opened.title in page.get(f"/justice/{custody.ref}").content.decode()


def test_a_case_that_one_does_not_work_on_has_no_name_here(page, now):
    custody = held(now, investigation=InvestigationFactory(title="Somebody else's"))

    words = page.get(f"/justice/{custody.ref}").content.decode()

    assert "One you do not work on" in words
    assert "Somebody else" not in words


@mark.parametrize("verb", ["", "/suspect", "/order", "/staff", "/close"])
@mark.parametrize("role", ["investigator", "operation commander", "analyst", "administrator"])
def test_an_investigation_is_not_found_by_others(become, role, verb):
    opened = InvestigationFactory()

    assert become(person_as(role)).get(f"/justice/investigations/{opened.ref}{verb}").status_code == 404


def test_a_colleague_finds_no_page_of_the_lead(become, detective):
    opened = led_by(person_as("investigator"))
    InvestigatorFactory(investigation=opened, person=detective)

    assert become(detective).get(f"/justice/investigations/{opened.ref}/staff").status_code == 404
    assert become(detective).get(f"/justice/investigations/{opened.ref}/suspect").status_code == 200


def test_a_list_of_investigations_holds_mine_alone(page, detective):
    led_by(detective, title="Mine to lead")
    InvestigationFactory(title="Somebody else's")

    words = page.get("/justice/investigations").content.decode()

    assert "Mine to lead" in words
    assert "Somebody else" not in words


def test_the_way_back_leads_only_where_the_reader_may_go(page, become, now):
    custody = held(now)
    way = f'href="/operations/{custody.operation.ref}"'

    assert way not in page.get(f"/justice/{custody.ref}").content.decode()
    assert way in become(commander_of(custody)).get(f"/justice/{custody.ref}").content.decode()
