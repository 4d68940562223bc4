"""Letting a colleague in, through the pages: each half shown once, to one person."""

import re

from django.test import Client
from django.utils import timezone
from pytest import fixture, mark

from sightline.agencies import actions
from sightline.agencies.models import Identity, Invitation
from sightline.agencies.tests.factories import PersonFactory, person_as
from sightline.agencies.tests.factories_of_sign_in import account_of, confirmed

pytestmark = mark.django_db

HALF = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")


def browser_of(person) -> Client:
    """A browser in which that person is signed in and confirmed."""
    client = Client()
    client.force_login(account_of(person, f"name-of-{person.ref}"))
    return confirmed(client)


@fixture
def ruth():
    return PersonFactory(name="Ruth Invented")


@fixture
def administrator(ruth):
    return browser_of(person_as("administrator", agency=ruth.agency))


@fixture
def colleague(ruth):
    return browser_of(person_as("analyst", agency=ruth.agency))


def test_two_colleagues_let_somebody_in(administrator, colleague, ruth, client):
    first = HALF.search(administrator.post(f"/colleagues/{ruth.ref}/invite").content.decode()).group()
    second = HALF.search(colleague.post(f"/invitations/{Invitation.objects.get().ref}/vouch").content.decode()).group()

    answer = client.post("/sign/invited", {"name": "ruth", "first": first, "second": second})

    assert answer["Location"] == "/sign/enrol"


def test_a_half_is_on_no_page_again(administrator, colleague, ruth):
    html = administrator.post(f"/colleagues/{ruth.ref}/invite").content.decode()
    half, ref = HALF.search(html).group(), Invitation.objects.get().ref

    pages = [
        each.get(page).content.decode()
        for each in (administrator, colleague)
        for page in (f"/invitations/{ref}", f"/colleagues/{ruth.ref}", "/colleagues/", "/me/sign-in")
    ]

    assert all(half not in page and not HALF.search(page.replace(ref, "")) for page in pages)


def test_sending_the_form_again_shows_no_half(administrator, ruth):
    administrator.post(f"/colleagues/{ruth.ref}/invite")

    answer = administrator.post(f"/colleagues/{ruth.ref}/invite")

    assert answer.status_code == 409
    assert not HALF.search(answer.content.decode())


def test_only_who_may_is_offered_to_start_or_to_vouch(administrator, colleague, ruth):
    assert "Start to let them in" in administrator.get(f"/colleagues/{ruth.ref}").content.decode()
    assert "Start to let them in" not in colleague.get(f"/colleagues/{ruth.ref}").content.decode()
    administrator.post(f"/colleagues/{ruth.ref}/invite")
    page = f"/invitations/{Invitation.objects.get().ref}"
    assert "Vouch that it is them" in colleague.get(page).content.decode()
    assert "Vouch that it is them" not in administrator.get(page).content.decode()


def test_somebody_stops_it(administrator, colleague, ruth):
    administrator.post(f"/colleagues/{ruth.ref}/invite")
    ref = Invitation.objects.get().ref

    colleague.post(f"/invitations/{ref}/withdraw")

    assert "Withdrawn" in colleague.get(f"/invitations/{ref}").content.decode()


def test_an_invitation_of_another_agency_is_not_there(administrator, ruth):
    administrator.post(f"/colleagues/{ruth.ref}/invite")
    stranger = browser_of(person_as("administrator"))
    ref = Invitation.objects.get().ref

    assert stranger.get(f"/invitations/{ref}").status_code == 404
    assert stranger.post(f"/invitations/{ref}/vouch").status_code == 404


def test_the_people_of_the_agency_are_listed_and_no_others(administrator, ruth):
    other = PersonFactory(name="Somebody Elsewhere")

    html = administrator.get("/colleagues/").content.decode()

    assert ruth.name in html
    assert other.name not in html


# Names at the agency's own sign-in ---------------------------------------------------------------------------


def test_a_name_counts_once_a_second_person_has_vouched(administrator, colleague, ruth):
    administrator.post(f"/colleagues/{ruth.ref}/name-elsewhere", {"known_as": "ruth@agency.example"})
    name = Identity.objects.get()
    assert name.state == "proposed"

    colleague.post(f"/names/{name.ref}/vouch")

    assert Identity.objects.get().state == "standing"
    assert "Signs in" in colleague.get(f"/names/{name.ref}").content.decode()


def test_whoever_said_it_does_not_vouch_for_it(administrator, ruth):
    administrator.post(f"/colleagues/{ruth.ref}/name-elsewhere", {"known_as": "ruth@agency.example"})

    answer = administrator.post(f"/names/{Identity.objects.get().ref}/vouch")

    assert answer.status_code == 403
    assert Identity.objects.get().state == "proposed"


def test_a_name_is_ended(administrator, colleague, ruth):
    administrator.post(f"/colleagues/{ruth.ref}/name-elsewhere", {"known_as": "ruth@agency.example"})

    colleague.post(f"/names/{Identity.objects.get().ref}/end")

    assert Identity.objects.get().state == "ended"


def test_a_name_is_one_persons_and_the_message_tells_not_whose(administrator, ruth):
    other = PersonFactory(agency=ruth.agency)
    administrator.post(f"/colleagues/{ruth.ref}/name-elsewhere", {"known_as": "ruth@agency.example"})

    answer = administrator.post(f"/colleagues/{other.ref}/name-elsewhere", {"known_as": "ruth@agency.example"})

    assert answer.status_code == 409
    assert ruth.name not in answer.content.decode().partition("<main")[2]


def test_an_analyst_names_nobody(colleague, ruth):
    answer = colleague.post(f"/colleagues/{ruth.ref}/name-elsewhere", {"known_as": "x"})

    assert answer.status_code == 403


def test_an_invitation_is_withdrawn_in_real_time_whatever_the_story_says(administrator, ruth):
    administrator.post(f"/colleagues/{ruth.ref}/invite")

    assert Invitation.objects.get().lapses_at > timezone.now()
    assert actions.invite.verb == "invite"
