"""How soon somebody must look at a report: the rules of `vocabulary/danger.toml`, read over the answers.

The rules run in the page, on arrival and again on every new message. They only ever raise: no machine lowers a level.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from sightline.kit.vocabulary import Entry, load

ORDER = ("routine", "amber", "red")
SAME = str.maketrans({"đ": "d", "ł": "l", "’": "'", "‘": "'", "ـ": ""})  # letters without a part to take off
SAYS_NOTHING = {"", "none", "not-sure", "do-not-know", "rather-not-say"}

Answers = Mapping[str, Any]
Condition = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Level:
    """How soon, and why. word: "red", "amber" or "routine"; reasons: every rule of that or a lower level that holds."""

    word: str
    reasons: tuple[Entry, ...]

    @property
    def codes(self) -> list[str]:
        """The rules that hold, as "R1", to be kept with the report."""
        return [reason.code for reason in self.reasons]

    @property
    def within_minutes(self) -> int:
        """How soon a person should have looked."""
        return int(load("reports/danger/level")[self.word].get("within_minutes"))


def level(answers: Answers) -> Level:
    """The level of a report, with its reasons, the most urgent first.

    answers: by the `field` of each question; a code, several codes, or a text. What was not asked may be left out.
    """
    words = "\n".join(str(answers[name]) for name in texts() if answers.get(name))
    given = {**answers, "texts": words}
    held = [rule for rule in load("reports/danger/rule").values() if holds(rule.get("when"), given)]
    reasons = sorted(held, key=lambda rule: -ORDER.index(rule.get("level")))
    word = str(reasons[0].get("level"))
    return Level(word, tuple(rule for rule in reasons if rule.get("level") != "routine" or word == "routine"))


@cache
def texts() -> tuple[str, ...]:
    """The fields that somebody answers in words of their own."""
    asked = load("reports/questions").values()
    return tuple(question.get("field") for question in asked if question.get("kind") == "text")


def within(level: str) -> timedelta:
    """How soon a person should have looked at a report of that level."""
    return timedelta(minutes=int(load("reports/danger/level")[level].get("within_minutes")))


def higher(one: str, other: str) -> str:
    """The more urgent of two level words: a new message may raise a report, never lower it."""
    return max(one, other, key=ORDER.index)


def holds(condition: Condition, answers: Answers) -> bool:
    """Whether a condition, as danger.toml explains it, is true of the answers. Raises KeyError for an unknown form."""
    if "any" in condition:
        return any(holds(part, answers) for part in condition["any"])
    if "all" in condition:
        return all(holds(part, answers) for part in condition["all"])
    given = answers.get(condition["ask"])
    form = next(name for name in condition if name != "ask")
    return _FORMS[form](condition[form], given)


def mentions_danger(text: str) -> bool:
    """Whether the text has a word of danger, in any language we have a list for."""
    return bool(word_of_danger(text))


def word_of_danger(text: str) -> str:
    """The first of them, as it is looked for; empty when there is none."""
    found = _words().search(plain(text))
    return found[0] if found else ""


def plain(text: str) -> str:
    """A text as words of danger are looked for: small letters, no accents, one kind of apostrophe and of space.

    What stands in danger.js does the same.
    """
    parts = unicodedata.normalize("NFD", text.lower().translate(SAME))
    return re.sub(r"\s+", " ", "".join(letter for letter in parts if not unicodedata.category(letter).startswith("M")))


def table() -> dict[str, Any]:
    """The rules and the words as a page reads them: the same data, and nothing else."""
    rules = load("reports/danger/rule").values()
    return {
        "rules": [{"code": rule.code, "level": rule.get("level"), "when": rule.get("when")} for rule in rules],
        "words": [[plain(word), bool(each.get("joined"))] for each, word in _listed()],
        "silent": sorted(SAYS_NOTHING),
    }


def _codes(given: object) -> set[str]:
    if isinstance(given, str):
        return {given}
    return set(given) if isinstance(given, Collection) else set()


_FORMS = {
    "has": lambda wanted, given: bool(set(wanted) & _codes(given)),
    "without": lambda unwanted, given: not set(unwanted) & _codes(given),
    "at_least": lambda number, given: len(_codes(given) - SAYS_NOTHING) >= number,
    "mentions": lambda wanted, given: mentions_danger(str(given or "")) is wanted,
}


def _listed() -> Iterator[tuple[Entry, str]]:
    return ((each, word) for each in load("reports/danger_words").values() for word in each.get("words"))


@cache
def _words() -> re.Pattern[str]:
    parts = (("" if each.get("joined") else r"(?<!\w)") + re.escape(plain(word)) for each, word in _listed())
    return re.compile("|".join(parts))
