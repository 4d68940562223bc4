"""The pages before the walls: signing in, becoming somebody in the demonstration, signing out."""

from html import unescape

from django.test import Client
from pytest import fixture, mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import GrantFactory, PersonFactory, person_as
from sightline.agencies.tests.factories_of_sign_in import WORD, account_of, telephone_of
from sightline.ledger.models import Entry

pytestmark = mark.django_db


@fixture
def analyst():
    person = person_as("analyst")
    account_of(person, "ruth")
    return person


@fixture
def telephone(analyst):
    return telephone_of(analyst)


@fixture
def sign_in(client, telephone):
    """Signs the analyst in by both of their factors; gives the last answer."""

    def both(onward: str = ""):
        client.post("/sign/in", {"name": "ruth", "password": WORD, "next": onward})
        html = client.get("/sign/second").content.decode()
        asked = unescape(html.partition('name="next" value="')[2].partition('"')[0])
        return client.post("/sign/second", {"code": telephone.now(), "next": asked})

    return both


@fixture
def demonstration(settings):
    settings.DEMONSTRATION = True


def signed_in(client: Client) -> bool:
    """Whether somebody is signed in."""
    return "_auth_user_id" in client.session


@mark.parametrize(
    ("name", "word"),
    [
        ("ruth", "wrong"),
        ("ruth", WORD.upper()),
        ("ruth", WORD + " "),
        ("Ruth", WORD),
        ("nobody", WORD),
        ("", WORD),
        ("ruth", ""),
    ],
    ids=["word", "capitals", "a space", "name", "nobody", "no name", "no word"],
)
def test_only_the_very_name_and_word_sign_in(name, word, client, analyst):
    answer = client.post("/sign/in", {"name": name, "password": word})

    assert answer.status_code == 200
    assert not signed_in(client)
    assert client.get("/sign/second").status_code == 302


def test_a_try_that_failed_is_in_the_ledger_without_what_was_typed(client, analyst):
    client.post("/sign/in", {"name": "ruth-the-analyst", "password": "wrong-word"})

    entry = Entry.objects.get()
    assert (entry.act, entry.verb, entry.outcome, entry.asked) == ("refuse", "sign in", "failed", "password")
    assert entry.actor is None
    assert "ruth" not in str(vars(entry))
    assert "wrong-word" not in str(vars(entry))


def test_what_was_typed_as_the_name_stays_and_the_word_does_not(client, analyst):
    html = client.post("/sign/in", {"name": "ruth", "password": "wrong-word"}).content.decode()

    assert 'value="ruth"' in html
    assert "wrong-word" not in html


def test_an_account_that_was_closed_signs_in_no_more(client, analyst):
    Account.objects.update(is_active=False)

    assert client.post("/sign/in", {"name": "ruth", "password": WORD}).status_code == 200
    assert not signed_in(client)


@mark.parametrize(
    ("asked", "led"),
    [
        ("/reports/", "/reports/"),
        ("/figures/?page=2", "/figures/?page=2"),
        ("", "/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("http:///elsewhere.example", "/"),
    ],
)
def test_after_signing_in_one_goes_on_within_the_house(asked, led, sign_in):
    answer = sign_in(asked)

    assert (answer.status_code, answer["Location"]) == (302, led)


def test_the_session_is_a_new_one_for_whoever_signs_in(client, analyst):
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.cookies["session"] = before

    client.post("/sign/in", {"name": "ruth", "password": WORD})

    assert client.cookies["session"].value != before


def test_the_session_cookie_is_closed_to_scripts_and_other_sites(client, analyst):
    cookie = client.post("/sign/in", {"name": "ruth", "password": WORD}).cookies["session"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["max-age"] == ""  # gone with the window


def test_signing_out_ends_the_session_and_the_ledger_says_so(client, analyst, sign_in):
    sign_in()

    answer = client.post("/sign/out")

    assert answer["Location"] == "/sign/in"
    assert not signed_in(client)
    assert Entry.objects.get(act="logout").actor == analyst.pk


def test_signing_out_lets_the_browser_forget_everything(client, sign_in):
    sign_in()

    assert client.post("/sign/out")["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_a_link_signs_nobody_out(client, sign_in):
    sign_in()

    assert client.get("/sign/out").status_code == 405
    assert signed_in(client)


def test_signing_out_twice_is_fine_and_noted_once(client, sign_in):
    sign_in()
    client.post("/sign/out")

    assert client.post("/sign/out").status_code == 302
    assert Entry.objects.filter(act="logout").count() == 1


def test_every_page_names_its_reader_their_roles_and_agency(client, analyst, sign_in):
    GrantFactory(person=analyst, role="oversight")
    sign_in()

    html = client.get("/kit/paper/").content.decode() + client.get("/figures/").content.decode()

    assert analyst.name in html
    assert f"Intelligence analyst, Oversight, {analyst.agency.name}" in html


# The demonstration -------------------------------------------------------------------------------------------


@fixture
def cast():
    """Two people of the demonstration and one who is none."""
    for role in ("analyst", "oversight"):
        account_of(person_as(role), f"demo-{role}")
    account_of(person_as("auditor"), "ruth")


def test_in_the_demonstration_one_becomes_an_invented_person(client, cast, demonstration):
    answer = client.post("/sign/become", {"name": "demo-analyst"})

    assert answer.status_code == 302
    assert signed_in(client)
    assert Entry.objects.get(act="login").roles == ["analyst"]


@mark.parametrize("name", ["ruth", "analyst", "", "demo-", "demo-nobody", "demo-analyst' or true --"])
def test_even_there_nobody_becomes_anybody_else(name, client, cast, demonstration):
    assert client.post("/sign/become", {"name": name}).status_code == 404
    assert not signed_in(client)


def test_the_cast_is_offered_in_the_demonstration_without_those_who_are_real(client, cast, demonstration):
    html = client.get("/sign/in").content.decode()

    assert 'value="demo-analyst"' in html
    assert 'value="demo-oversight"' in html
    assert "ruth" not in html


def test_outside_the_demonstration_no_cast_is_offered(client, cast):
    html = client.get("/sign/in").content.decode()

    assert "demo-" not in html


def test_a_demonstration_without_people_still_has_its_form(client, demonstration):
    answer = client.get("/sign/in")

    assert answer.status_code == 200
    assert 'name="password"' in answer.content.decode()


def test_becoming_somebody_takes_a_form(client, cast, demonstration):
    assert client.get("/sign/become?name=demo-analyst").status_code == 405


def test_an_account_is_called_by_its_name_and_an_agency_by_its():
    person = PersonFactory(name="Invented Person")
    account = account_of(person, "ruth")

    assert (str(account), str(person), str(person.agency)) == ("ruth", "Invented Person", person.agency.name)
    assert Account.objects.get_by_natural_key("ruth") == account
