"""The invented people: one for each role, each at an agency and in an area that the role needs."""

from collections import Counter

from pytest import mark

from sightline.agencies.models import Role
from sightline.demo.cast import CAST, TYNE, WALES
from sightline.demo.moments import STATEMENT
from sightline.kit.vocabulary import load


def test_no_two_people_share_a_name_or_a_short_name():
    assert max(Counter(part.name for part in CAST).values()) == 1
    assert max(Counter(part.key for part in CAST).values()) == 1


def test_every_role_is_played_by_somebody():
    assert {role for part in CAST for role in part.roles} == set(Role)


def test_each_role_is_offered_once_on_the_page_where_one_steps_into_it():
    offered = Counter(part.plays for part in CAST if part.plays)

    assert set(offered) == {role.value for role in Role}
    assert set(offered.values()) == {1}


def test_who_is_offered_holds_the_role_they_play():
    assert all(part.plays in part.roles for part in CAST if part.plays)


def test_nobody_holds_two_roles_so_that_no_wall_is_softened():
    assert all(len(part.roles) == 1 for part in CAST)


def test_all_belong_to_one_of_the_two_stories():
    assert {part.area for part in CAST} == {TYNE, WALES}


@mark.parametrize("part", CAST, ids=lambda part: part.key)
def test_everybody_works_for_an_agency_of_the_time(part):
    agency = {**load("agencies/forces"), **load("agencies/agencies")}[part.agency]

    assert agency.held_on(STATEMENT.date())


@mark.parametrize("name", ["Steve Barron", "Vera Baird", "Gary Kelly", "Arfon Jones"])
def test_nobody_bears_the_name_of_those_who_spoke_in_the_statements(name):
    assert name.split()[-1] not in {part.name.split()[-1] for part in CAST}
