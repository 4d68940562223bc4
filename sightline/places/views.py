"""Pages: record a place, and put one right. What is known of a place is a page of intelligence."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sightline.kit.refusals import Refused
from sightline.ledger.finding import find, may, why
from sightline.places import actions
from sightline.places.forms import AmendForm, RecordForm, as_typed
from sightline.places.models import Premises


def record(request: HttpRequest) -> HttpResponse:
    """Page: record a place."""
    form = RecordForm(request.POST or None, person=request.person)
    if not form.fields["area"].queryset:
        raise Refused("record", kind=Premises._meta.label)
    if form.is_valid():
        premises = actions.record_premises(by=request.person, at=request.now, **form.cleaned_data)
        return redirect("intelligence:premises", premises.ref)
    return render(request, "places/record.html", {"form": form})


def amend(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: put right what is recorded of a place."""
    premises = find(Premises, ref)
    if not may(premises, "amend", request.person):
        raise Refused("amend", premises)
    form = AmendForm(request.POST or None, initial=as_typed(premises))
    if form.is_valid():
        actions.amend_premises(premises, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("intelligence:premises", premises.ref)
    return render(
        request, "places/amend.html", {"premises": premises, "form": form, "why": why(premises, request.person)}
    )
