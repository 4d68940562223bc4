"""The pages for whoever must trust us: each item of the standard has its answer, and each test named is there."""

import re
from collections import Counter

from pytest import mark

from tests.assurance import asvs
from tests.assurance.page import LINES, PAGE, STANDARD, line, page

SIZES = [30, 13, 31, 16, 13, 47, 19, 13, 7, 36, 24, 12, 21, 13, 21, 17, 12]  # items of each chapter
KILLS = {"kills": 200, "acts": 13903, "lost": 0, "doubled": 0, "acts without audit": 0, "audits without act": 0}
KEPT = {"on": "2026-11-29", "commit": "abcdef12", "machine": "2 cores, Linux"}


def test_every_item_of_the_standard_has_one_answer():
    numbers = [item.number for item in asvs.items()]

    assert len(numbers) == len(set(numbers)) == asvs.ITEMS
    assert Counter(number.partition(".")[0] for number in numbers) == dict(
        zip(asvs.data()["chapters"], SIZES, strict=True)
    )
    assert [number for number in numbers if not re.fullmatch(r"\d+\.\d+\.\d+", number)] == []


def test_every_test_that_is_named_is_there():
    assert asvs.missing_tests() == []


def test_every_item_says_in_our_words_what_it_asks_and_what_stands_behind_it():
    for item in asvs.items():
        assert item.level in (1, 2, 3), item
        assert 4 < len(item.about) < 130, item
        assert all(item.behind), item
        assert not item.about.startswith("Verify"), item


def test_the_page_of_the_standard_is_what_the_list_says_today():
    assert STANDARD.read_text() == asvs.page()


def test_the_page_of_figures_has_every_line():
    text = PAGE.read_text()

    assert [shown.says for shown in LINES if f"| {shown.says} |" not in text] == []


def test_a_run_that_was_not_made_says_so():
    assert page({}).count("not run here") == len(LINES)


def test_a_run_that_was_not_made_again_is_told_as_before():
    kills = page({"kills": KEPT | {"figures": KILLS}})

    drilled = page({"restore drill": KEPT | {"figures": {"seconds": 9.5}}}, before=kills)

    assert "200 survived, 13,903 acts" in drilled
    assert "9.5 s" in drilled
    assert page({"kills": KEPT | {"figures": KILLS | {"kills": 201}}}, before=drilled).count("200 survived") == 0


@mark.parametrize(("run", "figures", "told"), [
    ("kills", KILLS, "200 survived, 13,903 acts"),
    ("restore drill", {"seconds": 9.5}, "9.5 s"),
    ("hostile input", {"inputs": 1_000_000, "kinds": 60, "wrong": 0}, "1,000,000 to 60 kinds of form, 0 wrong"),
])  # fmt: skip
def test_a_run_is_told_with_day_commit_and_machine(run, figures, told):
    shown = next(each for each in LINES if each.run == run)

    said = line(shown, KEPT | {"figures": figures})

    assert told in said
    assert said.endswith("| 2026-11-29 | abcdef12 | 2 cores, Linux |")


def test_no_page_tells_the_place_it_was_made_in():
    for path in (PAGE, STANDARD):
        assert re.findall(r"/(?:work|home|root|tmp)/", path.read_text()) == []
