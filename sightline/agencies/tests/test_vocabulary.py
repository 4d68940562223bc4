"""Agencies, forces and roles as lists: history is kept, and every name leads somewhere."""

from datetime import date
from itertools import pairwise

from pytest import mark

from sightline.kit.vocabulary import choices, load

AGENCIES, FORCES = load("agencies/agencies"), load("agencies/forces")


@mark.parametrize("name", ["agencies/agencies", "agencies/forces"])
def test_every_agency_says_under_which_data_protection_law_it_works(name):
    assert {entry.get("regime") for entry in load(name).values()} <= {"dpa-part-3", "uk-gdpr"}


@mark.parametrize("code", [entry.get("successor") for entry in AGENCIES.values() if entry.get("successor")])
def test_a_successor_is_an_agency_of_its_own(code):
    assert code in AGENCIES


def test_the_labour_regulator_changes_its_name_without_a_gap():
    line = [AGENCIES[code] for code in ("gla", "glaa", "fwa")]

    for before, after in pairwise(line):
        assert before.get("successor") == after.code
        assert (after.get("since") - before.get("until")).days == 1


@mark.parametrize(("day", "regulator"), [(date(2016, 10, 17), "gla"), (date(2018, 10, 9), "glaa")])
def test_each_operation_meets_the_regulator_of_its_day(day, regulator):
    of_the_day = [code for code in ("gla", "glaa", "fwa") if AGENCIES[code].held_on(day)]

    assert of_the_day == [regulator]


@mark.parametrize(
    "partner",
    [
        "newcastle-city-council",
        "nca",
        "cps",
        "glaa",
        "dwp",
        "hmrc",
        "nhs",
        "immigration-enforcement",
        "british-red-cross",
        "hope-for-justice",
    ],
)
def test_the_ten_partners_of_newcastle_are_there_in_2018(partner):
    assert AGENCIES[partner].held_on(date(2018, 10, 9))


def test_the_partners_of_north_wales_are_there_in_2016():
    partners = ["border-force", "british-red-cross", "bawso", "welsh-government-anti-slavery", "crimestoppers"]

    assert all(AGENCIES[partner].held_on(date(2016, 10, 26)) for partner in partners)


def test_43_forces_of_england_and_wales_and_two_more_have_an_area():
    with_area = [force for force in FORCES.values() if force.get("area")]

    assert len(with_area) == 45
    assert sum(force.get("nation") in ("england", "wales") for force in with_area) == 43


def test_organisations_that_only_support_are_not_first_responders():
    names = {entry.says for entry in load("agencies/first_responders").values()}

    assert not names & {"British Red Cross", "Hope for Justice"}
    assert {"The Salvation Army", "National Crime Agency NCA"} <= names


def test_every_first_responder_has_a_kind():
    assert all(entry.get("kind") != "other" for entry in load("agencies/first_responders").values())


def test_every_role_has_a_sentence_and_a_code_of_its_own():
    roles = load("agencies/roles").values()

    assert len({role.get("short") for role in roles}) == len(roles)
    assert all(role.get("sentence") for role in roles)


def test_the_pages_offer_the_roles_that_the_rules_know():
    from sightline.agencies.models import Role

    assert {code for code, _ in choices("agencies/roles")} == {"reporter", *Role.values}
