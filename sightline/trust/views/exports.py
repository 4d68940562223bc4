"""Pages: entries of the ledger as a file: what was asked for, the second person's approval, and the file itself."""

from __future__ import annotations

import io

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sightline.agencies.trail import happened
from sightline.kit import sheets
from sightline.kit.facts import me
from sightline.kit.records import facts_of
from sightline.ledger.finding import find, listed, may, why
from sightline.trust import actions
from sightline.trust.forms.desk import SettleForm
from sightline.trust.looks import ACTS, HEADING, told
from sightline.trust.models import Export


def exports(request: HttpRequest) -> HttpResponse:
    """Page: what waits for a second person, what may be made, and what was made or refused."""
    held = facts_of(request.person, {me.approves_rules.key, me.audits.key})
    if not held[me.approves_rules.key]:
        raise Http404
    rows = listed(Export.objects.readable(by=request.person).newest(), asked="exports of the ledger")
    context = {
        "audits": held[me.audits.key],
        "waiting": [row for row in rows if row.state in ("asked", "approved")],
        "over": [row for row in rows if row.state in ("made", "refused")],
    }
    return render(request, "trust/exports.html", context)


def export(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one file that was asked for: of which entries, how many, why, and who approved it."""
    found = find(Export, ref)
    form = SettleForm(request.POST or None) if may(found, "refuse", request.person) else None
    if request.method == "POST" and form is None:
        raise Http404
    if form is not None and form.is_valid():
        actions.refuse_export(found, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("trust:export", found.ref)
    context = {
        "export": found,
        "asker": found.asked_by.name,
        "act": ACTS.get(found.act, ""),
        "can": {verb: may(found, verb, request.person) for verb in ("approve", "make")},
        "happened": happened(found),
        "form": form,
        "why": why(found, request.person),
    }
    return render(request, "trust/export.html", context)


@require_POST
def approve(request: HttpRequest, ref: str) -> HttpResponse:
    """Approve it, as the second person."""
    found = find(Export, ref)
    actions.approve_export(found, by=request.person, at=request.now)
    return redirect("trust:export", found.ref)


@require_POST
def make(request: HttpRequest, ref: str) -> HttpResponse:
    """The file, once: no spreadsheet computes what stands in it."""
    found = find(Export, ref)
    entries = actions.make_export(found, by=request.person, at=request.now)
    out = io.StringIO()
    sheets.write(HEADING, (look.cells() for look in told(entries)), out)
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="looks-{found.about}.csv"'
    return answer
