"""Figures of an operation: counted, chosen, approved, and how each was counted."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sightline.kit.steps import history
from sightline.ledger.finding import find, listed, may, why
from sightline.operations.models import Operation
from sightline.oversight import actions
from sightline.oversight.forms import FigureForm
from sightline.oversight.measures import MEASURES
from sightline.oversight.models import Count, Figure, Statement


def index(request: HttpRequest) -> HttpResponse:
    """Page: operations with their published figures, and the statements."""
    me = request.person
    figures = listed(Figure.objects.readable(by=me).standing().order_by("-as_at", "measure"), asked="figures")
    statements = listed(Statement.objects.readable(by=me).order_by("-drafted_at"), asked="statements")
    operations = listed(
        Operation.objects.readable(by=me).order_by("-starts_on"), asked="operations with figures", most=50
    )
    given = {"figures": figures, "statements": statements, "operations": operations}
    return render(request, "oversight/index.html", given)


def operation(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: what was counted of one operation and what is published of it."""
    found = find(Operation, ref)
    counts = latest_counts(found)
    figures = {figure.measure: figure for figure in listed(Figure.objects.of(found).standing(), asked="its figures")}
    rows = [(measure, counts.get(code), figures.pop(code, None)) for code, measure in MEASURES.items()]
    given = {
        "operation": found,
        "rows": rows,
        "others": figures.values(),
        "counted_at": max((count.counted_at for count in counts.values()), default=None),
        "may_count": may(found, "count", request.person),
        "why": why(found, request.person),
    }
    return render(request, "oversight/operation.html", given)


@require_POST
def count(request: HttpRequest, ref: str) -> HttpResponse:
    """Count an operation again."""
    found = find(Operation, ref)
    actions.count(found, by=request.person, at=request.now)
    return redirect("oversight:operation", found.ref)


def propose(request: HttpRequest, ref: str, measure: str) -> HttpResponse:
    """Page: choose what is published of one measure."""
    found, known = find(Operation, ref), MEASURES.get(measure)
    if known is None:
        raise Http404
    counts = latest_counts(found)
    counted = counts.get(measure)
    start = {"qualifier": "exactly", "value": counted and counted.value, "by_whom": found.lead.name}
    form = FigureForm(request.POST or None, initial=start, counted=counted, whole=counts.get(known.subset_of))
    if form.is_valid():
        given = {"measure": measure, "as_at": request.now, **form.cleaned_data}
        figure = actions.propose_figure(found, by=request.person, at=request.now, **given)
        return redirect("oversight:figure", figure.ref)
    shown = {"operation": found, "measure": known, "counted": counted, "form": form}
    return render(request, "oversight/propose.html", shown)


def figure(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one figure, how it was counted, and those of its records that the reader may see."""
    found = find(Figure, ref)
    me, measure = request.person, MEASURES.get(found.measure)
    records = listed(measure.records(found.operation_id), asked="records behind a figure", most=50) if measure else []
    given: dict[str, Any] = {
        "figure": found,
        "measure": measure,
        "records": records,
        "counted": Count.objects.filter(pk=found.count_id).first(),
        "history": history(found),
        "can": {verb: may(found, verb, me) for verb in ("approve", "release_small", "keep_small")},
        "why": why(found, me),
    }
    return render(request, "oversight/figure.html", given)


@require_POST
def decide(request: HttpRequest, ref: str, verb: str) -> HttpResponse:
    """Approve a figure, or release or keep a small one."""
    found = find(Figure, ref)
    verbs = {"approve": actions.approve_figure, "release": actions.release_small, "keep": actions.keep_small}
    if verb not in verbs:
        raise Http404
    verbs[verb](found, by=request.person, at=request.now)
    return redirect("oversight:figure", found.ref)


def latest_counts(operation: Operation) -> dict[str, Count]:
    """The newest count of each measure that the reader may see."""
    return {count.measure: count for count in Count.objects.filter(operation=operation).order_by("counted_at")}
