"""The questions as data: in which version, who asks which in what order, and where an answer is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sightline.kit.vocabulary import Entry, load, version
from sightline.reports.models import Report

QUESTIONS, PAGES, DOORS = "reports/questions", "reports/doors/page", "reports/doors/door"
REACH = {"contact_name": "name", "contact_reach": "reach", "contact_when": "when_safe"}  # fields of ReporterContact
NAMED = ("confidential", "shareable")  # the sharing levels at which somebody may be reached


@dataclass(frozen=True)
class Kept:
    """Answers by where they are kept: columns of the report, words that may tell who somebody is, the reporter's contact."""

    columns: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    contact: dict[str, str] = field(default_factory=dict)


def kept(told: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> Kept:
    """The answers of a door, by the fields of the questions, each for its own place.

    told: also columns that are no question, such as "language". before: the codes kept so far, which these join.
    Contact details are kept only of somebody who chose to be reached.
    """
    places = {question.get("field"): place(question) for question in load(QUESTIONS).values()}
    by_place: dict[str, dict[str, Any]] = {"column": {}, "answers": {}, "texts": {}, "contact": {}}
    for name, value in told.items():
        by_place[places.get(name, "column")][name] = value
    columns = dict(by_place["column"])
    if by_place["answers"]:
        columns["answers"] = {name: code for name, code in {**(before or {}), **by_place["answers"]}.items() if code}
        columns["questions_version"] = version(QUESTIONS)
    texts = {name: tidy(name, text) for name, text in by_place["texts"].items() if text}
    named = told.get("sharing") in NAMED
    contact = {REACH[name]: text for name, text in by_place["contact"].items() if text and named}
    return Kept(columns, texts, contact)


def place(question: Entry) -> str:
    """Where its answer is kept: "column", "answers", "texts" or "contact"."""
    named = question.get("kept")
    return str(named) if named else "column" if question.get("field") in COLUMNS else "answers"


COLUMNS = {each.name for each in Report._meta.concrete_fields}


def tidy(name: str, text: str) -> str:
    """A text as it is kept: a registration in one spelling, anything else as it was written."""
    if name != "plates":
        return text
    return "\n".join(plate for line in re.split(r"[,;\n]", text) if (plate := re.sub(r"[^\w?*]", "", line).upper()))


def pages(door: str) -> list[Entry]:
    """The pages of a door, in its order."""
    known = load(PAGES)
    return [known[code] for code in load(DOORS)[door].get("pages")]


def asked(door: str, part: str = "asks") -> tuple[str, ...]:
    """The codes of the questions that a door asks on one page, in its order."""
    return tuple(load(DOORS)[door].get(part))
