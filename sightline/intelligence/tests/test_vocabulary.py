"""Lists of intelligence: the grade is 3x5x2, and no sign is somebody's origin."""

from itertools import pairwise

from pytest import mark

from sightline.kit.vocabulary import load


@mark.parametrize(("part", "codes"), [("source_grade", "123"), ("information", "ABCDE"), ("handling", "PC")])
def test_a_grade_is_three_by_five_by_two(part, codes):
    assert "".join(load(f"intelligence/grading/{part}")) == codes


def test_every_part_of_a_grade_says_what_it_means():
    parts = ("source_grade", "information", "handling")

    assert all(entry.get("means") for part in parts for entry in load(f"intelligence/grading/{part}").values())


def test_no_indicator_is_given_a_weight_before_outcomes_are_known():
    assert {entry.get("strength") for entry in load("intelligence/indicators/indicator").values()} == {"unset"}


@mark.parametrize("word", ["national", "ethnic", "religio", "foreign", "accent"])
def test_no_indicator_speaks_of_origin_or_faith(word):
    assert not any(word in entry.says.lower() for entry in load("intelligence/indicators/indicator").values())


def test_signs_and_indicators_point_to_the_eleven_of_the_ilo():
    eleven = load("intelligence/indicators/ilo")
    pointed = [entry.get("ilo") for name in ("intelligence/indicators/indicator", "reports/signs")
               for entry in load(name).values()]  # fmt: skip

    assert len(eleven) == 11
    assert {code for code in pointed if code} <= set(eleven)


def test_a_finer_exploitation_type_is_part_of_a_wider_one():
    types = load("intelligence/exploitation")

    assert {entry.get("part_of") for entry in types.values()} - {None} <= set(types)


def test_private_homes_are_marked_so_that_a_map_can_keep_them_vague():
    homes = [entry.code for entry in load("intelligence/premises_kinds").values() if entry.get("home")]

    assert {"shared-house", "private-household"} <= set(homes)


def test_the_five_kinds_that_north_wales_named_are_there():
    named = {"food-processing", "nail-bar", "convenience-store", "car-wash", "takeaway-or-restaurant"}

    assert named <= set(load("intelligence/premises_kinds"))


def test_what_the_public_calls_a_sector_the_analyst_knows_as_a_kind():
    sectors = {option.code for option in load("reports/questions")["W2"].options}

    assert {"car-wash", "nail-bar", "food-processing", "hotel"} <= sectors & set(load("intelligence/premises_kinds"))


def test_words_of_likelihood_never_overlap():
    steps = [(entry.get("from_percent"), entry.get("to_percent"))
             for entry in load("intelligence/confidence/likelihood").values()]  # fmt: skip

    assert all(before[1] < after[0] for before, after in pairwise(steps))
