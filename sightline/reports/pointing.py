"""What in a text could point to the source: names, times, relationships, numbers, and the source's own wording.

It only points. Whether a word stays is for a person to say, and for another to check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sightline.kit.vocabulary import load

LIST = "reports/pointing"
SAME_WORDS = 5  # so many words in a row, as the source said them
KINDS: dict[str, Promise] = {
    "relation": _("Who the source is to them"),
    "time": _("When exactly"),
    "number": _("Numbers"),
    "wording": _("The source’s own wording"),
    "name": _("Names"),
}
NAME = re.compile(r"(?<!^)(?<![.!?:]\s)(?<![.!?:]\n)\b[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]+)*")
NUMBER = re.compile(r"[£€$]?\b(?=\w*\d)[\w.,:/+-]*\w", re.UNICODE)
CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b", re.I
)
WORD = re.compile(r"\w+", re.UNICODE)


class Piece(NamedTuple):
    """A stretch of a text. kind: one of KINDS, or "" where nothing points."""

    text: str
    kind: str = ""

    @property
    def says(self) -> Promise | str:
        """What it is, in words."""
        return KINDS.get(self.kind, "")


def pieces(text: str, told: Iterable[str] = ()) -> list[Piece]:
    """The text in order, cut where something could point to the source.

    told: the words of the source, to find whole phrases of theirs. Joined again, the pieces are the text.
    """
    found, at = [], 0
    for start, end, kind in _spans(text, told):
        if start >= at:
            found += [Piece(text[at:start])] if start > at else []
            found.append(Piece(text[start:end], kind))
            at = end
    return found + ([Piece(text[at:])] if at < len(text) else [])


def summary(cut: Iterable[Piece]) -> list[tuple[Promise, list[str]]]:
    """What was pointed out, by kind, each stretch once."""
    kept = [piece for piece in cut if piece.kind]
    return [
        (says, list(dict.fromkeys(piece.text for piece in kept if piece.kind == kind)))
        for kind, says in KINDS.items()
        if any(piece.kind == kind for piece in kept)
    ]


def _spans(text: str, told: Iterable[str]) -> list[tuple[int, int, str]]:
    """Where something points, the earliest and of equal the longest first."""
    spans = [(match.start(), match.end(), kind) for kind, pattern in _patterns() for match in pattern.finditer(text)]
    spans += [(start, end, "wording") for start, end in _phrases(text, told)]
    return sorted(spans, key=lambda span: (span[0], -span[1], list(KINDS).index(span[2])))


def _phrases(text: str, told: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Stretches of at least SAME_WORDS words that stand in the told words too, each as long as it goes."""
    known = {run for words in told for run in _runs([word.casefold() for word in WORD.findall(words)])}
    places = list(WORD.finditer(text))
    runs = _runs([place[0].casefold() for place in places])
    start, end = 0, 0
    for number, run in enumerate(runs):
        if run not in known:
            continue
        if number >= end and end:
            yield places[start].start(), places[end - 1].end()
        start, end = (start if number < end else number), number + SAME_WORDS
    if end:
        yield places[start].start(), places[end - 1].end()


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + SAME_WORDS]) for at in range(len(words) - SAME_WORDS + 1)]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lists = [(code, _any_of(entry.get("words"))) for code, entry in load(LIST).items()]
    return (*lists, ("time", CLOCK), ("number", NUMBER), ("name", NAME))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    found = (re.escape(word) + ("s?" if len(word) > 2 else "") for word in words)
    return re.compile(rf"\b(?:{'|'.join(found)})(?:['’]s)?\b", re.I)
