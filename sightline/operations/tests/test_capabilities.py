"""What people bring, and what a team can do because of them."""

from datetime import date

from pytest import mark

from sightline.operations import capabilities
from sightline.operations.models import TeamMember
from sightline.operations.tests.factories import DAY, CapabilityFactory, TeamMemberFactory

ALL = [code for code, _words in capabilities.choices()]


def test_a_capability_has_words_and_an_interpreter_a_language():
    assert str(capabilities.says("search")) == "Search of premises"
    assert capabilities.says("interpreter-vi") == "Vietnamese interpreter"


@mark.parametrize("code", ["unknown", "interpreter-xx", "arrest-vi"])
def test_a_code_that_nobody_knows_stays_as_it_is(code):
    assert capabilities.says(code) == code


@mark.parametrize("code", ALL)
def test_every_choice_has_words(code):
    assert str(capabilities.says(code)) != code


def test_several_make_one_line():
    assert capabilities.in_words(["search", "interpreter-vi", "arrest"]) == (
        "Arrest, search of premises, Vietnamese interpreter"
    )
    assert capabilities.in_words([]) == ""


def test_two_of_them_are_enough_in_short():
    assert capabilities.in_short(["search", "interpreter-ro", "arrest"]) == "Arrest, Romanian"


def test_only_immigration_needs_a_decision_of_its_own():
    assert capabilities.gated(["arrest", "immigration", "interpreter-vi"]) == ["immigration"]


@mark.django_db
def test_a_team_brings_what_its_people_bring_on_the_day():
    member = TeamMemberFactory()
    CapabilityFactory(person=member.person, code="arrest")
    CapabilityFactory(person=member.person, code="search", until=date(2018, 10, 1))

    assert capabilities.of_teams(TeamMember.objects.all(), DAY) == {member.team_id: {"arrest"}}


@mark.django_db
def test_a_team_without_training_brings_nothing():
    member = TeamMemberFactory()

    assert capabilities.of_teams(TeamMember.objects.all(), DAY) == {member.team_id: set()}
