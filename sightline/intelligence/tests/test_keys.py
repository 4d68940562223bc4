"""How a mention is recognised again."""

from pytest import mark

from sightline.intelligence.keys import key_of


@mark.parametrize(
    "says",
    ["0191 496 0123", "+44 191 496 0123", "Number on the sign: (0191) 4960123", "ring 0191-496-0123 after six"],
)
def test_a_phone_number_is_the_same_however_it_is_written(says):
    assert key_of("phone", says) == "+441914960123"


def test_a_number_from_abroad_keeps_its_country():
    assert key_of("phone", "+48 22 123 45 67") == "+48221234567"


@mark.parametrize("says", ["Number ending 418", "they rang 101", "999"])
def test_words_without_a_whole_number_tell_no_phone_from_another(says):
    assert key_of("phone", says) == ""


@mark.parametrize("says", ["NK12 ABC", "nk12abc", "Grey Ford van, NK12 ABC, dented door"])
def test_a_plate_is_found_within_the_words(says):
    assert key_of("vehicle", says) == "NK12ABC"


@mark.parametrize(("says", "key"), [("A123 BCD", "A123BCD"), ("bcd 123a", "BCD123A")])
def test_older_plates_are_known_too(says, key):
    assert key_of("vehicle", says) == key


@mark.parametrize("says", ["Grey van, NK12", "a white car", "the A1 road"])
def test_part_of_a_plate_tells_no_vehicle_from_another(says):
    assert key_of("vehicle", says) == ""


@mark.parametrize(
    ("one", "other"),
    [
        ("Marek Kowalczyk", "kowalczyk MAREK"),
        ("Józef Łukasz", "Jozef Lukasz"),
        ("Danny", "“Danny”, 40s, holds the key"),
        ("Szymon", "Shymon"),
        ("Phillip", "Filip"),
        ("Mr O'Neill", "o’neil"),
        ("a man named Yannick", "Ianik"),
    ],
)
def test_other_spellings_of_a_name_agree(one, other):
    assert key_of("person", one) == key_of("person", other) != ""


def test_different_names_stay_apart():
    assert key_of("person", "Danny") != key_of("person", "Donny")


@mark.parametrize("says", ["a man, about 40", "The driver", "unknown woman", "?"])
def test_who_is_not_named_is_told_from_nobody(says):
    assert key_of("person", says) == ""
