"""Which passwords are refused, and how a person comes to another one."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest import fixture, mark, raises

from sightline.agencies import actions
from sightline.agencies.forms import CodeForm, PasswordAndCodeForm, PasswordForm, SignInForm
from sightline.agencies.models import Account, Session
from sightline.agencies.passwords import own_words
from sightline.agencies.tests.factories import person_as
from sightline.agencies.tests.factories_of_sign_in import WORD, account_of, confirmed, sessions_of, telephone_of
from sightline.agencies.trying import FREE
from sightline.config.paths import ROOT
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, Unconfirmed
from sightline.ledger.models import Entry

ANOTHER = "plum kettle harbour dusk"


# Which are refused -------------------------------------------------------------------------------------------


@mark.parametrize("word", [
    "justinbieber", "Password12345!", "12monkey345678", "!!dragon2026!!", "pass1234word56", "sunshinesunshine",
])  # fmt: skip
def test_a_common_word_is_refused_whatever_stands_around_it(word):
    with raises(ValidationError):
        validate_password(word)


@mark.parametrize("word", [
    "Sightline2026!", "northumbria-police", "safeguarding coordinator", "Call-Handler-Police", "operation-slavery-7",
    "ruth.marlow-1987",
])  # fmt: skip
def test_names_of_this_work_and_ones_own_are_refused(word):
    with raises(ValidationError, match="guessed first"):
        validate_password(word, Account(name="ruth.marlow"))


@mark.parametrize("word", [ANOTHER, WORD, "the police horse ate my umbrella", "correct horse battery staple"])
def test_several_words_that_have_nothing_to_do_with_each_other_are_taken(word):
    validate_password(word, Account(name="ruth"))


def test_our_own_words_are_those_of_the_product_its_roles_and_its_agencies():
    assert {"sightline", "coordinator", "northumbria", "constabulary", "council"} <= own_words()


@mark.parametrize(("form", "field", "filled_by"), [
    (SignInForm, "name", "username"), (SignInForm, "password", "current-password"),
    (PasswordForm, "old", "current-password"), (PasswordForm, "password", "new-password"),
    (PasswordAndCodeForm, "password", "new-password"), (CodeForm, "code", "one-time-code"),
])  # fmt: skip
def test_a_keeper_of_passwords_knows_what_goes_where(form, field, filled_by):
    assert form().fields[field].widget.attrs["autocomplete"] == filled_by


def test_nothing_keeps_anybody_from_pasting():
    scripts = [path.read_text() for path in (ROOT / "sightline").rglob("static/**/*.js")]
    pages = [path.read_text() for path in (ROOT / "sightline").rglob("templates/**/*.html")]

    assert scripts
    assert [text for text in [*scripts, *pages] if "paste" in text.lower().replace("paste the", "")] == []


# Another one -------------------------------------------------------------------------------------------------


@fixture
def ruth(db):
    return person_as("analyst")


@fixture
def browser(ruth):
    return confirmed(signed_in(account_of(ruth, "ruth")))


def signed_in(account) -> Client:
    """A browser in which that account is signed in."""
    client = Client()
    client.force_login(account)
    client.get("/me/sign-in")
    return client


def change(browser, old=WORD, password=ANOTHER):
    return browser.post("/sign/password", {"old": old, "password": password})


def test_a_person_changes_their_password_by_the_one_until_now(browser, ruth, client):
    assert "Change the password" in browser.get("/me/sign-in").content.decode()
    assert "Your password until now" in browser.get("/sign/password").content.decode()

    answer = change(browser)

    assert answer["Location"] == "/me/sign-in"
    assert client.post("/sign/in", {"name": "ruth", "password": WORD}).status_code == 200
    assert client.post("/sign/in", {"name": "ruth", "password": ANOTHER})["Location"] == "/sign/second"


def test_without_the_one_until_now_nothing_changes_and_it_is_noted(browser, ruth):
    html = change(browser, old="a guess of somebody").content.decode()

    assert "That is not your password until now" in html
    assert "a guess" not in html
    assert Account.objects.get(pk=ruth.pk).check_password(WORD)
    assert Entry.objects.get(act="refuse").asked == "password"


def test_it_is_not_guessed_by_trying(browser, ruth):
    for _ in range(FREE + 1):
        html = change(browser, old="a guess of somebody").content.decode()

    assert "tried too often" in html
    change(browser)
    assert Account.objects.get(pk=ruth.pk).check_password(WORD)


def test_a_password_that_others_would_guess_is_not_taken(browser, ruth):
    for word in ("short", "Password12345", "ruth-northumbria-police"):
        assert "One thing to check" in change(browser, password=word).content.decode()

    assert Account.objects.get(pk=ruth.pk).check_password(WORD)


def test_every_other_session_ends_and_this_one_goes_on_under_another_number(browser, ruth):
    elsewhere, number = signed_in(Account.objects.get(pk=ruth.pk)), browser.cookies["session"].value

    change(browser)

    assert elsewhere.get("/")["Location"].startswith("/sign/in")
    assert browser.get("/me/sign-in").status_code == 200
    assert browser.cookies["session"].value != number
    assert sessions_of(ruth) == 1


def test_it_is_in_the_ledger_and_no_word_is(browser, ruth):
    change(browser)

    entry = Entry.objects.get(verb="change_password")
    assert (entry.act, entry.actor, entry.record) == ("grant", ruth.pk, ruth.pk)
    assert entry.rule
    assert ANOTHER not in str(vars(entry))


def test_who_has_not_confirmed_is_asked_first_and_led_on_to_it(ruth, client):
    client.force_login(account_of(ruth, "ruth"))
    telephone = telephone_of(ruth)

    asked = change(client)
    typed = {"confirm-code": telephone.now(), "confirm-onward": "/sign/password", "confirm-sent": "yes"}
    led_on = client.post("/sign/confirm", typed)

    assert (asked.status_code, led_on.status_code, led_on["Location"]) == (403, 307, "/sign/password")
    assert 'name="confirm-onward" value="/sign/password"' in asked.content.decode()
    assert Account.objects.get(pk=ruth.pk).check_password(WORD)


def test_a_stranger_and_who_has_no_password_are_led_away(client, ruth):
    assert change(client)["Location"] == "/me/sign-in"
    client.force_login(Account.objects.create(id=ruth.pk, name="ruth", password="!"))

    assert client.get("/sign/password")["Location"] == "/me/sign-in"
    assert "Change the password" not in client.get("/me/sign-in").content.decode()


def test_the_act_is_for_the_person_themselves_once_they_have_confirmed(ruth, browser):
    tom = person_as("administrator", agency=ruth.agency)

    with raises(Refused):
        actions.change_password(ruth, by=tom, at=timezone.now(), but="")
    with acting_as(ruth), raises(Unconfirmed):
        actions.change_password(ruth, by=ruth, at=timezone.now(), but="")

    assert sessions_of(ruth) == 1


# Signed out by an administrator ------------------------------------------------------------------------------


@fixture
def administrator(ruth):
    person = person_as("administrator", agency=ruth.agency)
    return confirmed(signed_in(account_of(person, "sam")))


def test_an_administrator_of_the_agency_ends_every_session_of_a_colleague(administrator, browser, ruth):
    signed_in(Account.objects.get(pk=ruth.pk))
    assert "End all their sessions" in administrator.get(f"/colleagues/{ruth.ref}").content.decode()

    administrator.post(f"/colleagues/{ruth.ref}/sign-out")

    assert sessions_of(ruth) == 0
    assert browser.get("/")["Location"].startswith("/sign/in")
    assert Entry.objects.get(verb="sign_out", kind="agencies.Person").act == "logout"


@mark.parametrize("who", ["analyst", "administrator"])
def test_nobody_else_does(who, browser, ruth):
    other = person_as("analyst", agency=ruth.agency) if who == "analyst" else person_as("administrator")

    with raises(Refused):
        actions.sign_out_everywhere(ruth, by=other, at=timezone.now())

    assert sessions_of(ruth) == 1


def test_an_administrator_who_has_not_confirmed_is_asked_first(ruth, browser):
    client = signed_in(account_of(person_as("administrator", agency=ruth.agency), "sam"))

    assert client.post(f"/colleagues/{ruth.ref}/sign-out").status_code == 403
    assert sessions_of(ruth) == 1


@mark.parametrize("who", ["analyst", "elsewhere", "unconfirmed", "oneself"])
def test_the_function_itself_asks_who_calls(who, ruth, browser):
    """Whatever an action forgot."""
    callers = {
        "analyst": lambda: person_as("analyst", agency=ruth.agency),
        "elsewhere": lambda: person_as("administrator"),
        "unconfirmed": lambda: person_as("administrator", agency=ruth.agency),
        "oneself": lambda: ruth,
    }
    with acting_as(callers[who](), confirmed=who != "unconfirmed"):
        assert ended(ruth) == 0
    assert Session.objects.filter(account=ruth.pk).exists()


def ended(person) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select priv.end_sessions_of(%s)", [person.pk])
        return cursor.fetchone()[0]
