"""What could tell who a person is."""

from pytest import mark

from sightline.safeguarding.naming import places_in, told_in

NAMES = ["Andrei", "Andrei Ștefan Inventat"]


def words(found):
    return [each.words for each in found]


def test_a_text_that_tells_nothing_is_clear():
    assert told_in("He worked 12 hours a day from 2016 to 2018 for £20.", NAMES) == []


@mark.parametrize(
    ("text", "tells"),
    [
        ("Then Andrei was moved.", "Andrei"),
        ("then ANDREI was moved", "ANDREI"),
        ("It was Andrei's van.", "Andrei's"),
        ("It was Andrei’s van.", "Andrei’s"),
        ("Others called him Stefan.", "Stefan"),
        ("A man named Inventat-Pop", "Inventat-Pop"),
        ("Call 07700 900123 at night", "07700 900123"),
        ("Call +44 7700 900 123", "+44 7700 900 123"),
        ("Call 0191-498-0000", "0191-498-0000"),
        ("He lived at NE4 5ZZ", "NE4 5ZZ"),
        ("He lived at ne45zz.", "ne45zz"),
        ("Write to a.inventat@example.org", "a.inventat@example.org"),
    ],
)
def test_names_numbers_postcodes_and_addresses_are_found(text, tells):
    assert tells in words(told_in(text, NAMES))


def test_a_name_said_twice_is_told_once():
    assert words(told_in("Andrei and ANDREI again", ["Andrei"])) == ["Andrei"]


def test_a_name_inside_another_word_is_not_found():
    assert told_in("The annexe was locked.", ["Ann"]) == []


def test_names_of_one_or_two_letters_are_left_alone():
    assert told_in("He went to work.", ["To Le"]) == []


@mark.parametrize("text", ["from 06:00 to 22:00", "in 2016 and 2017", "£10,000 of debt", "12 men in 3 rooms"])
def test_hours_years_and_sums_are_no_phone_numbers(text):
    assert told_in(text) == []


def test_a_place_search_leaves_names_alone():
    found = places_in("Andrei says Friday, 07700 900123")

    assert words(found) == ["07700 900123"]
