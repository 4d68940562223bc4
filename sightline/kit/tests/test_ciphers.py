"""What is sealed opens with its key, in its place, and nowhere else."""

from collections import Counter
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import fixture, mark, raises

from sightline.kit import ciphers
from sightline.kit.ciphers import DoesNotOpen

SEALING = bytes(range(32))
SUBJECT, AGENCY, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
PLACE = f"reports_reportercontact.reach_sealed:{SUBJECT}"


@fixture
def key() -> bytes:
    """A data key."""
    return ciphers.new_key()


# Texts ---------------------------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_every_text_opens_again_as_it_was(text):
    key = ciphers.new_key()

    assert ciphers.open_sealed(ciphers.seal(text, key, SUBJECT, PLACE), key, PLACE) == text


def test_nothing_of_the_text_stands_in_what_is_sealed(key):
    sealed = ciphers.seal("07700 900123, ask for Linh", key, SUBJECT, PLACE)

    assert not any(part in sealed for part in (b"07700", b"900123", b"Linh"))


def test_the_same_text_is_sealed_differently_each_time(key):
    assert len({ciphers.seal("Linh", key, SUBJECT, PLACE) for _ in range(100)}) == 100


def test_it_begins_with_the_version_and_says_whose_key_opens_it(key):
    sealed = ciphers.seal("Linh", key, SUBJECT, PLACE)

    assert sealed[0] == ciphers.DATA_KEY_VERSION
    assert ciphers.subject_of(sealed) == SUBJECT


@mark.parametrize(
    "place", [f"reports_reportercontact.reach_sealed:{OTHER}", f"reports_reportercontact.name_sealed:{SUBJECT}", ""]
)
def test_moved_to_another_row_or_column_it_does_not_open(place, key):
    with raises(DoesNotOpen):
        ciphers.open_sealed(ciphers.seal("Linh", key, SUBJECT, PLACE), key, place)


def test_with_another_key_it_does_not_open(key):
    with raises(DoesNotOpen):
        ciphers.open_sealed(ciphers.seal("Linh", key, SUBJECT, PLACE), ciphers.new_key(), PLACE)


def test_changed_by_one_bit_anywhere_after_its_head_it_does_not_open(key):
    sealed = ciphers.seal("Linh", key, SUBJECT, PLACE)

    for at in range(ciphers.HEAD, len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with raises(DoesNotOpen):
            ciphers.open_sealed(bytes(changed), key, PLACE)


@mark.parametrize("length", [0, 1, 17, 28, 40])
def test_cut_short_it_does_not_open(length, key):
    sealed = ciphers.seal("Linh", key, SUBJECT, PLACE)

    with raises(DoesNotOpen):
        ciphers.open_sealed(sealed[:length], key, PLACE)


def test_what_is_said_when_it_does_not_open_tells_the_column_and_no_row(key):
    with raises(DoesNotOpen) as refused:
        ciphers.open_sealed(ciphers.seal("Linh", key, SUBJECT, PLACE), ciphers.new_key(), PLACE)

    assert str(refused.value) == "reports_reportercontact.reach_sealed"


# Data keys -----------------------------------------------------------------------------------------------


def test_a_data_key_wrapped_by_its_agency_is_unwrapped_again(key):
    wrapped = ciphers.wrap(key, SEALING, 3, AGENCY, SUBJECT)

    assert ciphers.unwrap(wrapped, SEALING, AGENCY, SUBJECT) == key
    assert ciphers.version_of(wrapped) == 3
    assert key not in wrapped


@mark.parametrize(
    ("sealing", "agency", "subject"),
    [(bytes(32), AGENCY, SUBJECT), (SEALING, OTHER, SUBJECT), (SEALING, None, SUBJECT), (SEALING, AGENCY, OTHER)],
)
def test_another_sealing_key_agency_or_subject_does_not_unwrap_it(sealing, agency, subject, key):
    with raises(DoesNotOpen):
        ciphers.unwrap(ciphers.wrap(key, SEALING, 1, AGENCY, SUBJECT), sealing, agency, subject)


def test_what_the_door_boxed_the_sealing_key_opens(key):
    boxed = ciphers.box(key, ciphers.door_of(SEALING), 2, SUBJECT)

    assert ciphers.unwrap(boxed, SEALING, None, SUBJECT) == key
    assert ciphers.version_of(boxed) == 2


def test_the_door_cannot_open_its_own_box(key):
    door = ciphers.door_of(SEALING)
    boxed = ciphers.box(key, door, 1, SUBJECT)

    for tried in (door, ciphers.mark(SEALING) * 2, bytes(32)):
        with raises(DoesNotOpen):
            ciphers.unwrap(boxed, tried, None, SUBJECT)


def test_a_box_is_for_one_subject(key):
    with raises(DoesNotOpen):
        ciphers.unwrap(ciphers.box(key, ciphers.door_of(SEALING), 1, SUBJECT), SEALING, None, OTHER)


def test_no_two_data_keys_are_alike():
    assert Counter(ciphers.new_key() for _ in range(1_000)).most_common(1)[0][1] == 1


# What tells and tells nothing ----------------------------------------------------------------------------


def test_keys_for_different_purposes_tell_nothing_of_each_other():
    drawn = [ciphers.derived(SEALING, purpose) for purpose in (b"mark", b"door", b"agency none")]

    assert len({*drawn, SEALING}) == 4


def test_the_mark_of_a_key_is_short_and_always_the_same():
    assert ciphers.mark(SEALING) == ciphers.mark(SEALING)
    assert len(ciphers.mark(SEALING)) == 16
    assert ciphers.mark(SEALING) != ciphers.mark(bytes(32))


def test_a_blind_mark_finds_exactly_the_text_of_its_column():
    found = ciphers.blind(SEALING, "reach", " Linh@Example.org ")

    assert found == ciphers.blind(SEALING, "reach", "linh@example.org")
    assert found != ciphers.blind(SEALING, "name", "linh@example.org")
    assert found != ciphers.blind(bytes(32), "reach", "linh@example.org")
    assert len(found) == 16
