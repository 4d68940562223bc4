"""The questions on paper, and on a page that works without a network: what is written there is typed in by a desk."""

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from sightline.kit.references import new_reference
from sightline.kit.vocabulary import Entry, load
from sightline.reports.forms.questions import grouped_signs
from sightline.reports.questions import QUESTIONS, pages
from sightline.reports.telling import DOOR
from sightline.reports.views.front import shown

LEFT_OUT = frozenset({"check", "signs"})  # what is asked of a screen alone; the signs stand in groups of their own
LONG = 1_000  # letters from which an answer gets several lines
STATIC = Path(__file__).parents[1] / "static/reports"
SHEET = "SH"


class Asked(NamedTuple):
    """A question as it is printed: boxes to tick, or so many lines to write on."""

    code: str
    says: Any
    choices: list[tuple[str, Any]]
    several: bool
    lines: range

    @property
    def boxes(self) -> list[Any]:
        """What stands beside each box."""
        return [label for _code, label in self.choices]


def paper(request: HttpRequest) -> HttpResponse:
    """Page: all questions of the public flow, to be printed and filled in by hand."""
    signs = [(says, [label for _code, label in options]) for says, options in signs_in_groups()]
    return shown(request, "paper.html", {"asked": list(questions()), "signs": signs, "number": new_reference(SHEET)})


def offline(request: HttpRequest) -> HttpResponse:
    """Page: the same with everything inside it, to be saved; its policy lets run what stands in it and load nothing."""
    given = {"asked": list(questions()), "signs": signs_in_groups(), "number": new_reference(SHEET)}
    given |= {"style": inside("style", "sheet.css"), "script": inside("script", "sheet.js")}
    page = render(request, "reports/public/offline.html", given)
    page.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src {mark('sheet.css')}; script-src {mark('sheet.js')}; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return page


def inside(element: str, name: str) -> SafeString:
    """A file of ours as it stands inside the page."""
    return mark_safe(f"<{element}>{ours(name)}</{element}>")  # noqa: S308 - our own file, never what somebody wrote


def mark(name: str) -> str:
    """By what a policy knows a file that stands in a page."""
    return f"'sha256-{b64encode(sha256(ours(name).encode()).digest()).decode()}'"


@cache
def ours(name: str) -> str:
    """What a file of ours holds."""
    return (STATIC / name).read_text()


def signs_in_groups() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """The signs under their headings."""
    return list(grouped_signs())[:-1]


def questions() -> Iterator[Asked]:
    """The public's questions in their order."""
    for page in pages(DOOR):
        if page.code not in LEFT_OUT:
            yield from (printed(load(QUESTIONS)[code]) for code in page.get("asks"))


def printed(question: Entry) -> Asked:
    """One question: its answers as boxes, or lines to write on."""
    choices = [(option.code, option.label) for option in question.options]
    many = 5 if question.get("longest", 0) >= LONG else 1
    several = question.get("kind") == "several"
    return Asked(question.code, question.label, choices, several, range(0 if choices else many))
