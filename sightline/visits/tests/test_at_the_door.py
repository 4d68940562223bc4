"""Everything that can be recorded at the door: each way of it, each way back, and what a thumb or a joker may send."""

import re
from itertools import pairwise
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest import fixture, mark, raises

from sightline.agencies.models import Account as SignIn
from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import WrongStep
from sightline.operations.models import VisitType
from sightline.visits import actions, forms
from sightline.visits.forms.recording import GROUPS
from sightline.visits.forms.screens import walk
from sightline.visits.forms.visit import TRIGGERS
from sightline.visits.models import (
    Account,
    Age,
    Arrest,
    AwarenessGiven,
    ContactGiven,
    Encounter,
    Escalation,
    IndicatorSeen,
    Intervention,
    Visit,
)
from sightline.visits.tests.factories import (
    AT_THE_DOOR,
    AccountFactory,
    ArrestFactory,
    EncounterFactory,
    EscalationFactory,
    IndicatorSeenFactory,
    VisitFactory,
    on_the_team_of,
)
from sightline.visits.tests.test_forms import data

pytestmark = mark.django_db

TYPES = VisitType.values
PAIRS = [(before, after) for before in TYPES for after in TYPES if before != after]
OUTCOMES = [outcome for outcome in Visit.Outcome.values if outcome != "potential_victims_found"]


@fixture
def visit():
    return VisitFactory()


@fixture
def officer(visit):
    return on_the_team_of(visit)


@fixture
def browser(officer):
    return signed_in(officer)


def signed_in(person):
    client = Client()
    client.force_login(SignIn.objects.create(id=person.pk, name=str(person.pk)))
    return client


def sent(browser, address, answers, screen=0, **more):
    """One screen posted with everything that travelled along."""
    return browser.post(address, {"screen": str(screen), **answers, **more})


# Each outcome -------------------------------------------------------------------


@mark.parametrize("outcome", OUTCOMES)
def test_a_visit_to_which_nobody_was_a_victim_closes_with_any_other_outcome(outcome, visit, officer):
    actions.close(visit, by=officer, at=AT_THE_DOOR, outcome=outcome, people_met=0)

    visit.refresh_from_db()
    assert (visit.state, visit.outcome, visit.left_at) == ("closed", outcome, AT_THE_DOOR)


@mark.parametrize("outcome", Visit.Outcome.values)
def test_no_outcome_closes_a_visit_while_somebody_of_concern_waits(outcome, visit, officer):
    EncounterFactory(visit=visit, concern=True)

    with raises(WrongStep):
        actions.close(visit, by=officer, at=AT_THE_DOOR, outcome=outcome, people_met=1)

    visit.refresh_from_db()
    assert visit.state == "open"


@mark.parametrize("outcome", Visit.Outcome.values)
def test_once_they_are_in_care_a_visit_closes_with_any_outcome(outcome, visit, officer):
    EncounterFactory(visit=visit, concern=True, state="taken")

    assert actions.close(visit, by=officer, at=AT_THE_DOOR, outcome=outcome, people_met=1).outcome == outcome


def test_an_arrest_that_waits_keeps_no_visit_open(visit, officer):
    ArrestFactory(visit=visit)

    assert actions.close(visit, by=officer, at=AT_THE_DOOR, outcome="evidence_found", people_met=1).state == "closed"


@mark.parametrize("outcome", OUTCOMES)
def test_the_page_of_a_closed_visit_says_what_came_of_it(outcome, visit, browser):
    Visit.objects.update(state="closed", outcome=outcome, left_at=AT_THE_DOOR)

    assert str(Visit.Outcome(outcome).label) in browser.get(f"/visits/{visit.ref}/door").content.decode()


@mark.parametrize("people", ["-1", "2001", "four", ""])
def test_a_number_of_people_that_is_none_is_asked_for_again(people, visit, browser):
    answer = sent(browser, f"/visits/{visit.ref}/close", {"outcome": "no_access", "people_met": people}, screen=1)

    assert answer.status_code == 200
    assert Visit.objects.get().state == "open"


# Each change of type --------------------------------------------------------------


@mark.parametrize(("before", "after"), PAIRS)
def test_a_visit_becomes_any_other_type_with_a_reason(before, after, officer, visit):
    Visit.objects.update(type_planned=before, type_actual=before)
    visit.refresh_from_db()

    actions.escalate(visit, by=officer, at=AT_THE_DOOR, to=after, reason="A door was locked.")

    kept, visit = Escalation.objects.get(), Visit.objects.get()
    assert (kept.before, kept.after, kept.reason) == (before, after, "A door was locked.")
    assert (visit.type_planned, visit.type_actual) == (before, after)


@mark.parametrize(("before", "after"), PAIRS)
def test_every_change_of_type_is_told_as_up_or_down(before, after, visit, browser):
    EscalationFactory(visit=visit, before=before, after=after)

    text = browser.get(f"/visits/{visit.ref}").content.decode()

    order = ["awareness", "soft", "compliance", "enforced"]
    up = order.index(after) > order.index(before)
    assert ("Raised from" in text, "Brought down from" in text) == (up, not up)


@mark.parametrize("trigger", TRIGGERS)
def test_each_reason_to_raise_stands_in_the_record(trigger, visit, browser):
    sent(browser, f"/visits/{visit.ref}/raise", {"trigger": trigger, "seen": "A child cried."}, screen=1)

    assert Escalation.objects.get().reason == f"{TRIGGERS[trigger]}: A child cried."


def test_a_colleague_who_raised_it_first_is_not_overruled(visit, officer):
    """Two officers look at the same soft visit; the second one's copy is stale."""
    stale = Visit.objects.get()
    actions.escalate(visit, by=officer, at=AT_THE_DOOR, to="enforced", reason="A scream")

    with raises(WrongStep):
        actions.escalate(stale, by=officer, at=AT_THE_DOOR, to="compliance", reason="No licence")

    assert Visit.objects.get().type_actual == "enforced"


@mark.parametrize("step", ["raise", "bring-down"])
def test_a_visit_that_cannot_change_leads_back_to_the_door(step, visit, browser):
    Visit.objects.update(type_actual="enforced" if step == "raise" else "awareness")

    assert browser.get(f"/visits/{visit.ref}/{step}")["Location"] == f"/visits/{visit.ref}/door"


# Two taps -------------------------------------------------------------------------

PERSON = {"who": "worker", "age": "adult", "description": "Man", "worried": "no"}
ARREST = {
    "person_says": "Man, about 40",
    "age": "adult",
    "offence": "other",
    "other_offence": "Suspicion of theft",
    "grounds": "Held three passports.",
    "necessity": "prompt-investigation",
    "risk": "",
    "may_be_victim": "no",
}
DOOR = {  # the last screen of each form, what was answered, and what is stored
    "meet": (3, PERSON, Encounter),
    "intervene": (1, {"kind": "soft", "says": "Spoke with six workers"}, Intervention),
    "give-awareness": (0, {"says": "Rights", "leaflets": "6"}, AwarenessGiven),
    "notice-signs": (2, {"group": "control", "codes": ["in-debt", "documents-held"], "basis": "told"}, IndicatorSeen),
    "arrest": (7, ARREST, Arrest),
    "raise": (1, {"trigger": "risk", "seen": "A locked door"}, Escalation),
}


@mark.parametrize("step", DOOR)
def test_a_second_tap_stores_nothing_more(step, visit, browser):
    screen, answers, model = DOOR[step]
    key = str(uuid4())
    first = sent(browser, f"/visits/{visit.ref}/{step}", answers, screen, key=key)
    stored = model.objects.count()

    second = sent(browser, f"/visits/{visit.ref}/{step}", answers, screen, key=key)

    assert (first.status_code, second.status_code) == (302, 302)
    assert model.objects.count() == stored > 0


@mark.parametrize("step", sorted(DOOR.keys() - {"raise", "notice-signs"}))
def test_the_same_answers_in_a_new_form_are_something_new(step, visit, browser):
    screen, answers, model = DOOR[step]

    for _form in range(2):
        sent(browser, f"/visits/{visit.ref}/{step}", answers, screen, key=str(uuid4()))

    assert model.objects.count() == 2


@mark.parametrize(
    ("step", "answers", "model"),
    [
        ("hear", {"says": "They keep our papers."}, Account),
        ("keep-contact", {"how": "By text"}, ContactGiven),
    ],
)
def test_a_second_tap_keeps_what_a_person_told_once(step, answers, model, visit, browser):
    met, key = EncounterFactory(visit=visit), str(uuid4())

    for _tap in range(2):
        browser.post(f"/visits/people/{met.ref}/{step}", answers | {"key": key})

    assert model.objects.count() == 1


def test_a_second_tap_tells_safeguarding_once(visit, browser):
    made = ArrestFactory(visit=visit)
    told = {"description": "Man, about 20", "age": "unsure", "says": "Afraid of the others.", "key": str(uuid4())}

    for _tap in range(2):
        assert browser.post(f"/visits/arrests/{made.ref}/note-concern", told).status_code == 302

    assert Encounter.objects.count() == 1


def test_a_second_tap_on_bring_down_brings_it_down_once(visit, browser):
    Visit.objects.update(type_actual="enforced")
    told = {"to": "soft", "reason": "Nobody inside.", "key": str(uuid4())}

    for _tap in range(2):
        sent(browser, f"/visits/{visit.ref}/bring-down", told, screen=1)

    assert (Escalation.objects.count(), Visit.objects.get().type_actual) == (1, "soft")


# Each way back --------------------------------------------------------------------

WORRIED = {"who": "worried", "age": "child", "description": "Girl", "concern_says": "Afraid.", "wish": "leave-now"}
WAYS = [  # the form, what was answered, the screens that this way leads over
    (forms.MeetForm, PERSON, [0, 1, 2, 3]),
    (forms.MeetForm, PERSON | {"worried": "yes", "concern_says": "Afraid."}, [0, 1, 2, 3, 4, 5, 6, 7]),
    (forms.MeetForm, WORRIED, [0, 1, 2, 4, 5, 6, 7]),
    (forms.ArrestForm, ARREST, [0, 1, 2, 3, 4, 5, 6, 7]),
    (forms.ArrestForm, ARREST | {"offence": "Suspicion of theft"}, [0, 1, 2, 4, 5, 6, 7]),
    (forms.SignsForm, {"group": "control", "codes": ["in-debt"], "basis": "told"}, [0, 1, 2]),
    (forms.InterventionForm, {"kind": "soft", "says": "Spoke"}, [0, 1]),
    (forms.RaiseForm, {"trigger": "risk", "seen": "A locked door"}, [0, 1]),
]
BACKS = [(form, answers, here, before) for form, answers, way in WAYS for before, here in pairwise(way)]


@mark.parametrize(("form", "answers", "here", "before"), BACKS)
def test_back_leads_to_the_screen_before_and_loses_nothing(form, answers, here, before):
    back = walk(form, data(**answers, screen=here, back=1))

    assert back.at == before
    assert not back.done
    assert {name: str(value) for name, value in back.answers().items() if name in answers} == {
        name: str(value) for name, value in answers.items()
    }


@mark.parametrize(("form", "answers", "here", "before"), BACKS)
def test_back_asks_for_no_answer_on_the_screen_that_is_left(form, answers, here, before):
    empty = {name: value for name, value in answers.items() if name not in form.screens[here].fields}

    back = walk(form, data(**empty, screen=here, back=1))

    assert (back.at, back.is_bound) == (before, False)


# Signs ----------------------------------------------------------------------------


@mark.parametrize("basis", IndicatorSeen.Basis.values)
def test_a_sign_is_kept_with_how_it_is_known(basis, visit, browser):
    told = {"group": "control", "codes": ["in-debt"], "basis": basis}
    sent(browser, f"/visits/{visit.ref}/notice-signs", told, screen=2)

    assert IndicatorSeen.objects.get().basis == basis
    assert str(IndicatorSeen.Basis(basis).label) in browser.get(f"/visits/{visit.ref}").content.decode()


def test_a_sign_seen_and_told_is_known_in_two_ways(visit, officer):
    for basis in ("seen", "told"):
        actions.notice_sign(visit, by=officer, at=AT_THE_DOOR, code="in-debt", basis=basis)

    assert set(IndicatorSeen.objects.values_list("basis", flat=True)) == {"seen", "told"}


def test_a_colleague_noticing_the_same_adds_only_what_is_new(visit, browser):
    IndicatorSeenFactory(visit=visit, code="in-debt", basis="told")
    told = {"group": "control", "codes": ["in-debt", "documents-held"], "basis": "told"}

    sent(browser, f"/visits/{visit.ref}/notice-signs", told, screen=2)

    assert sorted(IndicatorSeen.objects.values_list("code", flat=True)) == ["documents-held", "in-debt"]


@mark.parametrize("group", GROUPS)
def test_the_same_sign_on_two_visits_is_two_signs(group, visit):
    code = walk(forms.SignsForm, data(group=group, screen=0)).fields["codes"].choices[0][0]
    for place in (visit, VisitFactory()):
        officer = on_the_team_of(place)
        actions.notice_sign(place, by=officer, at=AT_THE_DOOR, code=code, basis="seen")

    assert IndicatorSeen.objects.filter(code=code).count() == 2


# People ---------------------------------------------------------------------------


@mark.parametrize("wish", Encounter.Wish.values)
@mark.parametrize("age", Age.values)
def test_whatever_their_age_and_wish_somebody_of_concern_waits_for_safeguarding(age, wish, visit, officer):
    met = actions.meet(
        visit, by=officer, at=AT_THE_DOOR, description="Somebody", age=age, wish=wish, concern_says="Afraid."
    )

    with acting_as(person_as("safeguarding coordinator")):
        waiting = Encounter.objects.waiting().get()
    assert (waiting.pk, waiting.age, waiting.wish) == (met.pk, age, wish)


@mark.parametrize(("age", "word"), [("child", "Child"), ("unsure", "Maybe a child")])
def test_somebody_who_may_be_a_child_is_marked_in_words(age, word, visit, browser):
    met = EncounterFactory(visit=visit, age=age)

    assert word in browser.get(f"/visits/people/{met.ref}").content.decode()


@mark.parametrize("age", Age.values)
def test_an_arrested_person_of_any_age_may_be_told_of(age, visit, officer):
    made = ArrestFactory(visit=visit, age=age, language="vi", place="Invented Car Wash")

    met = actions.note_concern(made, by=officer, at=AT_THE_DOOR, description="Youth", says="Made to do it.", age=age)

    assert (met.part, met.age, met.language, met.place) == ("arrested", age, "vi", "Invented Car Wash")
    assert met.waits


def test_an_arrested_child_starts_as_a_child_in_the_word_to_safeguarding(visit, browser):
    made = ArrestFactory(visit=visit, age="child", person_says="Boy with the keys")

    form = browser.get(f"/visits/arrests/{made.ref}/note-concern").context["form"]

    assert (form["age"].value(), form["description"].value()) == ("child", "Boy with the keys")


def test_a_word_to_safeguarding_takes_the_arrest_from_nobody(visit, officer):
    made = ArrestFactory(visit=visit)
    actions.note_concern(made, by=officer, at=AT_THE_DOOR, description="Man", says="Afraid.", age="adult")

    assert Arrest.objects.waiting().get() == made


def test_what_a_person_told_is_not_on_the_page_of_a_colleague(visit):
    met = EncounterFactory(visit=visit, concern=True)
    AccountFactory(encounter=met, says="They keep our passports.")
    colleague = signed_in(on_the_team_of(visit))

    assert "passports" not in colleague.get(f"/visits/people/{met.ref}").content.decode()


# Hostile words --------------------------------------------------------------------

HOSTILE = [
    '<script>alert("1")</script>',
    '"><img src=x onerror=alert(1)>',
    "{{ request.user }} {% now %}",
    "'; drop table visits_visit; --",
    "\u202etxet desrever",
    "Şi ţine cheile 🗝️ 李雷 صباح",
]


@mark.parametrize("words", HOSTILE)
def test_words_of_any_kind_come_back_as_they_were_typed(words, visit, browser):
    sent(browser, f"/visits/{visit.ref}/meet", PERSON | {"description": words}, screen=3)

    assert Encounter.objects.get().description == words


@mark.parametrize("words", HOSTILE[:2])
@mark.parametrize("page", ["door", "record", "person"])
def test_no_page_runs_the_words_of_a_person_met(page, words, visit, browser):
    met = EncounterFactory(visit=visit, description=words, concern=True, concern_says=words)
    address = {"door": f"{visit.ref}/door", "record": visit.ref, "person": f"people/{met.ref}"}[page]

    text = browser.get(f"/visits/{address}").content.decode()

    assert words not in text
    assert words.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in text


@mark.parametrize("words", HOSTILE[:2])
def test_words_that_travel_along_break_out_of_no_field(words, visit, browser):
    text = sent(browser, f"/visits/{visit.ref}/meet", PERSON | {"description": words}, screen=2).content.decode()

    assert words not in text
    assert 'name="description"' in text


@mark.parametrize("step", ["meet", "give-awareness", "arrest"])
def test_a_character_that_no_column_holds_is_refused_in_words(step, visit, browser):
    screen, answers, model = DOOR[step]
    field = {"meet": "description", "give-awareness": "says", "arrest": "person_says"}[step]

    answer = sent(browser, f"/visits/{visit.ref}/{step}", answers | {field: "Man\x00, about 30"}, screen)

    assert answer.status_code == 200
    assert not model.objects.exists()


@mark.parametrize("step", DOOR)
def test_a_choice_that_was_never_offered_stores_nothing(step, visit, browser):
    screen, answers, model = DOOR[step]
    chosen = {"meet": "age", "intervene": "kind", "notice-signs": "basis", "arrest": "necessity", "raise": "trigger"}
    field = chosen.get(step, "language")

    assert sent(browser, f"/visits/{visit.ref}/{step}", answers | {field: "nonsense"}, screen).status_code == 200
    assert not model.objects.exists()


# In Arabic ------------------------------------------------------------------------


@mark.parametrize("step", ["door", "meet", "notice-signs", "intervene", "give-awareness", "arrest", "raise", "close"])
def test_each_page_of_the_door_runs_from_right_to_left_in_arabic(step, visit, browser):
    text = browser.get(f"/visits/{visit.ref}/{step}", headers={"accept-language": "ar"}).content.decode()

    assert re.search(r'<html[^>]* lang="ar"[^>]* dir="rtl"', text)
    assert visit.place in text


# How much is asked of the database ------------------------------------------------


def queries(browser, address):
    browser.get(address)  # the first look keeps what later ones find
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def more_people(visit):
    EncounterFactory.create_batch(6, visit=visit)


def more_of_all(visit):
    more_people(visit)
    ArrestFactory.create_batch(4, visit=visit)
    EscalationFactory.create_batch(4, visit=visit)
    for code in ("in-debt", "documents-held", "locked-in"):
        IndicatorSeenFactory(visit=visit, code=code, basis="seen")


@mark.parametrize(("page", "more"), [("/door", more_people), ("", more_of_all)])
def test_a_full_visit_asks_no_more_than_one_with_little(page, more, visit, browser):
    for factory in (EncounterFactory, ArrestFactory, EscalationFactory, IndicatorSeenFactory):
        factory(visit=visit)
    few = queries(browser, f"/visits/{visit.ref}{page}")
    more(visit)

    assert queries(browser, f"/visits/{visit.ref}{page}") == few


def test_many_accounts_of_one_person_ask_no_more_than_one(visit, officer, browser):
    met = EncounterFactory(visit=visit)
    actions.hear(met, by=officer, at=AT_THE_DOOR, says="They keep our papers.")
    few = queries(browser, f"/visits/people/{met.ref}")
    for number in range(5):
        actions.hear(met, by=officer, at=AT_THE_DOOR, says=f"And {number} more.")

    assert queries(browser, f"/visits/people/{met.ref}") == few
