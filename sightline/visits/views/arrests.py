"""Pages of an arrest: for the team, the commander and the investigators of the area."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sightline.ledger.finding import find, may, why
from sightline.visits import actions, forms
from sightline.visits.happened import steps_of
from sightline.visits.models import Arrest, Visit


def arrest(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: an arrest as it was made, and whether safeguarding was told of the person."""
    made = find(Arrest, ref)
    visit = Visit.objects.filter(pk=made.visit_id).first()
    context = {
        "arrest": made,
        "visit": visit,
        "on_the_team": visit is not None and may(visit, "record", request.person),
        "happened": steps_of(made),
        "may_note": made.concern_at is None and may(made, "note_concern", request.person),
        "may_take": may(made, "take", request.person),
        "why": why(made, request.person),
    }
    return render(request, "visits/arrest.html", context)


def note_concern(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: tell safeguarding that an arrested person may be a victim."""
    made = find(Arrest, ref)
    if made.concern_at:
        return redirect("visits:arrest", made.ref)
    form = forms.ArrestedConcernForm(
        request.POST or None, initial={"description": made.person_says[:120], "age": made.age}
    )
    if form.is_valid():
        actions.note_concern(made, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("visits:arrest", made.ref)
    return render(request, "visits/note_concern.html", {"arrest": made, "form": form})
