"""A form asked screen by screen: nothing stored early, nothing typed lost, nothing asked in vain."""

from uuid import uuid4

from django import forms
from django.http import QueryDict
from pytest import fixture, mark

from sightline.visits.forms.screens import Keyed, Screen, Screens, walk


class TeaForm(Screens):
    """An invented form: milk is asked of who wants milk."""

    screens = (
        Screen("drink"),
        Screen("milk", "sugar", heading="How do you take it?", when=lambda answers: answers.get("drink") == "tea"),
        Screen("extras"),
        Screen("name", heading="Who is it for?", hint="A first name is enough."),
    )

    drink = forms.ChoiceField(label="What would you like?", choices=[("tea", "Tea"), ("water", "Water")])
    milk = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")])
    sugar = forms.BooleanField(required=False)
    extras = forms.MultipleChoiceField(
        choices=[("cake", "Cake"), ("bread", "Bread")], widget=forms.CheckboxSelectMultiple, required=False
    )
    name = forms.CharField(max_length=20)


def sent(screen, **answers):
    """What a browser posts from a screen."""
    data = QueryDict(mutable=True)
    data["screen"] = str(screen)
    for name, value in answers.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


@fixture
def key():
    return str(uuid4())


def test_the_first_screen_is_asked_first():
    form = walk(TeaForm, QueryDict())

    assert [field.name for field in form.visible_fields()] == ["drink"]
    assert (form.number, form.done, form.last) == (1, False, False)


def test_the_key_is_made_with_the_first_screen_and_travels_along(key):
    assert walk(TeaForm, QueryDict())["key"].value()

    following = walk(TeaForm, sent(0, drink="water", key=key))

    assert following["key"].value() == key


def test_an_answer_leads_to_the_next_screen():
    form = walk(TeaForm, sent(0, drink="tea"))

    assert [field.name for field in form.visible_fields()] == ["milk", "sugar"]
    assert form.question == "How do you take it?"
    assert not form.errors


def test_a_screen_that_does_not_apply_is_left_out():
    form = walk(TeaForm, sent(0, drink="water"))

    assert [field.name for field in form.visible_fields()] == ["extras"]
    assert (form.number, len(form.path)) == (2, 3)


def test_earlier_answers_travel_along_hidden():
    form = walk(TeaForm, sent(1, drink="tea", milk="no", sugar="on"))

    hidden = {field.name: field.value() for field in form.hidden_fields()}
    assert (hidden["drink"], hidden["milk"], hidden["sugar"]) == ("tea", "no", True)


def test_several_ticks_travel_along():
    form = walk(TeaForm, sent(2, drink="water", extras=["cake", "bread"]))

    html = str(form["extras"])
    assert html.count('type="hidden"') == 2


def test_a_missing_answer_shows_the_same_screen_again():
    form = walk(TeaForm, sent(1, drink="tea", milk=""))

    assert form.at == 1
    assert list(form.errors) == ["milk"]


def test_only_the_screens_up_to_this_one_are_checked():
    form = walk(TeaForm, sent(0, drink="tea"))

    assert "name" not in form.fields


def test_the_last_screen_is_done_and_tells_all(key):
    form = walk(TeaForm, sent(3, drink="tea", milk="yes", extras=["cake"], name="Ana", key=key))

    assert form.done
    assert form.told | {"key": str(form.told["key"])} == {
        "drink": "tea",
        "milk": "yes",
        "sugar": False,
        "extras": ["cake"],
        "name": "Ana",
        "key": key,
    }


def test_what_was_not_asked_is_not_told():
    """The person went back, chose water, and the milk of before still travels along."""
    form = walk(TeaForm, sent(3, drink="water", milk="yes", name="Ana"))

    assert form.done
    assert "milk" not in form.told


def test_back_shows_the_screen_before_with_what_was_typed():
    form = walk(TeaForm, sent(2, drink="tea", milk="no", extras=["cake"], back="1"))

    assert form.at == 1
    assert form["milk"].value() == "no"
    assert ("extras", "cake") in form.kept


def test_back_passes_over_a_screen_that_does_not_apply():
    assert walk(TeaForm, sent(2, drink="water", back="1")).at == 0


def test_back_asks_for_nothing_first():
    """Going back from an empty screen is no mistake."""
    form = walk(TeaForm, sent(3, drink="water", name="", back="1"))

    assert form.at == 2
    assert not form.errors


def test_a_tick_taken_away_stays_away():
    first = walk(TeaForm, sent(0, drink="tea"), initial={"sugar": True})
    assert first["sugar"].value() is True

    again = walk(TeaForm, sent(2, drink="tea", milk="no", sugar="False", back="1"), initial={"sugar": True})

    assert not again["sugar"].value()
    assert "checked" not in str(again["sugar"])


def test_what_is_known_before_is_chosen_already():
    assert walk(TeaForm, QueryDict(), initial={"drink": "water"})["drink"].value() == "water"


def test_what_is_known_before_does_not_win_over_an_answer():
    form = walk(TeaForm, sent(0, drink="tea", name="Ana"), initial={"name": "Nobody"})

    assert ("name", "Ana") in form.kept


@mark.parametrize("screen", ["", "-1", "99", "one", "1e3", "²"])
def test_nonsense_begins_at_the_first_screen(screen):
    assert walk(TeaForm, sent(screen, drink="")).at == 0


def test_a_screen_that_does_not_apply_cannot_be_forced():
    """Somebody posts the milk screen with water: the screen before it is meant."""
    form = walk(TeaForm, sent(1, drink="water", milk="yes"))

    assert form.at == 2
    assert "milk" not in form.fields


def test_an_answer_that_was_tampered_with_is_refused():
    form = walk(TeaForm, sent(3, drink="wine", name="Ana"))

    assert not form.done
    assert "drink" in form.errors


def test_a_broken_key_is_no_key():
    form = walk(TeaForm, sent(3, drink="water", name="Ana", key="not a key"))

    assert not form.done


def test_a_form_without_a_key_is_taken_all_the_same():
    form = Keyed(QueryDict("key="))

    assert form.is_valid()
    assert form.cleaned_data["key"] is None


@mark.parametrize(("screen", "number", "last"), [(0, 1, False), (2, 3, False), (3, 4, True)])
def test_each_screen_knows_its_place(screen, number, last):
    form = TeaForm(sent(screen, drink="tea"), at=screen)

    assert (form.number, form.last) == (number, last)
