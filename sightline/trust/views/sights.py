"""Pages: time-limited sight: asking for it, approving it, and the record while it is open."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from sightline.agencies.trail import happened
from sightline.kit.facts import me
from sightline.kit.records import facts_of
from sightline.ledger.finding import find, listed, may, why
from sightline.sharing import actions
from sightline.sharing.models import Sight
from sightline.trust.forms.desk import SettleForm
from sightline.trust.forms.sights import SightForm, asking_about
from sightline.trust.sights import askable, is_there, shown


def sights(request: HttpRequest) -> HttpResponse:
    """Page: what waits for a second person, what is open now and what is over; and asking."""
    if not facts_of(request.person, {me.asks_for_sight.key})[me.asks_for_sight.key]:
        raise Http404
    form = _form(request) if askable(request.person) else None
    if form is not None and form.is_valid():
        made = actions.ask_to_see(by=request.person, at=request.now, **form.cleaned_data)
        return redirect("trust:sight", made.ref)
    rows = listed(Sight.objects.readable(by=request.person).newest(), asked="time-limited sights")
    moment = timezone.now()
    context = {
        "form": form,
        "waiting": [row for row in rows if row.state == Sight.State.ASKED],
        "open": [row for row in rows if row.holds_at(moment)],
        "over": [row for row in rows if row.state != Sight.State.ASKED and not row.holds_at(moment)],
    }
    return render(request, "trust/sights.html", context)


def sight(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one sight: what it opens, why, who approved it, and until when."""
    found = find(Sight, ref)
    form = SettleForm(request.POST or None) if may(found, "refuse", request.person) else None
    if request.method == "POST" and form is None:
        raise Http404
    if form is not None and form.is_valid():
        actions.refuse_to_show(found, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("trust:sight", found.ref)
    return render(request, "trust/sight.html", _told(request, found) | {"form": form})


@require_POST
def approve(request: HttpRequest, ref: str) -> HttpResponse:
    """Approve, as the second person; the hour is a real one."""
    found = find(Sight, ref)
    actions.let_see(found, by=request.person, at=request.now, real=timezone.now())
    return redirect("trust:sight", found.ref)


@require_POST
def end(request: HttpRequest, ref: str) -> HttpResponse:
    """End it before its hour is over."""
    found = find(Sight, ref)
    actions.stop_seeing(found, by=request.person, at=request.now)
    return redirect("trust:sight", found.ref)


def record(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: what stands in the record, for whoever asked, while it is open; each row is a look in the ledger."""
    found = find(Sight, ref)
    moment = timezone.now()
    if found.asked_by_id != request.person.pk or not found.holds_at(moment):
        raise Http404
    context = {"sight": found, "kinds": list(shown(found)), "left": found.ends_at - moment}
    return render(request, "trust/seen.html", context)


def nothing_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Page: no such address or record. Whoever may ask to see such a record is led there, whether or not there is one."""
    person, match = getattr(request, "person", None), request.resolver_match
    ref = str(match.kwargs.get("ref", "")) if match else ""
    asks = asking_about(ref, person) if person else {}
    return render(request, "404.html", {"ask_about": asks.get("ref")}, status=404)


def _form(request: HttpRequest) -> SightForm:
    begins = asking_about(request.GET.get("ref", ""), request.person)
    return SightForm(request.POST or None, by=request.person, initial=begins)


def _told(request: HttpRequest, found: Sight) -> dict[str, Any]:
    holds, approves = found.holds_at(timezone.now()), may(found, "approve", request.person)
    there = approves and is_there(found)
    return {
        "sight": found,
        "holds": holds,
        "asker": found.asked_by.name,
        "mine": found.asked_by_id == request.person.pk,
        "absent": approves and not there,
        "can": {"approve": there, "end": holds and may(found, "end", request.person)},
        "happened": happened(found),
        "why": why(found, request.person),
    }
