"""The text of a statement: figures bound inside it by reference, and what stands against its release."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from sightline.oversight.models import Figure, Quotation, Statement
from sightline.reports.signposting import Service, service

BOUND = re.compile(r"\[(FG-[0-9A-Z]{4}-[0-9A-Z]{4})\]")
NUMBER = re.compile(r"(?<![\w-])\d[\d,]*(?![\w-])")


def bound(text: str) -> list[str]:
    """The references of the figures bound inside a text, in order."""
    return BOUND.findall(text)


def worded(text: str, figures: Mapping[str, str]) -> str:
    """The text with each bound figure in words. figures: what each reference shows."""
    return BOUND.sub(lambda found: figures.get(found[1], found[0]), text)


def figures_of(statement: Statement) -> dict[str, Figure]:
    """The figures that the statement and its quotations bind, by reference; those the reader may see."""
    quotations = Quotation.objects.filter(statement=statement)
    texts = [statement.text_en, statement.text_cy, *(part for q in quotations for part in (q.says_en, q.says_cy))]
    references = {ref for text in texts for ref in bound(text)}
    return {figure.ref: figure for figure in Figure.objects.filter(ref__in=references)}


def paragraphs(text: str, figures: Mapping[str, Figure]) -> Iterator[list[tuple[str, Figure | None]]]:
    """The text for a page: paragraphs of parts, each plain words or a bound figure with what it shows."""
    for paragraph in filter(None, re.split(r"\n\s*\n", text.strip())):
        parts = BOUND.split(paragraph)
        yield [_part(part, number % 2 == 1, figures) for number, part in enumerate(parts) if part]


def _part(part: str, is_reference: bool, figures: Mapping[str, Figure]) -> tuple[str, Figure | None]:
    figure = figures.get(part) if is_reference else None
    return (figure.shown if figure else f"[{part}]" if is_reference else part, figure)


def contact_lines(codes: Iterable[str], on: date) -> list[Service]:
    """The services whose numbers may be shown on that day; a number whose check is overdue is left out."""
    return [found for code in codes if (found := service(code, on))]


def with_quotations(text: str, quotations: Iterable[tuple[str, str]]) -> str:
    """A text with the words of offices after it, as it is frozen. quotations: (words, office)."""
    return "\n\n".join([text, *(f"“{words}”\n{office}" for words, office in quotations if words)])


def loose_numbers(text: str) -> list[str]:
    """Numbers typed by hand, which no count stands behind; telephone numbers and dates are for a person to judge."""
    return NUMBER.findall(BOUND.sub("", text))


def objections(statement: Statement, figures: Mapping[str, Figure], quotations: Iterable[Quotation]) -> list[str]:
    """What stands against its release, a sentence each; empty when nothing does."""
    found = []
    for ref in [*bound(statement.text_en), *bound(statement.text_cy)]:
        if ref not in figures or figures[ref].state != Figure.State.APPROVED:
            found.append(_("The figure %(ref)s is not approved.") % {"ref": ref})
    if sorted(bound(statement.text_en)) != sorted(bound(statement.text_cy)):
        found.append(_("The Welsh text does not bind the same figures as the English one."))
    for quotation in quotations:
        if quotation.signed_off_at is None:
            found.append(_("%(office)s has not signed off its words.") % {"office": quotation.office})
    return found


def names_in(statement: Statement, names: Iterable[str]) -> list[str]:
    """Which of these names the statement mentions, as whole words."""
    text = f"{statement.title_en} {statement.text_en} {statement.title_cy} {statement.text_cy}"
    return [name for name in names if name and re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)]


def digest(*texts: str) -> str:
    """The mark of a frozen statement."""
    return hashlib.sha256("\n\n".join(texts).encode()).hexdigest()
