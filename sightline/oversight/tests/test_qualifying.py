"""What may be said of a count: true words pass, untrue ones say what the count is, small ones wait."""

from datetime import UTC, datetime

from django.utils import translation
from pytest import mark, raises

from sightline.oversight.measures import claim
from sightline.oversight.qualifying import WITH_NUMBER, Claim, Qualifier, few, in_words, objection

NOON = datetime(2018, 10, 17, 12, tzinfo=UTC)


def said(**more):
    return Claim(measure="interventions", by_whom="Invented Police", as_at=NOON, source="A statement", **more)


@mark.parametrize(
    ("qualifier", "value", "counted", "whole"),
    [
        ("exactly", 12, 12, None),
        ("exactly", 0, 0, None),
        ("more than", 100, 104, None),
        ("more than", 103, 104, None),
        ("more than", 0, 1, None),
        ("most", None, 53, 104),
        ("most", None, 104, 104),
        ("many", None, 10, None),
        ("many", None, 4_000, None),
        ("a series of", None, 3, None),
        ("about", 100, 104, None),
        ("about", 100, 92, None),
        ("about", 104, 104, None),
        ("largest so far", None, None, None),
        ("largest so far", None, 7, None),
        ("not stated", None, None, None),
        ("not stated", None, 12, None),
    ],
)
def test_true_words_pass(qualifier, value, counted, whole):
    assert objection(qualifier, value, counted, whole) == ""


@mark.parametrize(
    ("qualifier", "value", "counted", "whole"),
    [
        ("exactly", 12, 11, None),
        ("exactly", 12, 13, None),
        ("more than", 12, 12, None),
        ("more than", 104, 104, None),
        ("more than", 100, 99, None),
        ("most", None, 52, 104),
        ("most", None, 0, 0),
        ("most", None, 104, None),
        ("many", None, 9, None),
        ("a series of", None, 2, None),
        ("about", 100, 85, None),
        ("about", 100, 120, None),
        ("about", 1, 0, None),
    ],
)
def test_untrue_words_say_what_the_count_is(qualifier, value, counted, whole):
    assert f"The count is {counted}." in objection(qualifier, value, counted, whole)


@mark.parametrize("qualifier", WITH_NUMBER)
def test_words_with_a_number_need_one(qualifier):
    assert objection(qualifier, None, 12) == "Enter the number."


@mark.parametrize("qualifier", sorted(set(Qualifier) - set(WITH_NUMBER)))
def test_words_without_a_number_take_none(qualifier):
    assert "is said without a number" in objection(qualifier, 12, 12, 12)


@mark.parametrize("qualifier", sorted(set(Qualifier) - {Qualifier.LARGEST, Qualifier.NOT_STATED}))
def test_what_was_never_counted_cannot_be_told(qualifier):
    value = 12 if qualifier in WITH_NUMBER else None

    assert objection(qualifier, value, None).startswith("Nothing was counted.")


@mark.parametrize(
    ("qualifier", "value", "counted", "whole"),
    [("more than", 3, 4, None), ("most", None, 4, 4), ("a series of", None, 3, None), ("about", 4, 4, None)],
)
def test_fewer_than_five_people_are_said_exactly_or_not_at_all(qualifier, value, counted, whole):
    assert objection(qualifier, value, counted, whole, "people").startswith("Fewer than 5 people are said exactly")
    assert objection(qualifier, value, counted, whole, "visits") == ""


@mark.parametrize(("qualifier", "value"), [("exactly", 4), ("not stated", None)])
def test_few_people_may_be_said_exactly_or_left_out(qualifier, value):
    assert objection(qualifier, value, 4, unit="people") == ""


def test_more_than_a_small_number_may_be_said_of_many_people():
    assert objection("more than", 4, 104, unit="people") == ""


@mark.parametrize(
    ("unit", "number", "is_few"),
    [("people", 4, True), ("people", 0, True), ("people", 5, False), ("people", None, False), ("visits", 2, False)],
)
def test_few_are_people_and_fewer_than_five(unit, number, is_few):
    assert few(unit, number) is is_few


@mark.parametrize(
    ("qualifier", "value", "words"),
    [
        ("exactly", 12, "12"),
        ("exactly", 0, "0"),
        ("exactly", None, "fewer than 5"),
        ("more than", 100, "more than 100"),
        ("about", 40, "about 40"),
        ("most", None, "most"),
        ("many", None, "many"),
        ("a series of", None, "a series of"),
        ("largest so far", None, "the largest so far"),
        ("not stated", None, "not stated"),
    ],
)
def test_a_figure_in_words(qualifier, value, words):
    assert in_words(qualifier, value) == words


@mark.parametrize(
    ("qualifier", "value", "words"),
    [
        ("exactly", 12, "12"),
        ("exactly", None, "llai na 5"),
        ("more than", 100, "mwy na 100"),
        ("a series of", None, "cyfres o"),
    ],
)
def test_a_figure_in_welsh_words(qualifier, value, words):
    with translation.override("cy"):
        assert in_words(qualifier, value) == words


@mark.parametrize(
    ("qualifier", "value", "unit", "small"),
    [
        ("exactly", 4, "people", True),
        ("exactly", 5, "people", False),
        ("exactly", 4, "agencies", False),
        ("more than", 4, "people", False),
        ("not stated", None, "people", False),
    ],
)
def test_a_claim_is_small_when_it_tells_apart_fewer_than_five_people(qualifier, value, unit, small):
    assert said(qualifier=qualifier, value=value, unit=unit).is_small is small


def test_a_claim_is_held_against_its_own_unit():
    chosen = said(qualifier="more than", value=3, unit="people")

    assert chosen.objection(4)
    assert not chosen.objection(40)


def test_a_claim_takes_words_and_unit_from_its_measure():
    made = claim(measure="people-arrested", qualifier="exactly", value=12, by_whom="x", as_at=NOON, source="y")

    assert (made.says, made.unit) == ("people arrested", "people")


def test_a_claim_of_what_no_measure_counts_brings_its_own():
    made = claim(
        measure="rank",
        qualifier="largest so far",
        says="rank among weeks",
        unit="weeks",
        by_whom="x",
        as_at=NOON,
        source="y",
    )

    assert (made.says, made.unit) == ("rank among weeks", "weeks")


def test_a_claim_holds_nothing_else():
    with raises(TypeError):
        claim(measure="rank", qualifier="most", by_whom="x", as_at=NOON, source="y", mood="hopeful")
