"""The call handler's page: stored from the first thing heard, and again with every line."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sightline.kit.records import facts_of
from sightline.kit.refusals import Refused, WrongStep
from sightline.ledger.finding import find, listed, may, why
from sightline.reports import actions, receipts
from sightline.reports.forms.call import CallForm
from sightline.reports.models import CallNote, Report
from sightline.reports.words import because, heading, reasons, tags


def begin(request: HttpRequest) -> HttpResponse:
    """Page: a caller is speaking; nothing is stored before the first line."""
    form = CallForm(request.POST or None)
    desk = desk_of(request.person)
    if form.is_valid():
        told = form.answers()
        report = actions.receive(by=request.person, at=request.now, desk=desk, door=Report.Door.CALL, **told)
        keep(request, report, form)
        return onward(request, report)
    return render(request, "reports/call.html", {"form": form, "now": request.now})


def calling(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: the same call, with what was heard so far."""
    report = find(Report, ref)
    if not may(report, "hear", request.person) or not report.is_open:
        raise WrongStep("hear", report)
    form = CallForm(request.POST or None, report=report)
    if form.is_valid():
        actions.hear(report, by=request.person, at=request.now, **form.answers())
        keep(request, report, form)
        return onward(request, report)
    return render(request, "reports/call.html", heard(request, report) | {"form": form})


def keep(request: HttpRequest, report: Report, form: CallForm) -> None:
    """The line that was written, and how to call back, when they were."""
    told, act = form.cleaned_data, {"by": request.person, "at": request.now}
    if told["line"]:
        actions.write_down(report, basis=told["basis"] or CallNote.Basis.SAID, text=told["line"], **act)
    if told["reach"]:
        actions.note_contact(report, reach=told["reach"], when_safe=told["when_safe"], **act)


def onward(request: HttpRequest, report: Report) -> HttpResponse:
    """Back to the call, or to the report when it has ended."""
    return redirect("reports:report" if "end" in request.POST else "reports:calling", report.ref)


def heard(request: HttpRequest, report: Report) -> dict[str, Any]:
    """What the page shows of a call that is stored."""
    notes = listed(CallNote.objects.filter(report=report).order_by("at").select_related("by"), asked="notes of a call")
    return {
        "report": report,
        "heading": heading(report),
        "reasons": reasons(report),
        "heard": list(tags(report)),
        "notes": notes,
        "saved_at": notes[-1].at if notes else report.received_at,
        "contacts": report.contacts.count(),
        "code": receipts.grouped(receipts.code_of(report.call_key)),
        "now": request.now,
        "why": because(why(report, request.person)),
    }


def desk_of(person: Any) -> Any:
    """The desk at which a person takes calls: their own agency, if they are a call handler there."""
    desks = facts_of(person, {("agencies_as", ("call handler",))})["agencies_as", ("call handler",)]
    if person.agency_id not in desks:
        raise Refused("receive", kind=Report._meta.label)
    return person.agency
