"""Words that may tell who wrote a text, pointed out before it is sent, and the same text with softer words in their place.

Nothing is changed without the writer: a page shows both and the writer chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sightline.kit.vocabulary import Entry, load

LIST = "reports/giveaways"
LOOKED_AT: tuple[str, ...] = (
    *("what", "people_look", "asked_for", "controllers", "controllers_look", "vehicle_seen", "first_noticed"),
    *("last_seen", "other_places", "ways_in", "times_there", "told_outcome", "forgotten"),
)
MORNING, NOON, EVENING, NIGHT = 5, 12, 18, 22  # the hours at which a part of the day begins


@dataclass(frozen=True)
class Found:
    """Words of a text that may give the writer away, and why."""

    kind: Entry
    words: str

    @property
    def says(self) -> Promise:
        """What they are, in the reader's language."""
        return self.kind.label


@dataclass(frozen=True)
class Text:
    """An answer in words with what was found in it. softer: the answer said softer; empty where no rule can say it so."""

    name: str
    found: list[Found]
    softer: str


def pointed_out(answers: Mapping[str, Any], language: str) -> list[Text]:
    """The answers in words in which something may give the writer away, in the order of LOOKED_AT."""
    texts = ((name, answers.get(name)) for name in LOOKED_AT)
    return [_text(name, str(text), language) for name, text in texts if text and any(found_in(str(text), language))]


def _text(name: str, text: str, language: str) -> Text:
    softer = softened(text, language)
    return Text(name, list(found_in(text, language)), softer if softer != text else "")


def found_in(text: str, language: str) -> Iterator[Found]:
    """What may give the writer away, kind by kind, each wording once."""
    for kind, pattern in kinds(language):
        for words in dict.fromkeys(match[0].strip() for match in pattern.finditer(text)):
            yield Found(kind, words)


def softened(text: str, language: str) -> str:
    """The text with softer words wherever a rule knows some."""
    for kind, pattern in kinds(language):
        if kind.get("softly"):
            text = pattern.sub(partial(_softly, kind), text)
    return text


def kinds(language: str) -> list[tuple[Entry, re.Pattern[str]]]:
    """The kinds to look for in a text of that language, each with its pattern."""
    every = load(LIST).values()
    return [(kind, _pattern(kind.code)) for kind in every if language in kind.get("languages", [language])]


def _softly(kind: Entry, match: re.Match[str]) -> str:
    if kind.get("softly") == "time":
        return _time_of_day(match)
    softly = str(Entry("softly", kind.get("softly")).label)
    part = kind.get("part")
    if not part:
        return softly
    start, end = match.start(part) - match.start(), match.end(part) - match.start()
    return match[0][:start] + softly + match[0][end:]


def _time_of_day(match: re.Match[str]) -> str:
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    if MORNING <= hour < NOON:
        return _("in the morning")
    if NOON <= hour < EVENING:
        return _("in the afternoon")
    return _("in the evening") if EVENING <= hour < NIGHT else _("at night")


@cache
def _pattern(code: str) -> re.Pattern[str]:
    kind = load(LIST)[code]
    return re.compile(kind.get("pattern"), 0 if kind.get("capitals") else re.IGNORECASE)
