"""What holds for all pages of justice at once."""

import re
from datetime import timedelta

from pytest import fixture, mark

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.justice.models import Custody
from sightline.justice.tests.factories import CustodyFactory, InvestigationFactory, SuspectFactory, held, led_by
from sightline.ledger.models import Entry
from sightline.visits.tests.factories import ArrestFactory

pytestmark = mark.django_db

ELSEWHERE = "gwent"
LISTS = ["/justice/", "/justice/past", "/justice/investigations"]
FORMS = ["/justice/record", "/justice/investigations/open"]
OF_A_PERSON = ["", "/book-in", "/record", "/attach", "/concern", "/outcome"]
OF_A_CASE = ["", "/staff", "/suspect", "/order", "/close"]
STRANGERS = [
    "call handler",
    "analyst",
    "visiting officer",
    "visiting partner",
    "safeguarding coordinator",
    "placement coordinator",
    "support worker",
    "immigration partner",
    "awareness lead",
    "oversight",
    "auditor",
    "administrator",
]


@fixture
def secret(now):
    """A person in custody, a suspect and a case, each with a name to look for."""
    opened = InvestigationFactory(title="Secret case", crime_reference="SECRET/18")
    SuspectFactory(investigation=opened, name="Secret suspect")
    held(now, known_as="Secret detainee", investigation=opened)
    ArrestFactory(person_says="Secret arrest")


def told(client):
    """All that the lists and forms say."""
    return "".join(client.get(address).content.decode() for address in LISTS + FORMS)


@mark.parametrize("who", STRANGERS)
def test_no_list_or_form_tells_a_stranger_anything(become, secret, who):
    assert "ecret" not in told(become(person_as(who)))


def test_no_list_or_form_tells_an_investigator_of_another_area_anything(become, secret):
    assert "ecret" not in told(become(person_as("investigator", area=AreaFactory(code=ELSEWHERE))))


def test_the_same_lists_tell_an_investigator_of_the_area(become, secret):
    assert "Secret detainee" in told(become(person_as("investigator")))


def bare(client, address):
    """What a page says, without the token of its forms."""
    answer = client.get(address)
    return answer.status_code, re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())


@mark.parametrize("verb", OF_A_PERSON)
def test_a_hidden_person_and_a_made_up_one_get_the_same_page(become, now, verb):
    custody, client = held(now), become(person_as("analyst"))

    hidden, made_up = (bare(client, f"/justice/{ref}{verb}") for ref in (custody.ref, "D-2222-2222"))

    assert hidden == made_up


@mark.parametrize("verb", OF_A_CASE)
def test_a_hidden_case_and_a_made_up_one_get_the_same_page(become, verb):
    case, client = InvestigationFactory(), become(person_as("investigator"))

    hidden, made_up = (bare(client, f"/justice/investigations/{ref}{verb}") for ref in (case.ref, "J-2222-2222"))

    assert hidden == made_up


@mark.parametrize("verb", OF_A_PERSON)
def test_every_page_of_a_person_opens(page, now, verb):
    assert page.get(f"/justice/{held(now).ref}{verb}").status_code == 200


@mark.parametrize("verb", OF_A_CASE)
def test_every_page_of_a_case_opens(page, detective, verb):
    assert page.get(f"/justice/investigations/{led_by(detective).ref}{verb}").status_code == 200


@mark.parametrize("verb", OF_A_PERSON)
def test_looking_at_a_person_changes_nothing(page, now, verb):
    custody = held(now)
    before = Custody.objects.values().get()

    page.get(f"/justice/{custody.ref}{verb}")

    assert Custody.objects.values().get() == before


def test_looking_at_a_person_is_noted(page, detective, now):
    custody = held(now)

    page.get(f"/justice/{custody.ref}")

    assert Entry.objects.filter(actor=detective.pk, record=custody.pk, act="consult").count() == 1


def test_looking_at_the_board_is_noted_once_a_list(page, detective, now):
    held(now)

    page.get("/justice/")

    asked = Entry.objects.filter(actor=detective.pk, verb="list").values_list("asked", "found")
    assert set(asked) == {("in custody", 1), ("arrests waiting", 0)}


@mark.parametrize("address", [*LISTS, *FORMS, "/justice/D-2222-2222"])
def test_a_stranger_is_sent_to_sign_in(client, address):
    assert client.get(address)["Location"].startswith("/sign/in")


@mark.parametrize("verb", OF_A_PERSON[1:])
def test_an_empty_form_asks_and_keeps_nothing(page, now, verb):
    custody = held(now) if verb != "/book-in" else CustodyFactory(arrested_at=now - timedelta(hours=1))
    state = custody.state

    answer = page.post(f"/justice/{custody.ref}{verb}", {"nothing": "1"})

    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert Custody.objects.get().state == state


def test_hostile_words_stay_words(page, now):
    held(now, known_as="<script>alert(1)</script>", cell='"><img>')

    words = page.get("/justice/").content.decode()

    assert "<script>alert" not in words
    assert '"><img>' not in words
