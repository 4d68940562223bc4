"""Pages: the custody board, one person in custody, those who are out, and taking over an arrest."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sightline.justice import actions
from sightline.justice.board import Line, areas_kept_by, beside, heading, line, lines
from sightline.justice.forms.custody import TakeForm
from sightline.justice.happened import happened
from sightline.justice.models import Custody, CustodyEvent, Investigation
from sightline.kit.templatetags.kit import moment
from sightline.kit.vocabulary import says
from sightline.ledger.finding import find, listed, may, why
from sightline.operations.models import Operation
from sightline.visits.models import Arrest


def board(request: HttpRequest) -> HttpResponse:
    """Page: who is in custody, two clocks a person, and the arrests that wait to be taken over."""
    mine = Custody.objects.readable(by=request.person)
    held = listed(mine.held().order_by("-arrested_at"), asked="in custody")
    rows = lines(held, by=request.person, now=request.now)
    areas = areas_kept_by(request.person)
    arrests = Arrest.objects.waiting().filter(area__in=areas).order_by("arrested_at")
    context = {
        "lines": rows,
        "heading": heading(rows),
        "beside": beside(_states(mine, held)),
        "arrests": listed(arrests, asked="arrests waiting") if areas else [],
        "keeps": bool(areas),
        "recordable": any(each.clocks and each.custody.state == Custody.State.IN_CUSTODY for each in rows),
        "now": request.now,
    }
    return render(request, "justice/board.html", context)


def past(request: HttpRequest) -> HttpResponse:
    """Page: those who are out of custody, and what came of it."""
    out = Custody.objects.readable(by=request.person).exclude(state__in=Custody.HELD).order_by("-arrested_at")
    page = Paginator(listed(out, asked="out of custody", most=2_000), 50).get_page(request.GET.get("page"))
    return render(request, "justice/past.html", {"page": page})


def custody(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one person arrested, where they stand, and the clocks for those who keep them."""
    record = find(Custody, ref)
    arrest = Arrest.objects.filter(pk=record.arrest_id).select_related("arrested_by", "force").first()
    keeps = may(record, "record", request.person)
    events = list(CustodyEvent.objects.filter(custody=record).order_by("happened_at")) if keeps else []
    clocks = line(record, events, request.now) if keeps and record.state != Custody.State.NOT_STATED else None
    told_at = record.safeguarding_told_at or (arrest and arrest.concern_at)
    operation = Operation.objects.filter(pk=record.operation_id).first()
    context = {
        "custody": record,
        "arrest": arrest,
        "necessity": arrest and says("visits/necessity", arrest.necessity),
        "keeps": keeps,
        "line": clocks,
        "turn": _turn(record, clocks),
        "trail": _trail(operation),
        "verbs": _verbs(record, request),
        "told_at": told_at,
        "asked": record.may_be_victim and not told_at,
        "happened": happened(record, arrest, events=events),
        "investigation": Investigation.objects.filter(pk=record.investigation_id).first(),
        "operation": operation,
        "now": request.now,
        "why": why(record, request.person),
    }
    return render(request, "justice/custody.html", context)


def take(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: take over an arrest made on a visit."""
    arrest = find(Arrest, ref)
    form = TakeForm(request.POST or None)
    if form.is_valid():
        taken = actions.take_arrest(arrest, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("justice:custody", taken.ref)
    context = {
        "arrest": arrest,
        "necessity": says("visits/necessity", arrest.necessity),
        "form": form,
        "taking": may(arrest, "take", request.person),
    }
    return render(request, "justice/take.html", context)


def _states(mine: Any, held: list[Custody]) -> Counter[str]:
    """How many people of the same operations are in each state."""
    states = mine.filter(operation__in={one.operation_id for one in held}).values_list("state", flat=True)
    return Counter(states)


def _turn(record: Custody, clocks: Line | None) -> str:
    """Whose turn it is next, and until when."""
    if record.state == Custody.State.ARRESTED:
        return _("The custody officer's turn: book the person in")
    if not record.is_held or clocks is None or clocks.due is None:
        return ""
    return _("The custody officer's turn until %(when)s") % {"when": moment(clocks.due.reading.ends_at)}


def _trail(operation: Operation | None) -> list[dict[str, Any]]:
    """The stations behind this one; a link only where the reader may go."""
    where = reverse("operations:operation", args=[operation.ref]) if operation else ""
    return [{"name": _("Operations"), "url": where}, {"name": _("Visits")}, {"name": _("Justice"), "here": True}]


def _verbs(record: Custody, request: HttpRequest) -> set[str]:
    """What the reader may do with this person now."""
    kept = may(record, "record", request.person)
    out = kept and any(record.state in Custody.STEPS[verb].before for verb in ("charge", "release", "leave_unstated"))
    held = kept and record.state == Custody.State.IN_CUSTODY
    verbs = {"record": held, "book_in": kept and record.state == Custody.State.ARRESTED, "outcome": out, "keep": kept}
    return {verb for verb, open_now in verbs.items() if open_now}
