"""Figures of an operation: counted, chosen, approved, and how each was counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sightline.ledger.finding import find, listed, may, why
from sightline.operations.models import Operation
from sightline.oversight import actions
from sightline.oversight.charts import part_of
from sightline.oversight.forms import FigureForm
from sightline.oversight.happened import happened
from sightline.oversight.measures import MEASURES, Measure
from sightline.oversight.models import Count, Figure, Statement


def index(request: HttpRequest) -> HttpResponse:
    """Page: operations with their published figures, and the statements."""
    me = request.person
    figures = listed(
        Figure.objects.readable(by=me).standing().select_related("subset_of").order_by("-as_at", "measure"),
        asked="figures",
    )
    statements = listed(Statement.objects.readable(by=me).order_by("-drafted_at"), asked="statements")
    operations = listed(
        Operation.objects.readable(by=me).order_by("-starts_on"), asked="operations with figures", most=50
    )
    given = {"told": _by_operation(figures), "statements": statements, "operations": operations}
    return render(request, "oversight/index.html", given)


def operation(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: what was counted of one operation and what is published of it."""
    found = find(Operation, ref)
    counts, figures = latest_counts(found), _by_measure(found)
    given = {
        "operation": found,
        "rows": [(measure, counts.get(code), figures.pop(code, ())) for code, measure in MEASURES.items()],
        "others": [figure for others in figures.values() for figure in others],
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
    counted, whole = counts.get(measure), counts.get(known.subset_of)
    start = {"qualifier": "exactly", "value": counted and counted.value, "by_whom": found.lead.name}
    form = FigureForm(request.POST or None, initial=start, measure=known, counted=counted, whole=whole)
    if form.is_valid():
        said = {"measure": measure, "as_at": counted.counted_at if counted else request.now, **form.cleaned_data}
        figure = actions.propose_figure(found, by=request.person, at=request.now, **said)
        return redirect("oversight:figure", figure.ref)
    shown = {"operation": found, "measure": known, "counted": counted, "whole": whole, "form": form}
    return render(request, "oversight/propose.html", shown)


def figure(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one figure, how it was counted, and those of its records that the reader may see."""
    found = find(Figure, ref)
    me, measure = request.person, MEASURES.get(found.measure)
    given: dict[str, Any] = {
        "figure": found,
        "measure": measure,
        "records": _records(found, measure) if measure else [],
        "counted": Count.objects.filter(pk=found.count_id).first(),
        "bars": part_of(found),
        "later": Figure.objects.of(found.operation_id).like(found.measure, found.by_whom).approved().first(),
        "happened": happened(found, what=_("Chosen"), at=found.as_at, by=found.proposed_by_id),
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


def _by_operation(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    """The figures under the name of what they are about, in the order given."""
    told: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        told[figure.about].append(figure)
    return dict(told)


def _by_measure(operation: Operation) -> dict[str, list[Figure]]:
    told: dict[str, list[Figure]] = defaultdict(list)
    for figure in listed(Figure.objects.of(operation).standing().order_by("as_at"), asked="its figures"):
        told[figure.measure].append(figure)
    return told


def _records(figure: Figure, measure: Measure) -> list[dict[str, str]]:
    """The records behind a figure that the reader may see, each with its page where it has one."""
    records = listed(measure.records(figure.operation_id), asked="records behind a figure", most=50)
    return [{"says": str(one), "url": reverse(measure.page, args=[one.ref]) if measure.page else ""} for one in records]
