"""Deadlines: dated rules as data, calendars of the nations, and readings to show.

A stage keeps its rules in `vocabulary/clocks.toml`, computes with pure functions and hands a `Reading` to its page.
Nothing here asks what time it is: the moment always comes in as an argument.
"""

from sightline.kit.clocks.calendars import NATIONS, BankHolidays, OutsideTheTable, bank_holidays
from sightline.kit.clocks.deadlines import deadline
from sightline.kit.clocks.readings import Moment, Reading, State, cannot_compute
from sightline.kit.clocks.rules import BadRules, NoRule, Rule, load_rules, rule_on

__all__ = [
    "NATIONS",
    "BadRules",
    "BankHolidays",
    "Moment",
    "NoRule",
    "OutsideTheTable",
    "Reading",
    "Rule",
    "State",
    "bank_holidays",
    "cannot_compute",
    "deadline",
    "load_rules",
    "rule_on",
]
