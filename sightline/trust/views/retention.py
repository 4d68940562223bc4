"""Pages: what is due for review, deciding on one record, confirming, holds, and what was erased."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sightline.agencies.models import Person
from sightline.agencies.trail import happened
from sightline.kit.facts import me
from sightline.kit.records import facts_of
from sightline.kit.vocabulary import load
from sightline.ledger.finding import find, listed, may, why
from sightline.trust import actions
from sightline.trust.erasing import is_held
from sightline.trust.forms.retention import HoldForm, KeepForm, WhyForm
from sightline.trust.models import Erasure, Hold, Review


def kept(request: HttpRequest) -> HttpResponse:
    """Page: what is due, what waits for a second person, what is held, and by which rules."""
    if not _looks_after(request.person):
        raise Http404
    mine = Review.objects.readable(by=request.person)
    holds = Hold.objects.readable(by=request.person).standing(request.now.date()).order_by("-placed_at")
    context = {
        "due": listed(mine.waiting(), asked="reviews due"),
        "asked": listed(mine.to_confirm().select_related("decided_by"), asked="reviews to confirm"),
        "held": set(holds.values_list("record", flat=True)),
        "holds": listed(holds.select_related("placed_by"), asked="legal holds"),
        "erased": _erased(request.person),
        "rules": list(load("trust/retention").values()),
    }
    return render(request, "trust/kept.html", context)


def review(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one record whose time has come, and what may be done."""
    record = find(Review, ref)
    held = Hold.objects.standing(request.now.date()).filter(record=record.record).select_related("placed_by")
    verbs = {verb: may(record, verb, request.person) for verb in ("keep", "ask", "confirm", "hold")}
    context = {
        "review": record,
        "holds": list(held),
        "held": bool(held) or is_held(record),
        "may": verbs,
        "lifts": facts_of(request.person, {me.audits.key})[me.audits.key],
        "happened": happened(record),
        "decider": Person.objects.filter(pk=record.decided_by_id).first(),
        "why": why(record, request.person),
    }
    return render(request, "trust/review.html", context)


def keep(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: keep the record, with a reason and the next day."""
    record = _open_to(request, ref, "keep")
    form = KeepForm(request.POST or None, today=request.now.date())
    if form.is_valid():
        actions.keep(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("trust:kept")
    return _form(request, record, form, _("Keep it?"), _("Keep"))


def ask(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: decide that the record shall go."""
    record = _open_to(request, ref, "ask")
    form = WhyForm(request.POST or None)
    if form.is_valid():
        actions.ask_to_erase(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("trust:review", record.ref)
    return _form(request, record, form, _("Erase it?"), _("Ask a second person"))


@require_POST
def confirm(request: HttpRequest, ref: str) -> HttpResponse:
    """Erase, as the second person."""
    record = find(Review, ref)
    actions.confirm(record, by=request.person, at=request.now)
    return redirect("trust:review", record.ref)


def hold(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: put a legal hold on the record."""
    record = _open_to(request, ref, "hold")
    form = HoldForm(request.POST or None)
    if form.is_valid():
        actions.place_hold(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("trust:review", record.ref)
    return _form(request, record, form, _("Put a legal hold on it?"), _("Hold"))


def lift(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: end a legal hold."""
    standing = find(Hold, ref)
    if not may(standing, "lift", request.person):
        raise Http404
    form = WhyForm(request.POST or None)
    if form.is_valid():
        actions.lift(standing, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("trust:kept")
    return _form(request, standing, form, _("Lift the hold?"), _("Lift"))


def _open_to(request: HttpRequest, ref: str, verb: str) -> Review:
    """The review, for whom the verb is open now; 404 as if it were not there for all others."""
    record = find(Review, ref)
    if not may(record, verb, request.person):
        raise Http404
    return record


def _form(request: HttpRequest, record: Review | Hold, form: Any, heading: str, button: str) -> HttpResponse:
    context = {"record": record, "form": form, "heading": heading, "button": button}
    return render(request, "trust/decide.html", context)


def _erased(person: Person) -> list[Erasure]:
    """What was erased, for auditors; nothing for others."""
    if not facts_of(person, {me.audits.key})[me.audits.key]:
        return []
    return listed(Erasure.objects.readable(by=person).order_by("-at"), asked="erasures", most=50)


def _looks_after(person: Person) -> bool:
    """Whether the reader is at a desk that decides what is kept, or an auditor."""
    known = facts_of(person, FACTS)
    return any(known[key] for key in FACTS)


FACTS = {
    me.audits.key,
    me.agencies_as("call handler").key,
    me.areas_as("safeguarding coordinator").key,
    me.agencies_as("support worker").key,
}
