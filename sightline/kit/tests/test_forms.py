"""What every form of the product does by itself: says what to do, keeps what was typed, asks how people know."""

import re
from datetime import UTC, date, datetime, time
from pathlib import Path

from django import forms
from django.utils.translation import override
from pytest import fixture, mark

from sightline.kit import samples, views
from sightline.kit.forms import APART, SAW, TOLD, UNKNOWN, UNSAID, Day, Hour, Moment, Pair, Question, ask_beneath
from sightline.kit.templatetags import kit
from sightline.kit.tests.test_components import drawn

SHOW = Path(views.__file__).parent / "templates" / "kit" / "show"
EVIL = "<script>alert(1)</script>"


class Visit(forms.Form):
    """A form of the kinds that visits ask."""

    place = forms.CharField(label="Place")
    kind = forms.ChoiceField(label="Kind", choices=[("", ""), ("wash", "Car wash")])
    agreed = forms.BooleanField(label="They agreed")
    wants = forms.ChoiceField(label="Wants help", choices=[("yes", "Yes"), UNKNOWN], widget=forms.RadioSelect)
    note = forms.CharField(label="Note", required=False)
    seen_on = forms.DateField(label="Day", widget=Day, required=False)
    seen_at = forms.TimeField(label="Time", widget=Hour, required=False)
    began_at = forms.SplitDateTimeField(label="Began", widget=Moment, required=False)


class One(Question):
    """One question."""

    sign = forms.MultipleChoiceField(
        label="What did you see?",
        choices=[("alone", "Never alone"), ("locked", "Locked in"), UNKNOWN, UNSAID],
        widget=forms.CheckboxSelectMultiple,
    )


class Several(Question):
    """One question with two fields."""

    question = "Where was it?"
    street = forms.CharField(label="Street")
    town = forms.CharField(label="Town", required=False)


@fixture
def empty():
    """The form, sent with nothing in it."""
    return Visit({})


@mark.parametrize(
    ("name", "words"),
    [
        ("place", "Fill in: Place"),
        ("kind", "Choose an answer: Kind"),
        ("agreed", "Tick: They agreed"),
        ("wants", "Choose an answer: Wants help"),
    ],
)
def test_what_was_left_out_is_asked_for_by_name(name, words, empty):
    assert words in str(empty)


def test_what_may_be_left_out_says_so_and_is_not_asked_for(empty):
    html = str(Visit())

    assert html.count("(optional)") == 4
    assert "Fill in: Note" not in str(empty)


def test_words_of_the_forms_own_are_left_alone():
    form = Visit({"place": "x"})
    form.add_error("place", "Drop a pin on the map.")

    assert "Drop a pin on the map." in str(form)


def test_an_error_of_the_whole_form_heads_the_page():
    form = Visit({})
    form.add_error(None, "The two days are the wrong way round.")

    assert "The two days are the wrong way round." in str(form)


def test_before_anything_is_sent_nothing_is_wrong():
    html = str(Visit())

    assert "wrong" not in html
    assert "aria-invalid" not in html


def test_every_error_leads_to_a_field_that_is_there(empty):
    html = str(empty)

    for target in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{target}"' in html


def test_every_field_is_described_by_words_that_are_there(empty):
    html = str(empty)

    for names in re.findall(r'aria-describedby="([^"]+)"', html):
        for name in names.split():
            assert f'id="{name}"' in html


@mark.parametrize("name", ["place", "note"])
def test_what_people_type_stays_and_is_never_markup(name):
    html = str(Visit({name: EVIL}))

    assert EVIL not in html
    assert "&lt;script&gt;" in html


def test_days_and_times_use_the_devices_own_pickers():
    html = str(
        Visit(
            initial={
                "seen_on": date(2018, 10, 1),
                "seen_at": time(9, 5),
                "began_at": datetime(2018, 1, 2, 3, 4, tzinfo=UTC),
            }
        )
    )

    assert re.search(r'type="date"[^>]*value="2018-10-01"', html)
    assert re.search(r'type="time"[^>]*value="09:05"', html)
    assert re.search(r'type="date"[^>]*value="2018-01-02"', html)
    assert re.search(r'type="time"[^>]*value="03:04"', html)


@mark.parametrize("language", ["cy", "ar"])
def test_a_day_is_sent_the_same_way_in_every_language(language):
    with override(language):
        assert Visit(initial={"seen_on": date(2018, 10, 1)})["seen_on"].as_widget().count("2018-10-01") == 1
        assert Visit({"seen_on": "2018-10-01"})["seen_on"].data == "2018-10-01"


# One question a page -----------------------------------------------------------------------------------------


def test_the_label_of_the_only_field_is_the_heading():
    assert One().alone.name == "sign"
    assert "<h1>What did you see?</h1>" in str(One())


def test_with_several_fields_the_question_is_the_heading():
    html = str(Several())

    assert Several().alone is None
    assert "<h1>Where was it?</h1>" in html
    assert html.count("<h1") == 1


def test_a_question_marks_nothing_as_optional():
    assert "(optional)" not in str(Several())


def test_not_knowing_and_not_saying_are_answers_and_no_errors():
    for answer in (UNKNOWN[0], UNSAID[0]):
        assert One({"sign": [answer]}).is_valid()


def test_the_word_or_stands_once_before_what_stands_apart():
    options = [option for _, options, _ in kit.optgroups(One()["sign"]) for option in options]

    assert [option["value"] for option in options if option.get("or")] == [UNKNOWN[0]]


def test_the_first_answer_never_stands_apart():
    class Apart(forms.Form):
        """Nothing but answers that stand apart."""

        wants = forms.ChoiceField(choices=[UNKNOWN], widget=forms.RadioSelect)

    assert not [o for _, options, _ in kit.optgroups(Apart()["wants"]) for o in options if o.get("or")]


# How do you know? --------------------------------------------------------------------------------------------


@fixture
def asked():
    """A question that asks beneath each tick."""
    form = One({"sign": ["alone"], "sign-alone-how": "told"})
    ask_beneath(form, "sign")
    return form


def test_under_each_tick_stands_how_they_know(asked):
    assert set(asked.beneath) == {"sign-alone-how", "sign-locked-how"}
    assert asked.beneath["sign-alone-how"] == ("sign", "alone")


def test_not_knowing_is_not_asked_how_it_is_known(asked):
    assert not [name for name in asked.fields if any(apart in name for apart in APART)]


def test_how_they_know_may_be_left_out():
    form = One({"sign": ["alone"]})
    ask_beneath(form, "sign")

    assert form.is_valid()
    assert form.cleaned_data["sign-alone-how"] == ""


def test_how_they_know_is_seen_or_told_and_nothing_else(asked):
    assert [value for value, _ in asked.fields["sign-alone-how"].choices] == [SAW[0], TOLD[0]]
    assert isinstance(asked.fields["sign-alone-how"].widget, Pair)
    assert asked.is_valid()

    guessed = One({"sign": ["alone"], "sign-alone-how": "guessed"})
    ask_beneath(guessed, "sign")
    assert not guessed.is_valid()


def test_what_stands_beneath_does_not_stand_on_the_page_itself(asked):
    assert [field.name for field in asked.asked] == ["sign"]


def test_two_forms_do_not_share_what_stands_beneath(asked):
    assert One.beneath == {}
    assert One().beneath == {}


def test_groups_of_answers_are_asked_one_by_one():
    form = samples.Signs()

    assert {"signs-alone-how", "signs-locked-how", "signs-pay-how"} <= set(form.beneath)


# Mirrored ----------------------------------------------------------------------------------------------------


@mark.parametrize("name", sorted(path.stem for path in SHOW.glob("*.html")))
def test_every_component_holds_from_right_to_left(name):
    source = (SHOW / f"{name}.html").read_text()

    with override("ar"):
        html = drawn(source, **samples.STAFF, form=samples.Staff())

    assert "<c-" not in html
    assert not re.search(r"\s(align|style)=", html)
    assert html.count("<bdi") == html.count("</bdi>")


@mark.parametrize("word", ["C-2222-2222", "NE1 8HW", "X00001/18"])
def test_a_reference_is_told_in_its_own_direction_within_arabic(word):
    with override("ar"):
        assert kit.ltr(word) == f'<bdi class="ref" dir="ltr">{word}</bdi>'
