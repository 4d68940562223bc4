"""Pages: unusual use and what became of it, decoys, and what everybody declares and reads about themselves."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from sightline.agencies.models import Area, Person
from sightline.kit.steps import history
from sightline.ledger.finding import find, listed, may, why
from sightline.trust import actions
from sightline.trust.forms.desk import DayForm, DeclareForm, DecoyForm, SettleForm, area_of
from sightline.trust.models import Declaration, Decoy, Unusual, WeeklyNote
from sightline.trust.views.looks import auditors_only

SETTLE = {"explain": actions.explain, "pass-on": actions.pass_on}


def unusual(request: HttpRequest) -> HttpResponse:
    """Page: what stands out, and looking a day through."""
    auditors_only(request)
    form = DayForm(request.POST or None, initial={"day": localdate()})
    if form.is_valid():
        actions.look_through(by=request.person, at=request.now, area=_area(request.person), **form.cleaned_data)
        return redirect("trust:unusual")
    found = Unusual.objects.readable(by=request.person).select_related("person__agency").order_by("-day", "signal")
    rows = listed(found, asked="unusual use")
    context = {
        "form": form,
        "open": [row for row in rows if row.state == Unusual.State.FOUND],
        "settled": [row for row in rows if row.state != Unusual.State.FOUND],
    }
    return render(request, "trust/unusual.html", context)


def one(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one thing that stands out, and settling it."""
    record = find(Unusual, ref)
    form = SettleForm(request.POST or None)
    if form.is_valid():
        step = SETTLE.get(request.POST.get("settle", ""))
        if step is None:
            raise Http404
        step(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("trust:unusual")
    context = {
        "unusual": record,
        "person": Person.objects.select_related("agency").get(pk=record.person_id),
        "form": form if may(record, "explain", request.person) else None,
        "reason": next((step.why for step in history(record)), ""),
        "why": why(record, request.person),
    }
    return render(request, "trust/one_unusual.html", context)


def decoys(request: HttpRequest) -> HttpResponse:
    """Page: the decoys, and planting one."""
    auditors_only(request)
    form = DecoyForm(request.POST or None)
    if form.is_valid():
        actions.plant(by=request.person, at=request.now, area=_area(request.person), **form.cleaned_data)
        return redirect("trust:decoys")
    rows = listed(Decoy.objects.readable(by=request.person).order_by("-planted_at"), asked="decoys")
    return render(request, "trust/decoys.html", {"form": form, "decoys": rows})


def declare(request: HttpRequest) -> HttpResponse:
    """Page: declare the own surname, street and duty times; what was declared is not shown again."""
    form = DeclareForm(request.POST or None)
    if form.is_valid():
        actions.declare(by=request.person, at=request.now, **form.cleaned_data)
        return redirect("trust:declare")
    newest = Declaration.objects.filter(person=request.person.pk).order_by("-declared_at").first()
    return render(request, "trust/declare.html", {"form": form, "newest": newest})


def weekly(request: HttpRequest) -> HttpResponse:
    """Page: who saw yours, week by week."""
    notes = WeeklyNote.objects.filter(person=request.person.pk).order_by("-week")[:26]
    return render(request, "trust/weekly.html", {"notes": listed(notes, asked="weekly notes")})


def _area(person: Person) -> Area:
    """Where the auditors are told; the page does not exist for who audits in no area."""
    area = area_of(person)
    if area is None:
        raise Http404
    return area
