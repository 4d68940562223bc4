"""The text of a statement: figures bound by reference, numbers typed by hand, the words as they are frozen."""

from datetime import date

from pytest import mark

from sightline.oversight import wording
from sightline.oversight.models import Figure

ON = date(2018, 10, 17)
TWELVE = Figure(ref="FG-7KQ2-M9X4", value=12, qualifier="exactly", shown="12")
HUNDRED = Figure(ref="FG-3WXT-2PQR", value=100, qualifier="more than", shown="more than 100")
FIGURES = {figure.ref: figure for figure in (TWELVE, HUNDRED)}


@mark.parametrize(
    ("text", "references"),
    [
        ("", []),
        ("Twelve people were arrested.", []),
        ("[FG-7KQ2-M9X4] people", ["FG-7KQ2-M9X4"]),
        (
            "[FG-7KQ2-M9X4] of [FG-3WXT-2PQR], and again [FG-7KQ2-M9X4]",
            ["FG-7KQ2-M9X4", "FG-3WXT-2PQR", "FG-7KQ2-M9X4"],
        ),
        ("FG-7KQ2-M9X4 without brackets", []),
        ("[ST-7KQ2-M9X4] is a statement", []),
        ("[FG-7KQ2] is cut short", []),
    ],
)
def test_figures_are_bound_by_their_reference_in_brackets(text, references):
    assert wording.bound(text) == references


def test_a_text_in_words():
    text = "[FG-3WXT-2PQR] interventions, [FG-7KQ2-M9X4] arrests"

    assert wording.worded(text, {"FG-3WXT-2PQR": "more than 100", "FG-7KQ2-M9X4": "12"}) == (
        "more than 100 interventions, 12 arrests"
    )


def test_a_figure_that_is_not_there_keeps_its_reference():
    assert wording.worded("[FG-7KQ2-M9X4] people", {}) == "[FG-7KQ2-M9X4] people"


def test_a_paragraph_is_words_and_figures_in_turn():
    (parts,) = wording.paragraphs("Over [FG-3WXT-2PQR] visits.", FIGURES)

    assert parts == [("Over ", None), ("more than 100", HUNDRED), (" visits.", None)]


def test_an_empty_line_parts_paragraphs_whatever_stands_in_it():
    assert len(list(wording.paragraphs("One.\n\nTwo.\n  \nThree.", {}))) == 3


@mark.parametrize("text", ["", "   ", "\n\n\n"])
def test_no_words_are_no_paragraph(text):
    assert list(wording.paragraphs(text, {})) == []


def test_a_single_line_break_stays_inside_its_paragraph():
    assert list(wording.paragraphs("One.\nTwo.", {})) == [[("One.\nTwo.", None)]]


def test_a_figure_that_the_reader_may_not_see_shows_its_reference():
    (parts,) = wording.paragraphs("[FG-7KQ2-M9X4] people", {})

    assert parts == [("[FG-7KQ2-M9X4]", None), (" people", None)]


def test_a_small_figure_stands_as_fewer_than_five():
    kept = Figure(ref="FG-7KQ2-M9X4", value=None, qualifier="exactly", shown="fewer than 5")

    ((part, *_rest),) = wording.paragraphs("[FG-7KQ2-M9X4] people", {kept.ref: kept})

    assert part == ("fewer than 5", kept)


def test_offices_stand_after_the_text_each_with_its_words():
    frozen = wording.with_quotations("Text.", [("We will help.", "Commissioner"), ("They are safe.", "Superintendent")])

    assert frozen == "Text.\n\n“We will help.”\nCommissioner\n\n“They are safe.”\nSuperintendent"


def test_an_office_without_words_in_this_language_is_left_out():
    assert wording.with_quotations("Testun.", [("", "Commissioner")]) == "Testun."


@mark.parametrize(
    ("text", "numbers"),
    [
        ("12 people", ["12"]),
        ("[FG-7KQ2-M9X4] people", []),
        ("[FG-7KQ2-M9X4] of 30 people", ["30"]),
        ("1,200 leaflets", ["1,200"]),
        ("Call 101, or 101 again", ["101"]),
        ("A19 and B-52 are names", []),
        ("twelve", []),
    ],
)
def test_numbers_typed_by_hand_are_found_once_each(text, numbers):
    assert wording.loose_numbers(text) == numbers


def test_contact_lines_are_those_of_the_day_in_the_order_given():
    lines = wording.contact_lines(["crimestoppers", "police-101"], ON)

    assert [line.number for line in lines] == ["0800555111", "101"]


def test_no_contact_is_no_line():
    assert wording.contact_lines([], ON) == []


def test_a_service_that_is_not_there_yet_is_left_out():
    assert wording.contact_lines(["fair-work-agency"], ON) == []


def test_the_mark_of_a_statement_changes_with_any_word():
    assert wording.digest("One.", "Un.") == wording.digest("One.", "Un.")
    assert len({wording.digest("One.", "Un."), wording.digest("One", "Un."), wording.digest("One.", "")}) == 3
    assert len(wording.digest("One.")) == 64
