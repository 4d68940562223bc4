"""Lists of operations: every capability a visit asks for exists, and immigration is gated."""

from pytest import mark

from sightline.kit.vocabulary import load

CAPABILITIES = load("operations/capabilities")


@mark.parametrize("visit", load("operations/visit_types/type").values(), ids=lambda visit: visit.code)
def test_a_visit_asks_for_capabilities_that_exist(visit):
    assert set(visit.get("capabilities")) <= set(CAPABILITIES)


def test_only_immigration_is_gated():
    assert [entry.code for entry in CAPABILITIES.values() if entry.get("gated")] == ["immigration"]


def test_visits_stand_from_the_lightest_to_the_heaviest():
    assert list(load("operations/visit_types/type")) == ["awareness", "soft", "compliance", "enforced"]


def test_the_triggers_of_enforcement_are_those_of_the_statement():
    assert list(load("operations/visit_types/trigger")) == ["people-at-risk", "criminality-suspected"]


def test_a_search_warrant_lasts_three_months_and_a_labour_market_warrant_one():
    powers = load("operations/powers")

    assert powers["pace-8"].get("warrant_says") == "3 months"
    assert powers["ia-2016-sch-3"].get("warrant_says") == "1 month"
