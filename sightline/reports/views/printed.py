"""The questions on paper: for outreach, and wherever there is no network. What is written on it is typed in by a desk."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse

from sightline.kit.vocabulary import Entry, load
from sightline.reports.forms.questions import grouped_signs
from sightline.reports.questions import QUESTIONS, pages
from sightline.reports.telling import DOOR
from sightline.reports.views.front import shown

LEFT_OUT = frozenset({"check", "signs"})  # what is asked of a screen alone; the signs stand in groups of their own
LONG = 1_000  # letters from which an answer gets several lines


class Asked(NamedTuple):
    """A question as it is printed: boxes to tick, or so many lines to write on."""

    says: Any
    boxes: list[Any]
    lines: range


def paper(request: HttpRequest) -> HttpResponse:
    """Page: all questions of the public flow, to be printed and filled in by hand."""
    signs = [(says, [label for _code, label in options]) for says, options in list(grouped_signs())[:-1]]
    return shown(request, "paper.html", {"asked": list(questions()), "signs": signs})


def questions() -> Iterator[Asked]:
    """The public's questions in their order."""
    for page in pages(DOOR):
        if page.code not in LEFT_OUT:
            yield from (printed(load(QUESTIONS)[code]) for code in page.get("asks"))


def printed(question: Entry) -> Asked:
    """One question: its answers as boxes, or lines to write on."""
    boxes = [option.label for option in question.options]
    many = 5 if question.get("longest", 0) >= LONG else 1
    return Asked(question.label, boxes, range(0 if boxes else many))
