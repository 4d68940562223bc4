"""Pages: the changes of the rules, and one of them, which two people approve."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sightline.agencies.trail import happened
from sightline.kit.apply import our_models
from sightline.kit.facts import me
from sightline.kit.records import facts_of
from sightline.ledger.finding import find, listed, may, why
from sightline.trust import actions
from sightline.trust.forms.desk import SettleForm
from sightline.trust.matrix import HEADS
from sightline.trust.models import ChangedRules


def changes(request: HttpRequest) -> HttpResponse:
    """Page: what waits for an approval, and what was decided."""
    if not facts_of(request.person, {me.approves_rules.key})[me.approves_rules.key]:
        raise Http404
    rows = listed(
        ChangedRules.objects.readable(by=request.person).order_by("-proposed_at"), asked="changes of the rules"
    )
    context = {
        "waiting": [row for row in rows if row.state in ("proposed", "approved")],
        "decided": [row for row in rows if row.state not in ("proposed", "approved")],
    }
    return render(request, "trust/changes.html", context)


def change(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one change: each place of the matrix before and after, its mark, and who approved it."""
    record = find(ChangedRules, ref)
    refusable = may(record, "refuse", request.person)
    form = SettleForm(request.POST or None) if refusable else None
    if request.method == "POST" and form is None:
        raise Http404
    if form is not None and form.is_valid():
        actions.refuse_rules(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("trust:change", record.ref)
    context = {
        "changed": record,
        "cells": [cell | _places(cell) for cell in record.in_words()],
        "form": form,
        "can": {verb: may(record, verb, request.person) for verb in ("approve", "confirm")},
        "happened": happened(record),
        "why": why(record, request.person),
    }
    return render(request, "trust/change.html", context)


@require_POST
def approve(request: HttpRequest, ref: str) -> HttpResponse:
    """Approve: the first time by an auditor, the second time by somebody else."""
    record = find(ChangedRules, ref)
    step = actions.confirm_rules if record.state == ChangedRules.State.APPROVED else actions.approve_rules
    step(record, by=request.person, at=request.now)
    return redirect("trust:change", record.ref)


def _places(cell: dict[str, Any]) -> dict[str, Any]:
    """The kind of record and the front in words; a kind that only the next release knows by its label."""
    known = {model._meta.label: model for model in our_models()}
    kind = known.get(cell["kind"])
    named = str(kind._meta.verbose_name).capitalize() if kind else cell["kind"]
    return {"kind": named, "front": HEADS.get(cell["front"], "")}
