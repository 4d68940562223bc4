"""Every grade there is can be given, kept and said, and a mention has one key however it is written."""

from itertools import product

from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest import mark, raises

from sightline.intelligence.keys import PLATE, key_of
from sightline.intelligence.models import Item
from sightline.intelligence.tests.factories import ItemFactory
from sightline.intelligence.words import grade_in_words

GRADES = list(product("123", "ABCDE", "PC"))


@mark.django_db
@mark.parametrize("boxes", GRADES, ids="".join)
def test_each_of_the_thirty_grades_is_kept_as_it_was_given(boxes):
    source, assessment, handling = boxes
    item = ItemFactory(source=source, assessment=assessment, handling=handling)

    assert Item.objects.get(pk=item.pk).boxes == " ".join(boxes)


def test_no_two_grades_are_said_in_the_same_words():
    assert len({grade_in_words(*boxes) for boxes in GRADES}) == len(GRADES) == 30


@mark.django_db
@mark.parametrize("field", ["source", "assessment", "handling", "text", "provenance"])
def test_nothing_is_kept_as_graded_without_its_parts(field):
    with raises(IntegrityError), transaction.atomic():
        ItemFactory(**{field: None})


letters = st.text("ABCDEFGHJKLMNOPRSTUVWXYZ", min_size=2, max_size=2)
plates = st.builds(
    "{}{:02d} {}".format, letters, st.integers(1, 99), st.text("ABCDEFGHJKLMNOPRSTUVWXYZ", min_size=3, max_size=3)
)


@given(plates)
def test_any_plate_has_the_same_key_with_or_without_its_space_and_in_small_letters(plate):
    key = key_of("vehicle", plate)

    assert key == plate.replace(" ", "")
    assert key_of("vehicle", plate.lower()) == key_of("vehicle", f"a grey van, {key}") == key


@given(plates, plates)
def test_two_plates_have_one_key_only_when_they_are_the_same(one, other):
    assert (key_of("vehicle", one) == key_of("vehicle", other)) is (one == other)


@given(st.integers(0, 999))
def test_any_telephone_number_has_one_key_however_it_is_spaced(last):
    number = f"01914960{last:03d}"
    spaced = f"{number[:4]} {number[4:7]} {number[7:]}"

    assert (
        key_of("phone", number) == key_of("phone", spaced) == key_of("phone", f"+44 {spaced[1:]}") == f"+44{number[1:]}"
    )


names = st.lists(st.from_regex(r"[A-Z][a-z]{3,9}", fullmatch=True), min_size=1, max_size=3)


@given(names)
def test_a_name_has_one_key_in_either_order_and_any_case(parts):
    key = key_of("person", " ".join(parts))

    assert key_of("person", " ".join(reversed(parts)).upper()) == key
    assert key_of("person", f"{' '.join(parts)}, in his 40s") == key


@given(st.sampled_from(["person", "vehicle", "phone"]), st.text(max_size=200))
def test_whatever_is_written_gives_a_key_that_fits_its_column(kind, says):
    assert len(key_of(kind, says)) <= 200


@given(st.text(max_size=60))
def test_a_vehicle_is_told_from_others_by_a_whole_plate_or_not_at_all(says):
    key = key_of("vehicle", says)

    assert key == "" or PLATE.fullmatch(key)
