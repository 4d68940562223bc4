"""The two statements from which Sightline began: each sentence, and where the product holds it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sightline.agencies.models import Person
from sightline.ledger.finding import listed
from sightline.operations.models import Operation
from sightline.oversight import seeds
from sightline.oversight.models import Figure, Statement


def two_statements(request: HttpRequest) -> HttpResponse:
    """Page: from each sentence to the page, record or figure that holds it."""
    told = [_told(statement, request.person) for statement in seeds.statements()]
    return render(request, "oversight/two_statements.html", {"statements": told})


def _told(statement: dict[str, Any], me: Person) -> dict[str, Any]:
    """A statement with those of its records that this reader may open."""
    name = statement["operation"]
    standing = Figure.objects.readable(by=me).standing().filter(about=name)
    figures = {figure.measure: figure for figure in listed(standing, asked="figures of a statement")}
    operation = Operation.objects.readable(by=me).filter(name=name).first()
    said = Statement.objects.filter(operation__in=[figure.operation_id for figure in figures.values()])
    released = said.filter(state=Statement.State.RELEASED).first()
    rows = [_row(sentence, figures, operation, released) for sentence in statement["sentence"]]
    return {"title": statement["says"], "sentences": rows}


def _row(
    sentence: dict[str, Any], figures: dict[str, Figure], operation: Operation | None, released: Statement | None
) -> dict[str, Any]:
    links = [{"says": words, "url": reverse(name)} for words, name in sentence.get("pages", {}).items()]
    for words, name in sentence.get("records", {}).items():
        links.append({"says": words, "url": reverse(name, args=[operation.ref]) if operation else ""})
    public = [{"says": words, "at": seeds.address(name)} for words, name in sentence.get("public", {}).items()]
    found = [figures[code] for code in sentence.get("figures", []) if code in figures]
    given = {"links": links, "public": public, "figures": found, "released": sentence.get("said") and released}
    return {"says": sentence["says"], "held": sentence["held"], "later": sentence.get("later"), **given}
