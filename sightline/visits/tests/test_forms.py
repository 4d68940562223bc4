"""What people type becomes what the actions take."""

from uuid import uuid4

from django.http import QueryDict
from django.utils.translation import override
from pytest import mark

from sightline.kit.vocabulary import load
from sightline.operations.models import VisitType
from sightline.visits import forms
from sightline.visits.forms.fields import noted
from sightline.visits.forms.people import ALLEGED, of_concern
from sightline.visits.forms.recording import GROUPS
from sightline.visits.forms.screens import Screens, walk
from sightline.visits.forms.visit import lower_than, not_handed_on
from sightline.visits.models import Arrest, Encounter, Visit

SCREENED = [
    forms.MeetForm,
    forms.SignsForm,
    forms.InterventionForm,
    forms.AwarenessForm,
    forms.ArrestForm,
    forms.RaiseForm,
]


def data(**answers):
    given = QueryDict(mutable=True)
    for name, value in answers.items():
        given.setlist(name, value if isinstance(value, list) else [str(value)])
    return given


def fields_of(form):
    return set(form.base_fields) - {"key"}


@mark.parametrize("form", [*SCREENED, forms.LowerForm, forms.CloseForm], ids=lambda form: form.__name__)
def test_every_field_has_its_screen_and_stands_on_one_alone(form):
    placed = [name for screen in form.screens for name in screen.fields]

    assert sorted(placed) == sorted(fields_of(form))


@mark.parametrize("form", [*SCREENED, forms.LowerForm, forms.CloseForm], ids=lambda form: form.__name__)
def test_no_field_hides_a_word_of_the_form(form):
    """Templates look a field up before a property of the same name."""
    assert not [name for name in fields_of(form) if hasattr(Screens, name)]


@mark.parametrize("form", [*SCREENED, forms.LowerForm, forms.CloseForm], ids=lambda form: form.__name__)
def test_a_screen_of_several_fields_has_a_heading(form):
    assert all(screen.heading for screen in form.screens if len(screen.fields) > 1)


# Somebody met ---------------------------------------------------------------


@mark.parametrize(
    ("answers", "worries"),
    [
        ({"who": "worried"}, True),
        ({"who": "worker", "worried": "yes"}, True),
        ({"who": "worker", "worried": "no"}, False),
        ({"who": "child"}, False),
        ({}, False),
    ],
)
def test_who_is_of_concern(answers, worries):
    assert of_concern(answers) is worries


MET = {"age": "adult", "description": "Man", "screen": 3, "worried": "no"}


@mark.parametrize(
    ("who", "part"),
    [("worker", "worker"), ("owner", "owner"), ("lives-here", "lives-here"), ("child", "other"), ("other", "other")],
)
def test_who_was_met_becomes_their_part(who, part):
    form = walk(forms.MeetForm, data(**MET, who=who))

    assert form.told["part"] == part


def test_a_person_without_concern_brings_no_concern_along():
    """The concern was typed before the officer went back and said no."""
    form = walk(forms.MeetForm, data(**MET, who="worker", concern_says="Afraid.", urgent="A burn"))

    assert form.done
    assert not form.told.keys() & {"concern_says", "urgent", "worried", "who"}


def test_nobody_is_offered_as_arrested_at_the_door():
    offered = {value for value, _label in forms.MeetForm.base_fields["who"].choices}

    assert Encounter.Part.ARRESTED not in offered


def test_what_they_say_was_done_is_in_the_words_of_intelligence():
    assert set(ALLEGED) <= load("intelligence/exploitation").keys()


@mark.parametrize("name", ["description", "concern_says", "urgent", "with_them"])
def test_what_is_typed_of_a_person_fits_its_column(name):
    assert forms.MeetForm.base_fields[name].max_length == Encounter._meta.get_field(name).max_length


def test_a_description_of_many_words_is_refused_in_words():
    form = walk(forms.MeetForm, data(who="worker", age="adult", description="x" * 121, screen=2))

    assert "description" in form.errors


# Signs ----------------------------------------------------------------------


def test_every_group_of_signs_is_offered_with_its_words():
    groups = {sign.get("group") for sign in load("intelligence/indicators/indicator").values()}

    assert groups == GROUPS.keys()


@mark.parametrize("group", GROUPS)
def test_a_group_offers_its_own_signs_and_no_others(group):
    form = walk(forms.SignsForm, data(group=group, screen=0))

    offered = {code for code, _label in form.fields["codes"].choices}
    assert offered
    assert all(load("intelligence/indicators/indicator")[code].get("group") == group for code in offered)


def test_a_sign_of_another_group_is_refused():
    form = walk(forms.SignsForm, data(group="place", codes=["in-debt"], screen=1))

    assert "codes" in form.errors


def test_each_sign_gets_a_key_of_its_own_that_a_second_send_makes_again():
    answers = data(group="control", codes=["in-debt", "phone-held"], basis="seen", screen=2, key=uuid4())

    first, second = (walk(forms.SignsForm, answers).signs() for _tap in range(2))

    assert first == second
    assert len({sign["key"] for sign in first}) == 2


# An arrest ------------------------------------------------------------------

ARREST = {
    "person_says": "Man, about 40",
    "age": "adult",
    "offence": "Suspicion of money laundering",
    "grounds": "Counted it.",
    "necessity": "name",
    "may_be_victim": "no",
    "screen": 7,
}


def test_an_arrest_is_told_as_the_action_takes_it():
    form = walk(forms.ArrestForm, data(**ARREST))

    assert form.told["offence"] == "Suspicion of money laundering"
    assert form.told["may_be_victim"] is False
    assert "other_offence" not in form.told


def test_another_offence_takes_the_place_of_the_list():
    form = walk(forms.ArrestForm, data(**ARREST | {"offence": "other"}, other_offence="Suspicion of theft"))

    assert form.told["offence"] == "Suspicion of theft"


def test_another_offence_must_be_named():
    form = walk(forms.ArrestForm, data(**ARREST | {"offence": "other", "screen": 3}, other_offence=""))

    assert "other_offence" in form.errors


@mark.parametrize("name", ["person_says", "grounds", "risk"])
def test_what_is_typed_of_an_arrest_fits_its_column(name):
    assert forms.ArrestForm.base_fields[name].max_length == Arrest._meta.get_field(name).max_length


def test_every_offence_of_the_list_fits_its_column():
    most = Arrest._meta.get_field("offence").max_length

    assert all(len(entry.says) <= most for entry in load("visits/offences").values())


def test_offences_that_the_defence_does_not_reach_are_marked():
    marked = {code for code, entry in load("visits/offences").items() if entry.get("schedule_4")}

    assert {"slavery", "trafficking-into-uk", "trafficking-within-uk"} == marked


# Raising, bringing down, closing ----------------------------------------------


def test_the_trigger_stands_before_the_words_of_the_reason():
    form = walk(forms.RaiseForm, data(trigger="crime", seen="Cannabis in the yard.", screen=1))

    assert form.told["reason"] == "A crime is suspected: Cannabis in the yard."
    assert (form.told["to"], form.told["power"]) == (VisitType.ENFORCED, "")


def test_the_longest_reason_fits_its_column():
    form = walk(forms.RaiseForm, data(trigger="crime", seen="x" * 900, screen=1))

    assert len(form.told["reason"]) <= 1_000


@mark.parametrize(
    ("now", "below"),
    [
        ("enforced", ["compliance", "soft", "awareness"]),
        ("compliance", ["soft", "awareness"]),
        ("soft", ["awareness"]),
        ("awareness", []),
    ],
)
def test_a_visit_is_brought_down_to_any_lower_type(now, below):
    assert [value for value, _label in lower_than(now)] == below


def test_a_visit_is_not_brought_down_to_a_higher_type():
    form = walk(forms.LowerForm, data(to="enforced", screen=0), visit=Visit(type_actual="soft"))

    assert "to" in form.errors


@mark.parametrize(
    ("of_concern", "waiting", "outcome", "closes"),
    [
        (0, 0, "advice_given", True),
        (1, 0, "potential_victims_found", True),
        (0, 0, "potential_victims_found", False),
        (1, 1, "potential_victims_found", False),
        (2, 1, "advice_given", False),
        (0, 0, "", False),
    ],
)
def test_when_a_visit_may_close(of_concern, waiting, outcome, closes):
    answers = data(outcome=outcome, people_met=3, screen=1)

    form = walk(forms.CloseForm, answers, of_concern=of_concern, waiting=waiting)

    assert form.done is closes


def test_the_number_of_people_spoken_to_is_asked_for():
    form = walk(forms.CloseForm, data(outcome="no_access", people_met="", screen=1), of_concern=0, waiting=0)

    assert "people_met" in form.errors


@mark.parametrize(("people", "begins"), [(1, "1 person has"), (3, "3 people have")])
def test_those_who_wait_are_counted_in_words(people, begins):
    assert not_handed_on(people).startswith(begins)


# Words ----------------------------------------------------------------------


def test_a_choice_with_a_note_stands_on_two_lines_and_is_escaped():
    [(value, label), (_other, plain)] = noted([("yes", "Yes & more", "<note>"), ("no", "No", "")])

    assert value == "yes"
    assert str(label) == "Yes &amp; more<small>&lt;note&gt;</small>"
    assert plain == "No"


def test_a_choice_with_a_note_is_translated_when_it_is_shown():
    label = dict(noted(forms_labels()))["x"]

    with override("cy"):
        assert "<small>" in str(label)


def forms_labels():
    return [("x", forms.MeetForm.base_fields["description"].label, forms.MeetForm.base_fields["language"].label)]


@mark.parametrize("name", ["visits/offences", "visits/necessity", "visits/languages"])
def test_every_list_has_words_and_a_source(name):
    assert all(entry.says and entry.source for entry in load(name).values())


def test_languages_fit_their_column():
    most = Encounter._meta.get_field("language").max_length

    assert all(len(code) <= most for code in load("visits/languages"))
