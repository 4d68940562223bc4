"""Pages: what is planned and what was held, one event, who came, how it went, and a week beside its operation."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from sightline.agencies.models import Area, Person, Role
from sightline.agencies.trail import happened
from sightline.awareness import actions
from sightline.awareness.forms import AttendForm, CallOffForm, HoldForm, PlanForm
from sightline.awareness.models import Attendance, Event
from sightline.kit.facts import me
from sightline.kit.records import facts_of
from sightline.ledger.finding import find, listed, may, why
from sightline.operations.models import Operation


def index(request: HttpRequest) -> HttpResponse:
    """Page: what waits to be told of, what is coming, and what was held."""
    events = Event.objects.readable(by=request.person).select_related("area").order_by("-held_at")
    rows = listed(events, asked="awareness events")
    planned = [row for row in rows if not row.is_over]
    mine = _areas(request.person)
    context = {
        "waiting": [row for row in planned if row.held_at <= request.now and row.area_id in mine],
        "coming": [row for row in planned if row.held_at > request.now or row.area_id not in mine][::-1],
        "over": [row for row in rows if row.is_over],
        "planning": bool(mine),
    }
    return render(request, "awareness/index.html", context)


def plan(request: HttpRequest) -> HttpResponse:
    """Page: plan an event."""
    if not _areas(request.person):
        raise Http404
    form = PlanForm(request.POST or None, by=request.person, initial={"operation": request.GET.get("operation")})
    if form.is_valid():
        planned = actions.plan_event(by=request.person, at=request.now, **form.cleaned_data)
        return redirect("awareness:event", planned.ref)
    return render(request, "awareness/plan.html", {"form": form})


def event(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one event, who came and how it went."""
    record = find(Event, ref)
    came = list(Attendance.objects.filter(event=record).order_by("-people", "organisation"))
    leads = may(record, "record", request.person)
    context = {
        "event": record,
        "area": Area.objects.get(pk=record.area_id),
        "lead": Person.objects.select_related("agency").get(pk=record.lead_id),
        "operation": Operation.objects.filter(pk=record.operation_id).first(),
        "came": came,
        "named": sum(one.people for one in came),
        "leads": leads,
        "open": leads and not record.is_over,
        "over": record.held_at <= request.now,
        "called_off": record.state == Event.State.CALLED_OFF,
        "happened": happened(record),
        "why": why(record, request.person),
    }
    return render(request, "awareness/event.html", context)


def attend(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: an organisation that came."""
    record = _led(request, ref)
    form = AttendForm(request.POST or None)
    if form.is_valid():
        actions.attend(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("awareness:event", record.ref)
    return render(request, "awareness/attend.html", {"event": record, "form": form})


def hold(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: how it went."""
    record = _led(request, ref)
    named = Attendance.objects.filter(event=record).aggregate(people=Sum("people"))["people"]
    form = HoldForm(request.POST or None, initial={"attended": named})
    if form.is_valid():
        actions.hold(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("awareness:event", record.ref)
    return render(request, "awareness/hold.html", {"event": record, "form": form})


def call_off(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: call it off, with the reason."""
    record = _led(request, ref)
    form = CallOffForm(request.POST or None)
    if form.is_valid():
        actions.call_off(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("awareness:event", record.ref)
    return render(request, "awareness/call_off.html", {"event": record, "form": form})


def beside(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: the awareness events of an operation, day by day."""
    operation = find(Operation, ref)
    events = Event.objects.readable(by=request.person).filter(operation=operation).select_related("area")
    rows = listed(events.order_by("held_at"), asked="awareness beside an operation")
    context = {
        "operation": operation,
        "days": _by_day(operation, rows),
        "planning": bool(_areas(request.person)),
        "why": why(operation, request.person),
    }
    return render(request, "awareness/beside.html", context)


def _led(request: HttpRequest, ref: str) -> Event:
    """The event, for the awareness leads of its area; for others the page does not exist."""
    record = find(Event, ref)
    if not may(record, "record", request.person):
        raise Http404
    return record


def _areas(person: Person) -> list[Any]:
    """The areas in which the person leads awareness."""
    fact = me.areas_as(Role.AWARENESS.value).key
    return facts_of(person, {fact})[fact]


def _by_day(operation: Operation, rows: list[Event]) -> list[tuple[date, list[Event]]]:
    """Each day of the operation with its events, and any other day that has some."""
    days: dict[date, list[Event]] = defaultdict(list)
    for row in rows:
        days[localdate(row.held_at)].append(row)
    length = (operation.ends_on - operation.starts_on).days + 1
    every = {operation.starts_on + timedelta(days=number) for number in range(length)} | days.keys()
    return [(day, days[day]) for day in sorted(every)]
