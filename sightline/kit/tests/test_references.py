"""References can be read out, typed back and tell nothing."""

from hypothesis import given
from hypothesis import strategies as st
from pytest import mark, raises

from sightline.kit.references import ALPHABET, NotAReference, is_meant_as_one, kind_of, new_reference, tidy_reference

kinds = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=3)


def test_a_reference_is_a_kind_and_two_groups_of_four():
    kind, first, second = new_reference("E").split("-")

    assert (kind, len(first), len(second)) == ("E", 4, 4)


def test_no_character_can_be_taken_for_another():
    assert not set("0O1ILU") & set(ALPHABET)


def test_two_references_are_not_alike():
    assert len({new_reference("E") for _ in range(1000)}) == 1000


def test_references_do_not_sort_by_the_order_in_which_they_were_made():
    made = [new_reference("E") for _ in range(50)]

    assert made != sorted(made)


@mark.parametrize("kind", ["", "e", "ABCD", "E1", "E-"])
def test_a_kind_is_one_to_three_capital_letters(kind):
    with raises(ValueError, match="capital letters"):
        new_reference(kind)


@mark.parametrize(
    "typed",
    ["E-7KQ2-M9X4", "e-7kq2-m9x4", "e7kq2m9x4", " E 7KQ2 M9X4 ", "E-7KQ2M9X4", "E–7KQ2–M9X4", "e.7kq2.m9x4"],
)
def test_people_may_write_a_reference_as_they_like(typed):
    assert tidy_reference(typed) == "E-7KQ2-M9X4"


@mark.parametrize(
    ("typed", "meant"),
    [("E-0KQ2-M9X4", "E-DKQ2-M9X4"), ("E-OKQ2-M9X4", "E-DKQ2-M9X4"), ("E-1KQ2-M9XU", "E-JKQ2-M9XV")],
)
def test_a_character_we_never_use_is_read_as_the_one_it_looks_like(typed, meant):
    assert tidy_reference(typed) == meant


@mark.parametrize("typed", ["", "E", "7KQ2-M9X4", "E-7KQ2-M9X", "ABCD-7KQ2-M9X4", "E-7KQ2-M9X!", "é-7KQ2-M9X4"])
def test_what_is_no_reference_is_refused_with_a_picture_of_one(typed):
    with raises(NotAReference, match="looks like E-7KQ2-M9X4"):
        tidy_reference(typed)


@mark.parametrize(
    ("typed", "meant"),
    [
        ("R-7KQ2-M9X4", True),
        ("r7kq2m9x4", True),
        ("R-ABCD-EFGH", True),
        ("carwashes", False),
        ("car wash", False),
        ("NE4 6AN", False),
        ("", False),
    ],
)
def test_a_word_is_not_taken_for_a_reference(typed, meant):
    assert is_meant_as_one(typed) == meant


@given(kinds)
def test_every_new_reference_is_already_tidy(kind):
    reference = new_reference(kind)

    assert tidy_reference(reference) == reference


@given(kinds)
def test_a_reference_survives_being_typed_without_hyphens_in_lower_case(kind):
    reference = new_reference(kind)

    assert tidy_reference(reference.replace("-", "").lower()) == reference


@given(st.text(max_size=30))
def test_any_text_gives_a_reference_or_a_plain_refusal(text):
    try:
        tidied = tidy_reference(text)
    except NotAReference:
        return
    assert tidy_reference(tidied) == tidied


def test_the_kind_can_be_read_from_a_reference():
    assert kind_of("ca-7kq2-m9x4") == "CA"
