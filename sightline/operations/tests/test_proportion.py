"""The graduated response: what the answers suggest, and what is refused."""

from pytest import mark

from sightline.operations.proportion import objection, suggest


@mark.parametrize(
    ("answers", "visit"),
    [
        ({"life_at_risk": "yes"}, "enforced"),
        ({"criminality": "yes", "people_at_risk": "yes"}, "enforced"),
        ({"criminality": "yes", "notice_defeats": "yes"}, "enforced"),
        ({"criminality": "yes", "notice_defeats": "no", "people_at_risk": "no"}, "soft"),
        ({"regulator_ground": "yes"}, "compliance"),
        ({"regulator_ground": "yes", "people_at_risk": "yes"}, "compliance"),
        ({"people_at_risk": "yes"}, "soft"),
        ({}, "soft"),
        ({"concern": False}, "awareness"),
        ({"concern": False, "people_at_risk": "no", "criminality": "no"}, "awareness"),
        ({"concern": False, "criminality": "yes"}, "soft"),
    ],
)
def test_the_mildest_visit_that_answers_what_is_known_is_suggested(answers, visit):
    assert suggest(**answers).visit_type == visit


def test_a_suggestion_gives_its_reasons():
    suggestion = suggest(criminality="yes", people_at_risk="yes", notice_defeats="yes")

    assert [str(reason) for reason in suggestion.reasons] == [
        "Criminality is suspected.",
        "People there are perceived to be at risk.",
        "Notice or consent would defeat the purpose.",
    ]


def test_immediate_risk_to_life_does_not_wait_for_the_day():
    assert suggest(life_at_risk="yes").at_once
    assert not suggest(criminality="yes", people_at_risk="yes").at_once


@mark.parametrize("lower_level", ["", "   "])
def test_an_enforced_visit_without_a_milder_one_considered_is_objected_to(lower_level):
    field, words = objection(visit_type="enforced", lower_level=lower_level)

    assert field == "lower_level"
    assert "milder" in str(words)


def test_a_compliance_visit_for_a_criminal_search_is_objected_to():
    field, words = objection(visit_type="compliance", purpose="search")

    assert field == "purpose"
    assert "pretext" in str(words)


@mark.parametrize(
    "choice",
    [
        {"visit_type": "soft", "purpose": "safeguard"},
        {"visit_type": "awareness"},
        {"visit_type": "compliance", "purpose": "inspect"},
        {"visit_type": "enforced", "purpose": "search", "lower_level": "A soft visit would warn them."},
    ],
)
def test_nothing_stands_against_a_proportionate_choice(choice):
    assert objection(**choice) is None
