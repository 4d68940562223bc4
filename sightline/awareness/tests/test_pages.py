"""The pages of awareness, as people open them."""

from datetime import timedelta

from django.utils import timezone
from pytest import mark

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.awareness.models import Attendance, Event
from sightline.awareness.tests.factories import AttendanceFactory, EventFactory
from sightline.ledger.models import Entry
from sightline.operations.tests.factories import AssignmentFactory, OperationFactory

pytestmark = mark.django_db

DAY = timedelta(days=1)
PLANNED = {
    "kind": "forum",
    "title": "Forum for private landlords",
    "audience": "Private landlords",
    "venue": "Invented Town Hall",
    "held_at_0": "2016-10-18",
    "held_at_1": "18:00",
    "area": "northumbria",
    "campaign": "keys-16",
}


# The list ------------------------------------------------------------------------


def test_the_list_asks_first_how_past_events_went(page, now):
    EventFactory(title="Yesterday's forum", held_at=now - DAY)
    EventFactory(title="Tomorrow's training", held_at=now + DAY)
    EventFactory(title="Last month's hotels", held_at=now - 30 * DAY, state="held")

    words = page.get("/awareness/").content.decode()

    order = [
        words.index(each)
        for each in ("How did it go?", "Yesterday&#x27;s", "Coming", "Tomorrow&#x27;s", "Past", "Last month&#x27;s")
    ]
    assert order == sorted(order)


def test_nobody_is_asked_how_an_event_of_another_area_went(become, now):
    EventFactory(held_at=now - DAY)
    elsewhere = person_as("awareness lead", area=AreaFactory(code="gwent"))

    assert "How did it go?" not in become(elsewhere).get("/awareness/").content.decode()


def test_an_empty_list_leads_to_planning(page):
    assert 'href="/awareness/plan"' in page.get("/awareness/").content.decode()


def test_a_reader_who_plans_nothing_is_not_offered_to(become):
    client = become(person_as("visiting officer"))

    assert "/awareness/plan" not in client.get("/awareness/").content.decode()
    assert client.get("/awareness/plan").status_code == 404


def test_the_list_takes_as_many_queries_for_many_as_for_one(page, django_assert_max_num_queries):
    EventFactory.create_batch(12)

    with django_assert_max_num_queries(22):
        page.get("/awareness/")


@mark.parametrize("role", ["oversight", "administrator", "call handler", "immigration partner"])
def test_others_find_an_empty_list_and_no_event(become, role):
    event, client = EventFactory(), become(person_as(role))

    assert event.title not in client.get("/awareness/").content.decode()
    assert client.get(f"/awareness/{event.ref}").status_code == 404


# Planning --------------------------------------------------------------------------


def test_an_event_is_planned_on_its_page(page, lead):
    answer = page.post("/awareness/plan", PLANNED)

    planned = Event.objects.get()
    assert answer["Location"] == f"/awareness/{planned.ref}"
    assert (planned.lead, planned.campaign, planned.operation) == (lead, "KEYS-16", None)


@mark.parametrize(
    ("given", "words"),
    [
        ({"campaign": "a b"}, "Use letters, figures and hyphens only."),
        ({"campaign": "KEYS-15"}, "Another event hands out this code."),
        ({"venue": ""}, "Fill in: Where"),
        ({"expected": "9999999999"}, "less than or equal to 100000"),
        ({"area": "gwent"}, "Select a valid choice"),
    ],
)
def test_a_plan_that_lacks_something_says_what_to_do(page, given, words):
    EventFactory(campaign="KEYS-15")
    AreaFactory(code="gwent")

    answer = page.post("/awareness/plan", PLANNED | given).content.decode()

    assert words in answer
    assert 'value="Forum for private landlords"' in answer
    assert Event.objects.count() == 1


def test_only_operations_with_a_part_of_mine_are_offered(page, lead):
    mine = AssignmentFactory(person=lead, part="awareness").operation
    other = OperationFactory()

    words = page.get("/awareness/plan").content.decode()

    assert mine.ref in words
    assert other.ref not in words


# One event -------------------------------------------------------------------------


def test_an_event_shows_organisations_and_numbers_and_its_code(page, lead):
    event = EventFactory(lead=lead, state="held", attended=9, handed_out="Leaflets in Welsh", campaign="KEYS-16")
    AttendanceFactory(event=event, organisation="Invented Lettings", people=4)

    words = page.get(f"/awareness/{event.ref}").content.decode()

    for said in ("Invented Lettings", "Leaflets in Welsh", "KEYS-16", "4 of the 9 who came are counted here."):
        assert said in words
    assert "nobody here reads those reports" in words


def test_an_operation_that_the_reader_has_no_part_in_is_not_named(become):
    event = EventFactory(operation=OperationFactory(name="Operation Hidden"))

    words = become(person_as("visiting officer")).get(f"/awareness/{event.ref}").content.decode()

    assert event.title in words
    assert "Operation Hidden" not in words


def test_an_organisation_is_added(page, lead):
    event = EventFactory(lead=lead)

    page.post(f"/awareness/{event.ref}/attend", {"organisation": "Invented Lettings", "people": "3"})

    assert Attendance.objects.get().people == 3


def test_the_same_organisation_sent_twice_is_kept_once(page, lead):
    event = EventFactory(lead=lead)
    sent = {"organisation": "Invented Lettings", "people": "3"}

    answers = [page.post(f"/awareness/{event.ref}/attend", sent).status_code for _ in range(2)]

    assert answers == [302, 409]


def test_how_it_went_begins_with_those_counted(page, lead):
    event = AttendanceFactory(event__lead=lead, people=7).event

    assert 'value="7"' in page.get(f"/awareness/{event.ref}/hold").content.decode()
    page.post(f"/awareness/{event.ref}/hold", {"attended": "12", "told": "Rent is paid in cash."})

    held = Event.objects.get()
    assert (held.state, held.attended, held.told) == ("held", 12, "Rent is paid in cash.")


def test_an_event_already_held_is_not_held_again(page, lead):
    event = EventFactory(lead=lead, state="held")

    assert page.post(f"/awareness/{event.ref}/hold", {"attended": "12"}).status_code == 409


def test_an_event_is_called_off_with_its_reason(page, lead):
    event = EventFactory(lead=lead)

    page.post(f"/awareness/{event.ref}/call-off", {"why": "The hall was flooded."})

    assert "The hall was flooded." in page.get(f"/awareness/{event.ref}").content.decode()
    assert page.post(f"/awareness/{event.ref}/attend", {"organisation": "Late", "people": "1"}).status_code == 409


@mark.parametrize("verb", ["attend", "hold", "call-off"])
def test_others_find_no_page_that_writes(become, verb):
    event = EventFactory()

    assert become(person_as("operation commander")).get(f"/awareness/{event.ref}/{verb}").status_code == 404


def test_how_it_went_is_asked_once_its_time_has_passed(page, lead, now):
    coming, past = EventFactory(lead=lead, held_at=now + DAY), EventFactory(lead=lead, held_at=now - DAY)

    assert "Say how it went" not in page.get(f"/awareness/{coming.ref}").content.decode()
    assert "Say how it went" in page.get(f"/awareness/{past.ref}").content.decode()


# Beside an operation ----------------------------------------------------------------


def test_an_operations_days_show_what_was_held_on_each(page, lead):
    operation = AssignmentFactory(person=lead, part="awareness").operation
    EventFactory(operation=operation, title="On the second day", held_at=timezone.now().replace(2018, 10, 17))
    EventFactory(title="Of no operation")

    words = page.get(f"/awareness/beside/{operation.ref}").content.decode()

    assert words.index("Tue 16 Oct 2018") < words.index("Wed 17 Oct 2018") < words.index("On the second day")
    assert words.count("Nothing on this day.") == 1
    assert "Of no operation" not in words


def test_the_days_of_an_operation_are_for_those_with_a_part_in_it(page):
    assert page.get(f"/awareness/beside/{OperationFactory().ref}").status_code == 404


# All pages --------------------------------------------------------------------------

OF_AN_EVENT = ["", "/attend", "/hold", "/call-off"]


@mark.parametrize("verb", OF_AN_EVENT)
def test_every_page_of_an_event_opens_and_changes_nothing(page, lead, verb):
    event = EventFactory(lead=lead)
    before = Event.objects.values().get()

    assert page.get(f"/awareness/{event.ref}{verb}").status_code == 200
    assert Event.objects.values().get() == before


@mark.parametrize("verb", OF_AN_EVENT[1:])
def test_an_empty_form_asks_and_keeps_nothing(page, lead, verb):
    event = EventFactory(lead=lead)

    answer = page.post(f"/awareness/{event.ref}{verb}", {"nothing": "1"})

    assert 'role="alert"' in answer.content.decode()
    assert Event.objects.get().state == "planned"


@mark.parametrize("verb", OF_AN_EVENT)
def test_a_hidden_event_and_a_made_up_one_are_both_not_found(become, verb):
    event, client = EventFactory(), become(person_as("administrator"))

    answers = [client.get(f"/awareness/{ref}{verb}") for ref in (event.ref, "AW-2222-2222")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert event.title not in answers[0].content.decode()


@mark.parametrize("address", ["/awareness/", "/awareness/plan", "/awareness/AW-2222-2222"])
def test_a_stranger_is_sent_to_sign_in(client, address):
    assert client.get(address)["Location"].startswith("/sign/in")


def test_looking_at_an_event_is_noted(page, lead):
    event = EventFactory()

    page.get(f"/awareness/{event.ref}")

    assert Entry.objects.filter(actor=lead.pk, record=event.pk, act="consult").count() == 1


def test_an_event_of_another_area_is_read_and_not_changed(become):
    event = EventFactory()
    client = become(person_as("awareness lead", area=AreaFactory(code="gwent")))

    words = client.get(f"/awareness/{event.ref}").content.decode()

    assert event.title in words
    assert "Add who came" not in words
    assert client.get(f"/awareness/{event.ref}/hold").status_code == 404


def test_hostile_words_stay_words(page, lead):
    EventFactory(lead=lead, title="<script>alert(1)</script>", campaign='"><img>')

    words = page.get("/awareness/").content.decode()

    assert "<script>alert" not in words
    assert '"><img>' not in words


def test_a_plan_begins_beside_the_operation_it_came_from(page, lead):
    operation = AssignmentFactory(person=lead, part="awareness").operation

    words = page.get(f"/awareness/plan?operation={operation.ref}").content.decode()

    assert f'value="{operation.ref}" selected' in words


def test_a_team_of_the_operation_sees_its_days_and_plans_nothing(become):
    operation = OperationFactory()
    EventFactory(operation=operation, held_at=timezone.now().replace(2018, 10, 16))
    officer = person_as("visiting officer")
    AssignmentFactory(person=officer, operation=operation, part="member")

    words = become(officer).get(f"/awareness/beside/{operation.ref}").content.decode()

    assert "Forum for private landlords" in words
    assert "/awareness/plan" not in words
