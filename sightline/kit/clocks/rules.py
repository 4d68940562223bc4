"""A rule of time, as someone in charge wrote it down, with the days on which it held."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

CALENDARS = ("hours", "days", "working days", "years")
KINDS = ("limit", "aim", "period", "at once")


class BadRules(ValueError):
    """The rule file says something that cannot be; the message names the rule."""


class NoRule(LookupError):
    """No rule of that id held on that day."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One period that law, guidance or practice sets.

    limit: how many of `calendar`, which is "hours", "days", "working days" or "years".
    kind: "limit" must be kept; "aim" is only watched; "period" is given and its end breaks nothing; "at once" has none.
    valid_from, valid_to: the first and the last day on which it held; None means still.
    warn: how long before the end to warn, longest first; hours for a rule in hours, days for the others.
    soon: from how long before the end the clock reads "soon"; same unit as `warn`.
    confirm: True while nobody has checked it against the text of its source.
    """

    id: str
    says: str
    limit: float
    calendar: str
    source: str
    valid_from: date
    valid_to: date | None = None
    kind: str = "limit"
    warn: tuple[float, ...] = ()
    soon: float = 0
    confirm: bool = False

    def __post_init__(self) -> None:
        if self.calendar not in CALENDARS:
            raise BadRules(f"{self.id}: calendar must be one of {', '.join(CALENDARS)}")
        if self.kind not in KINDS:
            raise BadRules(f"{self.id}: kind must be one of {', '.join(KINDS)}")
        if self.limit < 0 or (self.calendar != "hours" and self.limit != int(self.limit)):
            raise BadRules(f"{self.id}: limit must be a whole number of {self.calendar}, not below 0")
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise BadRules(f"{self.id}: ends before it begins")

    def held_on(self, day: date) -> bool:
        """Whether the rule was in force on that day, both ends included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def before_end(self, amount: float) -> timedelta:
        """`amount` in the unit in which this rule warns."""
        return timedelta(hours=amount) if self.calendar == "hours" else timedelta(days=amount)


def load_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of a stage's `[[rule]]` file, in the order written.

    Raises BadRules when a field is missing or unknown, or when two versions of one rule hold on the same day.
    """
    with path.open("rb") as file:
        rules = tuple(_rule(row) for row in tomllib.load(file)["rule"])
    for one, other in combinations(rules, 2):
        if one.id == other.id and (one.held_on(other.valid_from) or other.held_on(one.valid_from)):
            raise BadRules(f"{one.id}: two versions hold on the same day")
    return rules


def rule_on(rules: Sequence[Rule], id: str, day: date) -> Rule:
    """The version of rule `id` that held on `day`. Raises NoRule when none did."""
    for rule in rules:
        if rule.id == id and rule.held_on(day):
            return rule
    raise NoRule(f"No rule {id} held on {day}")


def _rule(row: dict[str, Any]) -> Rule:
    warn = tuple(sorted(_numbers(row.get("warn", ())), reverse=True))
    soon = row.get("soon", warn[0] if warn else 0)
    try:
        return Rule(**{**row, "warn": warn, "soon": soon})
    except TypeError as error:
        raise BadRules(f"{row.get('id', 'a rule without id')}: {error}") from error


def _numbers(values: Iterable[float]) -> list[float]:
    return [float(value) for value in values]
