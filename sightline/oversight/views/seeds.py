"""The two statements from which Sightline began: each sentence, in our words, and where the product holds it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sightline.ledger.finding import listed
from sightline.oversight.models import Figure

FILE = Path(__file__).parents[1] / "vocabulary" / "two_statements.toml"


@cache
def sentences() -> dict[str, Any]:
    """The sentences, statement by statement, each with what holds it."""
    return tomllib.loads(FILE.read_text())


def two_statements(request: HttpRequest) -> HttpResponse:
    """Page: from each sentence to the page, record or figure that holds it."""
    figures = {
        (f.about, f.measure): f for f in listed(Figure.objects.readable(by=request.person).standing(), asked="figures")
    }
    told = [_statement(statement, figures) for statement in sentences()["statement"]]
    return render(request, "oversight/two_statements.html", {"statements": told})


def _statement(statement: dict[str, Any], figures: dict[tuple[str, str], Figure]) -> dict[str, Any]:
    rows = [_row(sentence, statement["operation"], figures) for sentence in statement["sentence"]]
    return {"title": statement["says"], "sentences": rows}


def _row(sentence: dict[str, Any], operation: str, figures: dict[tuple[str, str], Figure]) -> dict[str, Any]:
    links = [{"says": name, "url": reverse(name_of)} for name, name_of in sentence.get("pages", {}).items()]
    found = [figures[operation, code] for code in sentence.get("figures", []) if (operation, code) in figures]
    return {"says": sentence["says"], "held": sentence["held"], "links": links, "figures": found}
