"""A rule's number is given once: every way in has its own, and none is ever given again."""

from django.db.models import Q
from pytest import fixture

from sightline.kit import numbers
from sightline.kit.numbers import Way, cited, given, number, register, standing
from sightline.kit.rules import rule
from sightline.ledger.models import Entry
from sightline.ledger.policies import EntryPolicy, my_own_acts

MINE, AUDITOR, *_ = EntryPolicy.see.arms()


@rule
def made_today() -> Q:
    """whoever comes today"""
    return Q()


@fixture
def lines(settings, tmp_path):
    """A register of our own, read anew."""

    def written(*lines: str) -> None:
        settings.RULE_NUMBERS = tmp_path / "numbers.txt"
        settings.RULE_NUMBERS.write_text("".join(f"{line}\n" for line in lines))
        given.cache_clear()

    yield written
    given.cache_clear()


def test_every_way_in_has_a_number():
    assert [each.way for each in standing() if not each.number] == [], "run: sightline policies docs"


def test_no_number_is_given_twice(settings):
    first = [line.split("\t")[0] for line in settings.RULE_NUMBERS.read_text().splitlines()]

    assert len(first) > 300
    assert len(first) == len(set(first)) == len(given())


def test_the_register_is_as_it_would_be_written(settings):
    assert settings.RULE_NUMBERS.read_text() == register()


def test_two_ways_in_are_told_apart_by_kind_role_verb_and_arm():
    ways = [each.way for each in standing()]

    assert len(ways) == len(set(ways))


def test_the_next_way_in_gets_the_next_number(lines):
    lines("7\tledger.Entry\tsl_staff\tsee\tmy own acts")

    text = register()

    assert text.startswith("7\tledger.Entry\tsl_staff\tsee\tmy own acts\n8\t")


def test_the_number_of_a_rule_that_is_gone_is_never_given_again(lines):
    lines("900\tledger.Entry\tsl_staff\tsee\tthe caretaker")

    text = register()

    assert text.startswith("900\tledger.Entry\tsl_staff\tsee\tthe caretaker\n901\t")
    assert "\n900\t" not in text


def test_a_way_in_keeps_its_number_when_others_come_and_go(lines):
    lines("5\tledger.Entry\tsl_staff\tsee\tas auditor", "2\tledger.Entry\tsl_staff\tsee\tmy own acts")

    assert number(Entry, "see", AUDITOR) == 5
    assert number(Entry, "see", MINE) == 2


def test_what_held_is_cited_by_its_numbers_as_the_ledger_keeps_it(lines):
    lines("5\tledger.Entry\tsl_staff\tsee\tas auditor", "2\tledger.Entry\tsl_staff\tsee\tmy own acts")

    assert cited(Entry, "see", [MINE, AUDITOR]) == "2, 5"
    assert cited(Entry, "see", []) == ""


def test_a_rule_without_a_number_is_cited_by_none():
    assert number(Entry, "see", made_today) == 0
    assert cited(Entry, "see", [made_today]) == ""


def test_the_same_arm_for_another_role_or_verb_is_another_way_in():
    assert number(Entry, "see", my_own_acts) != number(Entry, "see", my_own_acts, role="sl_public")
    assert number(Entry, "add", my_own_acts) == 0


def test_ways_come_kind_by_kind_and_reading_first():
    verbs = [each.verb for each in numbers.standing() if each.way.kind == "safeguarding.Placement"]

    assert verbs[:2] == ["see", "see"]
    assert verbs.index("never") < verbs.index("accept")
    assert Way("ledger.Entry", "sl_staff", "see", "as auditor") in given()
