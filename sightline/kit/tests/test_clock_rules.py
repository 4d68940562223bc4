"""Rules are dated data: the one of the day is found, and a bad file is refused with the rule's name."""

from datetime import date, timedelta

from pytest import fixture, mark, raises

from sightline.kit.clocks import BadRules, NoRule, Rule, load_rules, rule_on

RULE = """
[[rule]]
id = "recovery"
says = "Time to recover"
limit = 45
calendar = "days"
source = "Guidance of the time"
valid_from = 2015-07-31
valid_to = 2022-12-12
warn = [3, 10]
"""
LATER = """
[[rule]]
id = "recovery"
says = "Time to recover"
limit = 30
calendar = "days"
source = "Later guidance"
valid_from = 2022-12-13
"""


@fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "clocks.toml"
        path.write_text(text)
        return path

    return write


def test_the_rule_of_the_day_is_found(written):
    rules = load_rules(written(RULE + LATER))

    assert rule_on(rules, "recovery", date(2018, 3, 1)).limit == 45
    assert rule_on(rules, "recovery", date(2024, 3, 1)).limit == 30


@mark.parametrize(("day", "limit"), [(date(2022, 12, 12), 45), (date(2022, 12, 13), 30)])
def test_a_rule_holds_on_its_first_and_last_day(day, limit, written):
    assert rule_on(load_rules(written(RULE + LATER)), "recovery", day).limit == limit


def test_before_its_first_day_there_is_no_rule(written):
    with raises(NoRule, match="recovery held on 2015-07-30"):
        rule_on(load_rules(written(RULE)), "recovery", date(2015, 7, 30))


def test_an_unknown_rule_is_no_rule(written):
    with raises(NoRule):
        rule_on(load_rules(written(RULE)), "rest", date(2018, 1, 1))


def test_warnings_are_kept_longest_first_and_soon_begins_with_the_first(written):
    (rule,) = load_rules(written(RULE))

    assert rule.warn == (10, 3)
    assert rule.soon == 10


def test_two_versions_on_one_day_are_refused(written):
    with raises(BadRules, match="recovery: two versions"):
        load_rules(written(RULE.replace("2022-12-12", "2022-12-13") + LATER))


@mark.parametrize(
    ("field", "wrong"),
    [
        ('calendar = "days"', 'calendar = "moons"'),
        ("limit = 45", "limit = -1"),
        ("limit = 45", "limit = 1.5"),
        ("valid_to = 2022-12-12", "valid_to = 2015-07-30"),
        ('source = "Guidance of the time"', ""),
        ("warn = [3, 10]", "colour = 1"),
        ("warn = [3, 10]", 'kind = "wish"'),
    ],
)
def test_a_rule_that_cannot_be_is_refused_by_name(field, wrong, written):
    with raises(BadRules, match="recovery"):
        load_rules(written(RULE.replace(field, wrong)))


@mark.parametrize(("calendar", "expected"), [("hours", timedelta(hours=3)), ("days", timedelta(days=3))])
def test_a_rule_warns_in_its_own_unit(calendar, expected):
    rule = Rule("r", "A rule", 24, calendar, "Ours", date(2015, 1, 1))

    assert rule.before_end(3) == expected
