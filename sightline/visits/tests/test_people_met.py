"""The pages of a person met: what was typed stays, nothing is added behind the back of safeguarding, nobody else looks."""

from pytest import fixture, mark

from sightline.agencies.models import Account as SignIn
from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.kit.references import new_reference
from sightline.ledger.models import Entry
from sightline.visits.models import Account, ContactGiven, Encounter
from sightline.visits.tests.factories import (
    ArrestFactory,
    EncounterFactory,
    VisitFactory,
    on_the_team_of,
)

pytestmark = mark.django_db

FORMS = {  # what is typed, and the field that may not be empty
    "raise-concern": ({"says": "Too afraid to speak."}, "says"),
    "hear": ({"says": "They keep our papers.", "language": "vi"}, "says"),
    "keep-contact": ({"how": "By text", "hours": "After ten", "never": "Nothing about work"}, "how"),
    "close": ({"why": "A friend on a visit."}, "why"),
}
OUTSIDE = [
    "visiting officer",
    "analyst",
    "operation commander",
    "investigator",
    "support worker",
    "oversight",
    "auditor",
]


@fixture
def visit():
    return VisitFactory()


@fixture
def officer(visit):
    return on_the_team_of(visit)


@fixture
def signed_in(client):
    """The browser of somebody."""

    def browser(person):
        account, _ = SignIn.objects.get_or_create(pk=person.pk, defaults={"name": str(person.pk)})
        client.force_login(account)
        return client

    return browser


@mark.parametrize("verb", FORMS)
def test_a_form_without_its_one_answer_stores_nothing_and_says_what_to_do(verb, visit, officer, signed_in):
    met, (typed, must) = EncounterFactory(visit=visit), FORMS[verb]

    answer = signed_in(officer).post(f"/visits/people/{met.ref}/{verb}", typed | {must: "  "})

    assert set(answer.context["form"].errors) == {must}
    assert (Account.objects.count(), ContactGiven.objects.count()) == (0, 0)
    assert Encounter.objects.get().state == "met"


@mark.parametrize(("verb", "most"), [("raise-concern", 1_000), ("hear", 10_000), ("keep-contact", 200), ("close", 500)])
def test_words_that_are_too_long_are_kept_on_the_page(verb, most, visit, officer, signed_in):
    met, (typed, must) = EncounterFactory(visit=visit), FORMS[verb]
    long = "x" * (most + 1)

    answer = signed_in(officer).post(f"/visits/people/{met.ref}/{verb}", typed | {must: long})

    assert answer.status_code == 200
    assert long in answer.content.decode()


def test_a_way_to_reach_them_that_lacks_its_words_keeps_when_and_what_never_to_say(visit, officer, signed_in):
    met = EncounterFactory(visit=visit)

    text = (
        signed_in(officer)
        .post(f"/visits/people/{met.ref}/keep-contact", FORMS["keep-contact"][0] | {"how": ""})
        .content.decode()
    )

    assert "After ten" in text
    assert "Nothing about work" in text


@mark.parametrize("verb", ["hear", "keep-contact"])
def test_once_safeguarding_has_them_the_team_adds_nothing(verb, visit, officer, signed_in):
    met = EncounterFactory(visit=visit, concern=True, state="taken")

    answer = signed_in(officer).post(f"/visits/people/{met.ref}/{verb}", FORMS[verb][0])

    assert answer.status_code == 403
    assert (Account.objects.count(), ContactGiven.objects.count()) == (0, 0)


@mark.parametrize("state", ["taken", "no-concern"])
def test_a_concern_is_not_raised_for_somebody_who_is_no_longer_waiting(state, visit, officer, signed_in):
    met = EncounterFactory(visit=visit, state=state)

    signed_in(officer).post(f"/visits/people/{met.ref}/raise-concern", {"says": "Afraid."})

    assert Encounter.objects.get().concern is False


def test_raising_a_concern_twice_keeps_the_first_words(visit, officer, signed_in):
    met = EncounterFactory(visit=visit)
    for says in ("Too afraid to speak.", "Something else"):
        signed_in(officer).post(f"/visits/people/{met.ref}/raise-concern", {"says": says})

    assert Encounter.objects.get().concern_says == "Too afraid to speak."


@mark.parametrize("role", OUTSIDE)
def test_a_person_met_is_hidden_from_outside_as_if_never_met(role, visit, signed_in):
    met = EncounterFactory(visit=visit, concern=True)
    browser = signed_in(person_as(role))

    for verb in ("", "/hear", "/keep-contact", "/raise-concern", "/close"):
        hidden = browser.get(f"/visits/people/{met.ref}{verb}")
        absent = browser.get(f"/visits/people/{new_reference('E')}{verb}")
        assert (hidden.status_code, absent.status_code) == (404, 404)


def test_a_coordinator_of_another_area_meets_nobody_here(visit, signed_in):
    met = EncounterFactory(visit=visit, concern=True)
    elsewhere = person_as("safeguarding coordinator", area=AreaFactory(code="gwent"))

    assert signed_in(elsewhere).get(f"/visits/people/{met.ref}").status_code == 404


def test_somebody_without_concern_is_not_safeguardings_to_read(visit, signed_in):
    met = EncounterFactory(visit=visit)

    assert signed_in(person_as("safeguarding coordinator")).get(f"/visits/people/{met.ref}").status_code == 404


@mark.parametrize("kind", ["people", "arrests"])
def test_each_look_at_a_page_is_in_the_ledger(kind, visit, officer, signed_in):
    record = EncounterFactory(visit=visit) if kind == "people" else ArrestFactory(visit=visit)

    signed_in(officer).get(f"/visits/{kind}/{record.ref}")

    assert Entry.objects.filter(actor=officer.pk, record=record.pk).exists()


@mark.parametrize("verb", ["raise-concern", "hear", "keep-contact"])
def test_no_word_typed_about_a_person_is_in_the_ledger(verb, visit, officer, signed_in):
    met, (typed, must) = EncounterFactory(visit=visit), FORMS[verb]

    signed_in(officer).post(f"/visits/people/{met.ref}/{verb}", typed | {must: "Canary words"})

    assert Entry.objects.filter(actor=officer.pk).exists()
    assert "Canary words" not in str(list(Entry.objects.values()))
