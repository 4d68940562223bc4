"""The roads into the story: whom to become, what there is to see, one for each who has something to show."""

from collections import Counter

from pytest import mark

from sightline.demo.cast import CAST
from sightline.demo.roads import ROADS, roads

OFFERED = {part.key: part for part in CAST if part.plays}


def test_each_road_is_walked_once():
    assert max(Counter(road.key for road in ROADS).values()) == 1


@mark.parametrize("road", ROADS, ids=lambda road: road.key)
def test_each_is_walked_as_somebody_who_is_offered(road):
    assert road.key in OFFERED


@mark.parametrize("road", ROADS, ids=lambda road: road.key)
def test_each_says_in_a_sentence_what_there_is_to_see(road):
    assert str(road.says).endswith(".")
    assert 40 < len(str(road.says)) < 140


def test_a_page_is_given_the_person_and_the_name_they_are_stepped_into_by():
    given = {road["part"].key: road["account"] for road in roads()}

    assert given == {road.key: f"demo-{OFFERED[road.key].plays}" for road in ROADS}


def test_the_first_road_begins_where_the_story_does():
    assert ROADS[0].key == "handler"


def test_only_those_who_see_nearly_nothing_have_no_road():
    without = {part.plays for part in OFFERED.values()} - {OFFERED[road.key].plays for road in ROADS}

    assert without == {"visiting partner", "immigration partner"}
