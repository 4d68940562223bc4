"""Pages: booking a person in, what moves the clocks, whose case it is, a concern, and what came of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from sightline.justice import actions
from sightline.justice.forms.custody import AttachForm, BookInForm, ConcernForm, EventForm, OutcomeForm
from sightline.justice.models import Custody, CustodyEvent
from sightline.kit.vocabulary import says
from sightline.ledger.finding import find, may
from sightline.visits.models import Arrest

OUTCOMES = {
    "charge": _("Charged"),
    "bail": _("Released on pre-charge bail"),
    "release": _("Released under investigation"),
    "end_without_action": _("No further action"),
    "leave_unstated": _("Not stated: nobody has said"),
}


def kept(request: HttpRequest, ref: str) -> Custody:
    """The person, for who keeps their clocks; for others the page does not exist."""
    record = find(Custody, ref)
    if not may(record, "record", request.person):
        raise Http404
    return record


def book_in(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: book a person in."""
    record = kept(request, ref)
    arrest = Arrest.objects.get(pk=record.arrest_id)
    speaks = says("visits/languages", arrest.language) if arrest.language not in ("", "en") else ""
    form = BookInForm(request.POST or None, custody=record, now=request.now, initial={"interpreter": speaks})
    if form.is_valid():
        actions.book_in(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("justice:custody", record.ref)
    return render(request, "justice/book_in.html", {"custody": record, "form": form})


def record(request: HttpRequest, ref: str = "") -> HttpResponse:
    """Page: record a review or another event, of the person whose page it was or of one chosen here."""
    chosen = kept(request, ref) if ref else None
    kind = request.GET.get("kind", "")
    start = {"kind": kind if kind in CustodyEvent.Kind.values else None, "happened_at": request.now}
    form = EventForm(request.POST or None, by=request.person, now=request.now, custody=chosen, initial=start)
    if form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        custody = chosen or given.pop("custody")
        actions.record_event(custody, by=request.person, at=request.now, **given)
        return redirect("justice:custody", custody.ref)
    return render(request, "justice/record.html", {"custody": chosen, "form": form, "kind": start["kind"]})


def attach(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: say to which investigation a person belongs."""
    record = kept(request, ref)
    form = AttachForm(request.POST or None, by=request.person)
    if form.is_valid():
        actions.attach(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("justice:custody", record.ref)
    return render(request, "justice/attach.html", {"custody": record, "form": form})


def concern(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: ask whether a person in custody is a victim too, and tell safeguarding."""
    record = kept(request, ref)
    form = ConcernForm(request.POST or None)
    if form.is_valid():
        actions.raise_concern(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("justice:custody", record.ref)
    return render(request, "justice/concern.html", {"custody": record, "form": form})


def outcome(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: what came of custody."""
    record = kept(request, ref)
    near = [(verb, says) for verb, says in OUTCOMES.items() if record.state in Custody.STEPS[verb].before]
    form = OutcomeForm(request.POST or None, outcomes=near)
    if form.is_valid():
        _end(record, request, **form.cleaned_data)
        return redirect("justice:custody", record.ref)
    return render(request, "justice/outcome.html", {"custody": record, "form": form})


def _end(record: Custody, request: HttpRequest, outcome: str, outcome_says: str) -> None:
    """Custody ends by the action of that name; what is not stated has no words."""
    words = {} if outcome == "leave_unstated" else {"outcome_says": outcome_says}
    getattr(actions, outcome)(record, by=request.person, at=request.now, **words)
