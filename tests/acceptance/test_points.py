"""Every point of acceptance is shown by tests that are there, or says what is short; the page says the same."""

from pytest import mark

from sightline.config.paths import ROOT
from tests.acceptance.points import LISTS, page, points

HOW_MANY = {"reporting": 12, "trust": 15}


def test_no_point_is_left_out():
    assert {path.stem: len(points(path)) for path in LISTS} == HOW_MANY


@mark.parametrize("point", [point for path in LISTS for point in points(path)], ids=lambda point: point.number)
def test_each_is_shown_by_tests_that_are_there_or_says_what_is_short(point):
    assert point.missing == []
    assert point.tests or len(point.short) > 10


def test_the_page_is_what_the_lists_say_today():
    assert (ROOT / "docs" / "acceptance.md").read_text() == page(), "run: make assurance"
