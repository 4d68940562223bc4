"""Pages: conflicts of interest: what is closed to whom, declaring one, who has read it, and its end."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sightline.agencies.trail import happened
from sightline.kit.references import tidy_reference
from sightline.ledger.finding import find, listed, may, why
from sightline.sharing import actions
from sightline.sharing.models import Conflict
from sightline.trust.forms.conflicts import ConflictForm, TakerForm
from sightline.trust.forms.desk import SettleForm


def conflicts(request: HttpRequest) -> HttpResponse:
    """Page: the conflicts that this reader declared, recorded or audits, and declaring one."""
    form = ConflictForm(request.POST or None, me=request.person)
    if form.is_valid():
        given = form.cleaned_data | {"about": tidy_reference(form.cleaned_data["about"])}
        made = actions.record_conflict(by=request.person, at=request.now, **given)
        held = may(made, "hand_over", request.person)
        return redirect("trust:hand_over", made.ref) if held else redirect("trust:conflicts")
    found = (
        Conflict.objects.readable(by=request.person).select_related("person__agency").order_by("-recorded_at", "ref")
    )
    rows = listed(found, asked="conflicts of interest")
    context = {
        "form": form,
        "standing": [row for row in rows if row.state == Conflict.State.STANDING],
        "ended": [row for row in rows if row.state == Conflict.State.ENDED],
    }
    return render(request, "trust/conflicts.html", context)


def hand_over(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: give what is closed to its holder to a colleague, without reading it."""
    found = find(Conflict, ref)
    if not may(found, "hand_over", request.person):
        raise Http404
    form = TakerForm(request.POST or None, conflict=found)
    if form.is_valid():
        actions.hand_over(found, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("trust:conflict", found.ref)
    return render(request, "trust/hand_over.html", {"conflict": found, "form": form, "why": why(found, request.person)})


@require_POST
def let_stand(request: HttpRequest, ref: str) -> HttpResponse:
    """Say, as an auditor, that one has read it and lets it stand."""
    found = find(Conflict, ref)
    actions.let_stand(found, by=request.person, at=request.now)
    return redirect("trust:conflict", found.ref)


def conflict(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one conflict, which an auditor lets stand or ends."""
    found = find(Conflict, ref)
    form = SettleForm(request.POST or None) if may(found, "end", request.person) else None
    if request.method == "POST" and form is None:
        raise Http404
    if form is not None and form.is_valid():
        actions.end_conflict(found, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("trust:conflict", found.ref)
    context = {
        "conflict": found,
        "person": found.person.name,
        "recorder": found.recorded_by.name,
        "read_by": found.seen_by.name if found.seen_by else "",
        "decides": found.is_unseen and may(found, "let_stand", request.person),
        "happened": happened(found),
        "form": form,
        "holds": may(found, "hand_over", request.person),
        "why": why(found, request.person),
    }
    return render(request, "trust/conflict.html", context)
