"""Pages of a person met: for the team, and with concern for safeguarding."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sightline.agencies.models import Person
from sightline.ledger.finding import find, listed, may, why
from sightline.visits import actions, forms
from sightline.visits.happened import steps_of
from sightline.visits.models import Account, ContactGiven, Encounter, Visit


def encounter(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: a person met, what they said to whom, whose turn it is."""
    met = find(Encounter, ref)
    open_still = met.state == Encounter.State.MET
    visit = Visit.objects.filter(pk=met.visit_id).first()
    context = {
        "met": met,
        "visit": visit,
        "on_the_team": visit is not None and may(visit, "record", request.person),
        "accounts": listed(told_by(met, Account, request.person), asked="accounts of a person met"),
        "contacts": listed(told_by(met, ContactGiven, request.person), asked="safe contacts of a person met"),
        "happened": steps_of(met),
        "may_raise": open_still and not met.concern and may(met, "raise_concern", request.person),
        "may_tell": may(met, "tell", request.person),
        "may_close": may(met, "close", request.person),
        "may_take": may(met, "take", request.person),
        "why": why(met, request.person),
    }
    return render(request, "visits/encounter.html", context)


def told_by(met: Encounter, model: type[Account | ContactGiven], person: Person) -> QuerySet:
    """What a person met told somebody, as far as this reader may see it."""
    return model.objects.readable(by=person).filter(encounter=met).select_related("told_to").order_by("told_at")


def raise_concern(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: what is the concern for this person?"""
    met = find(Encounter, ref)
    form = forms.ConcernForm(request.POST or None)
    if form.is_valid() and not met.concern:
        actions.raise_concern(met, by=request.person, at=request.now, **form.cleaned_data)
    if met.concern:
        return redirect("visits:encounter", met.ref)
    return render(request, "visits/raise_concern.html", {"met": met, "form": form})


def hear(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: what the person said, kept apart."""
    met = find(Encounter, ref)
    form = forms.AccountForm(request.POST or None, initial={"language": met.language})
    if form.is_valid():
        actions.hear(met, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("visits:encounter", met.ref)
    return render(request, "visits/hear.html", {"met": met, "form": form})


def keep_contact(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: how may this person safely be reached?"""
    met = find(Encounter, ref)
    form = forms.ContactForm(request.POST or None, initial={"language": met.language})
    if form.is_valid():
        actions.keep_contact(met, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("visits:encounter", met.ref)
    return render(request, "visits/keep_contact.html", {"met": met, "form": form})


def close(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: why there is no concern for this person."""
    met = find(Encounter, ref)
    form = forms.NoConcernForm(request.POST or None)
    if form.is_valid() and met.state == Encounter.State.MET:
        actions.close_encounter(met, by=request.person, at=request.now, **form.cleaned_data)
    if met.state == Encounter.State.NO_CONCERN:
        return redirect("visits:encounter", met.ref)
    return render(request, "visits/close_encounter.html", {"met": met, "form": form})
