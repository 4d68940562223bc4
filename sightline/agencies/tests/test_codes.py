"""One-time codes: of now, of this person, once. Their secret is sealed, and no page gives it back."""

from datetime import UTC, datetime, timedelta

import pyotp
from pytest import fixture, mark, raises

from sightline.agencies import actions, codes
from sightline.agencies.models import CodeGenerator, CodeSecret
from sightline.agencies.sealing import NotOurs, opened, seal
from sightline.agencies.sealing import mark as keyed
from sightline.agencies.tests.factories import PersonFactory, person_as
from sightline.agencies.tests.factories_of_sign_in import SECRET, telephone_of

NOW = datetime(2026, 5, 4, 9, 30, 10, tzinfo=UTC)


@fixture
def analyst(db):
    return person_as("analyst")


@fixture
def telephone(analyst):
    return telephone_of(analyst)


@mark.parametrize("seconds", [0, 30, -30])
def test_the_code_of_now_counts_and_the_clocks_may_differ_by_half_a_minute(seconds, telephone, analyst):
    assert codes.accept(analyst, telephone.at(NOW + timedelta(seconds=seconds)), NOW)


@mark.parametrize("seconds", [90, -90, 3600])
def test_a_code_of_another_time_does_not(seconds, telephone, analyst):
    assert not codes.accept(analyst, telephone.at(NOW + timedelta(seconds=seconds)), NOW)


def test_a_code_counts_once(telephone, analyst):
    code = telephone.at(NOW)
    codes.accept(analyst, code, NOW)

    assert not codes.accept(analyst, code, NOW)


def test_after_a_later_code_an_earlier_one_counts_no_more(telephone, analyst):
    codes.accept(analyst, telephone.at(NOW + timedelta(seconds=30)), NOW)

    assert not codes.accept(analyst, telephone.at(NOW), NOW)


def test_a_code_may_be_typed_with_a_space(telephone, analyst):
    code = telephone.at(NOW)

    assert codes.accept(analyst, f" {code[:3]} {code[3:]}", NOW)


@mark.parametrize("typed", ["", "000000", "12345", "abcdef", "１２３４５６", "\x00"])
def test_nonsense_is_no_code(typed, telephone, analyst):
    if typed == telephone.at(NOW):
        return
    assert not codes.accept(analyst, typed, NOW)


def test_a_colleagues_code_is_not_mine(telephone, db):
    colleague = PersonFactory()
    telephone_of(colleague, pyotp.random_base32(32))

    assert not codes.accept(colleague, telephone.at(NOW), NOW)


def test_who_has_no_telephone_has_no_code(db):
    assert not codes.accept(PersonFactory(), pyotp.TOTP(SECRET).at(NOW), NOW)


def test_a_telephone_that_was_replaced_counts_no_more(telephone, analyst):
    other = telephone_of(analyst, pyotp.random_base32(32))

    assert not codes.accept(analyst, telephone.at(NOW), NOW)
    assert codes.accept(analyst, other.at(NOW), NOW)
    assert CodeGenerator.objects.filter(person=analyst, ended_at__isnull=True).count() == 1


def test_a_telephone_that_was_ended_counts_no_more(telephone, analyst):
    actions.end_generator(CodeGenerator.objects.get(), by=analyst, at=NOW)

    assert not codes.accept(analyst, telephone.at(NOW), NOW)


def test_the_secret_is_not_in_the_database(telephone, analyst):
    sealed = bytes(CodeSecret.objects.get().sealed)

    assert SECRET.encode() not in sealed
    assert opened(sealed, codes.place_of(CodeGenerator.objects.get().pk)) == SECRET


def test_a_secret_has_160_bits_and_is_another_each_time():
    assert len({codes.new_secret() for _ in range(20)}) == 20
    assert len(codes.new_secret()) * 5 == 160


def test_the_picture_is_drawn_in_the_page_and_asks_for_nothing_from_elsewhere():
    drawn = codes.picture(SECRET, "Ruth Adeyemi")

    assert drawn.startswith("<svg")
    assert "style=" not in drawn
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")


# Sealing -----------------------------------------------------------------------------------------------------


def test_what_is_sealed_twice_looks_different_each_time():
    assert seal("secret", "here") != seal("secret", "here")


def test_what_was_sealed_for_one_place_does_not_open_in_another():
    with raises(NotOurs):
        opened(seal("secret", "here"), "there")


@mark.parametrize("damage", [b"", b"\x01", b"\x01" + b"0" * 40])
def test_what_is_not_ours_does_not_open(damage):
    with raises(NotOurs):
        opened(damage, "here")


def test_another_key_does_not_open_it(settings):
    sealed = seal("secret", "here")
    settings.FACTOR_KEY = "ab" * 32

    with raises(NotOurs):
        opened(sealed, "here")


def test_a_mark_is_the_same_each_time_and_tells_purpose_from_purpose():
    assert keyed("half", "ABC") == keyed("half", "ABC")
    assert keyed("half", "ABC") != keyed("code", "ABC")
    assert keyed("half", "AB", "C") != keyed("half", "A", "BC")
