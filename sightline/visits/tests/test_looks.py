"""Each look at a visit is in the ledger, and what is hidden tells nothing, not even that it is there."""

import re
from uuid import uuid4

from django.test import Client
from pytest import fixture, mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import person_as
from sightline.ledger.models import Entry
from sightline.operations.tests.factories import TeamFactory, TeamMemberFactory, member_of, released
from sightline.visits.models import Encounter, Visit
from sightline.visits.tests.factories import (
    AccountFactory,
    ArrestFactory,
    ContactGivenFactory,
    EncounterFactory,
    VisitFactory,
    on_the_team_of,
)

pytestmark = mark.django_db

NO_SUCH = "-2222-2222"


def signed_in(person):
    Account.objects.create(id=person.pk, name=str(person.pk))
    client = Client()
    client.force_login(Account.objects.get(pk=person.pk))
    return client


@fixture
def visit():
    return VisitFactory(place="The hidden place")


@fixture
def officer(visit):
    return on_the_team_of(visit)


@fixture
def records(visit):
    """One of each kind, with what must not leak."""
    met = EncounterFactory(visit=visit, concern=True, description="The hidden person")
    AccountFactory(encounter=met, says="The hidden words")
    ContactGivenFactory(encounter=met, how="The hidden number")
    return {"V": visit, "E": met, "A": ArrestFactory(visit=visit, person_says="The hidden suspect")}


ADDRESSES = [
    ("V", "/visits/{}"),
    ("V", "/visits/{}/door"),
    ("V", "/visits/{}/meet"),
    ("V", "/visits/{}/notice-signs"),
    ("V", "/visits/{}/intervene"),
    ("V", "/visits/{}/give-awareness"),
    ("V", "/visits/{}/arrest"),
    ("V", "/visits/{}/raise"),
    ("V", "/visits/{}/bring-down"),
    ("V", "/visits/{}/close"),
    ("E", "/visits/people/{}"),
    ("E", "/visits/people/{}/raise-concern"),
    ("E", "/visits/people/{}/hear"),
    ("E", "/visits/people/{}/keep-contact"),
    ("E", "/visits/people/{}/close"),
    ("A", "/visits/arrests/{}"),
    ("A", "/visits/arrests/{}/note-concern"),
]


def without_tokens(answer):
    return re.sub(rb'value="[A-Za-z0-9]{64}"', b"", answer.content)


@mark.parametrize(("kind", "address"), ADDRESSES, ids=[address for _kind, address in ADDRESSES])
def test_a_hidden_record_and_an_absent_one_answer_alike(kind, address, records):
    stranger = signed_in(member_of(TeamFactory()))

    hidden = stranger.get(address.format(records[kind].ref))
    absent = stranger.get(address.format(kind + NO_SUCH))

    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert without_tokens(hidden) == without_tokens(absent)


@mark.parametrize(("kind", "address"), ADDRESSES, ids=[address for _kind, address in ADDRESSES])
def test_nobody_posts_to_what_is_hidden(kind, address, records):
    stranger = signed_in(member_of(TeamFactory()))
    told = {"key": str(uuid4()), "says": "x", "why": "x", "how": "x", "screen": "0"}

    assert stranger.post(address.format(records[kind].ref), told).status_code == 404


@mark.parametrize("role", ["oversight", "administrator", "auditor", "immigration partner", "support worker", "analyst"])
def test_no_list_leaks_a_person(role, records):
    client = signed_in(person_as(role))

    for address in ("/visits/", "/visits/?show=open", "/visits/?show=victims", "/visits/?page=2", "/visits/today"):
        shown = client.get(address).content.decode()
        assert "hidden person" not in shown
        assert "hidden suspect" not in shown
        assert "hidden words" not in shown
        assert "hidden number" not in shown


def test_a_coordinator_reads_the_person_and_neither_the_visit_nor_the_arrest(records):
    client = signed_in(person_as("safeguarding coordinator"))

    shown = client.get(f"/visits/people/{records['E'].ref}").content.decode()

    assert "The hidden words" in shown
    assert "The hidden number" in shown
    assert records["V"].ref not in shown
    assert records["A"].ref not in shown
    assert client.get(f"/visits/{records['V'].ref}").status_code == 404


def test_two_worlds_that_differ_in_hidden_visits_look_the_same():
    mine = VisitFactory(place="My place")
    client = signed_in(TeamMemberFactory(team=mine.team).person)
    before = without_tokens(client.get("/visits/"))

    hidden = VisitFactory(team=TeamFactory(operation=mine.operation))
    EncounterFactory(visit=hidden, concern=True)
    ArrestFactory(visit=hidden)
    released(team=TeamFactory(operation=mine.operation))

    assert without_tokens(client.get("/visits/")) == before


def entries(person, **more):
    return Entry.objects.filter(actor=person.pk, **more)


def test_opening_a_record_is_noted(records, officer):
    signed_in(officer).get(f"/visits/people/{records['E'].ref}")

    assert entries(officer, act="consult", verb="open", record=records["E"].pk).count() == 1


def test_a_list_is_one_entry_of_what_was_asked_and_how_many_came(records, officer):
    signed_in(officer).get("/visits/?show=open")

    entry = entries(officer, verb="list", kind="visits.Visit").get()
    assert (entry.asked, entry.found) == ("visits", 1)


def test_reading_what_a_person_told_is_noted(records):
    coordinator = person_as("safeguarding coordinator")

    signed_in(coordinator).get(f"/visits/people/{records['E'].ref}")

    assert entries(coordinator, verb="list", kind="visits.Account").get().found == 1
    assert entries(coordinator, verb="list", kind="visits.ContactGiven").get().found == 1


def test_meeting_somebody_is_collected_and_no_word_of_theirs_is_in_the_ledger(visit, officer):
    told = {"who": "worker", "age": "adult", "description": "Red scarf", "worried": "no", "screen": "3"}

    signed_in(officer).post(f"/visits/{visit.ref}/meet", told | {"key": str(uuid4())})

    entry = entries(officer, act="collect", kind="visits.Encounter").get()
    assert entry.record == Encounter.objects.get().pk
    assert "scarf" not in str(vars(entry))


def test_a_refusal_is_noted_although_nothing_is_kept(visit):
    analyst = person_as("analyst")

    assert signed_in(analyst).post(f"/visits/{visit.ref}/meet", {"screen": "0"}).status_code == 403

    assert entries(analyst, act="refuse", verb="record").count() == 1


def test_closing_is_noted_with_the_names_of_fields_and_never_their_values(visit, officer):
    told = {"outcome": "no_access", "people_met": "0", "note": "A dog in the yard", "screen": "1"}

    signed_in(officer).post(f"/visits/{visit.ref}/close", told)

    entry = entries(officer, act="alter", verb="close", record=Visit.objects.get().pk).get()
    assert "note" in entry.fields
    assert "dog" not in str(vars(entry))
