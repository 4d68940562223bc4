"""Codes and what they are drawn from."""

from uuid import UUID

from pytest import mark

from sightline.kit.references import tidy_reference
from sightline.reports import receipts


def test_one_key_always_draws_the_same_report_reference_and_code():
    for drawn in (receipts.id_of, receipts.reference_of, receipts.code_of):
        assert drawn("a form") == drawn("a form") != drawn("another form")


def test_the_row_key_looks_like_any_other():
    assert receipts.id_of("a form").version == UUID(int=0, version=4).version


def test_the_reference_looks_like_any_other():
    assert tidy_reference(receipts.reference_of("a form")) == receipts.reference_of("a form")


def test_a_code_is_twenty_digits_in_five_groups():
    groups = receipts.grouped(receipts.code_of("a form")).split(" ")

    assert [len(group) for group in groups] == [4] * 5


def test_every_wrong_digit_is_found():
    code = receipts.code_of("a form")

    for place in range(20):
        wrong = code[:place] + str((int(code[place]) + 1) % 10) + code[place + 1 :]
        assert not receipts.is_code(wrong)


@mark.parametrize("typed", ["0794 4561 2290 1113 8675", "0794-4561-2290-1113-8675", " 0794 4561 2290\u00a01113 8675\n"])
def test_a_code_may_be_typed_with_anything_between(typed):
    assert receipts.tidy_code(typed) == "07944561229011138675"


def test_a_code_may_be_typed_in_the_digits_of_another_script():
    assert receipts.tidy_code("٠٧٩٤ ۴۵۶۱") == "07944561"


@mark.parametrize("typed", ["", "1234", "x" * 20, "\x00", "9" * 21, "²" * 20])
def test_what_is_no_code_is_known_as_none(typed):
    assert not receipts.is_code(receipts.tidy_code(typed))


def test_what_is_stored_tells_nothing_of_the_code():
    code = receipts.code_of("a form")

    assert code not in receipts.kept(code)
    assert len(receipts.kept(code)) == 64


def test_the_check_digit_is_that_of_the_standard():
    assert receipts.check_digit("079") == "2"  # the standard's own example, 0792
