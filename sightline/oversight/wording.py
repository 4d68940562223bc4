"""The text of a statement: figures bound inside it by reference, and what a reader could stumble over."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sightline.oversight.models import Figure
from sightline.reports.signposting import Listed, Service, service

BOUND = re.compile(r"\[(FG-[0-9A-Z]{4}-[0-9A-Z]{4})\]")
NUMBER = re.compile(r"(?<![\w-])\d+(?:,\d{3})*(?![\w-])")
GAP = re.compile(r"\n\s*\n")

Part = tuple[str, Figure | None]


def bound(text: str) -> list[str]:
    """The references of the figures bound inside a text, in order."""
    return BOUND.findall(text)


def worded(text: str, words: Mapping[str, str]) -> str:
    """The text with each bound figure in words. words: what each reference says; an unknown one stays as it is."""
    return BOUND.sub(lambda found: words.get(found[1], found[0]), text)


def paragraphs(text: str, figures: Mapping[str, Figure]) -> Iterator[list[Part]]:
    """The text for a page: paragraphs of parts, each plain words or a bound figure with what it shows."""
    for paragraph in filter(None, GAP.split(text.strip())):
        parts = BOUND.split(paragraph)
        yield [_part(part, number % 2 == 1, figures) for number, part in enumerate(parts) if part]


def _part(part: str, is_reference: bool, figures: Mapping[str, Figure]) -> Part:
    if not is_reference:
        return part, None
    figure = figures.get(part)
    return (figure.in_words, figure) if figure else (f"[{part}]", None)


def contact_lines(codes: Iterable[str], on: date, listed: Listed | None = None) -> list[Service]:
    """The services whose numbers may be shown on that day; a number whose check is overdue is left out."""
    return [found for code in codes if (found := service(code, on, listed))]


def with_quotations(text: str, quotations: Iterable[tuple[str, str]]) -> str:
    """A text with the words of offices after it, as it is frozen. quotations: (words, office)."""
    return "\n\n".join([text, *(f"“{words}”\n{office}" for words, office in quotations if words)])


def loose_numbers(text: str) -> list[str]:
    """Numbers typed by hand, which no count stands behind; telephone numbers and dates are for a person to judge."""
    return list(dict.fromkeys(NUMBER.findall(BOUND.sub("", text))))


def digest(*texts: str) -> str:
    """The mark of a frozen statement."""
    return hashlib.sha256("\n\n".join(texts).encode()).hexdigest()
