"""Pages of a report from the field: writing it on a phone, and what its writer may know of it afterwards."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sightline.agencies.models import Agency
from sightline.kit.refusals import Refused
from sightline.ledger.finding import find, listed, why
from sightline.reports.models import Report
from sightline.visits import actions
from sightline.visits.forms.note import NoteForm
from sightline.visits.forms.screens import walk
from sightline.visits.models import FieldNote, Visit
from sightline.visits.reporting import agency_of
from sightline.visits.views.door import to_record


def write(request: HttpRequest, ref: str = "") -> HttpResponse:
    """Page: report from the field, one decision a screen; the place is the visit's, where there is one."""
    visit, agency = to_record(request, ref) if ref else None, own_agency(request)
    form = walk(NoteForm, request.POST, initial={"place": place_of(visit)} if visit else {})
    if form.done:
        note = actions.write_note(by=request.person, at=request.now, agency=agency, visit=visit, **form.told)
        return redirect("visits:note", note.ref)
    return render(request, "visits/write_note.html", {"visit": visit, "form": form})


def note(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: that it is stored, who reads it, and where it was written; never what it says."""
    found = find(FieldNote, ref)
    context = {
        "note": found,
        "mine": found.by_id == request.person.pk,
        "report": Report.objects.readable(by=request.person).filter(pk=found.report_id).first(),
        "visit": Visit.objects.readable(by=request.person).filter(pk=found.visit_id).first(),
        "why": why(found, request.person),
    }
    return render(request, "visits/note.html", context)


def of_report(request: HttpRequest, ref: str) -> HttpResponse:
    """The page of who wrote a report in the field."""
    report = find(Report, ref)
    found = FieldNote.objects.filter(report=report).values_list("ref", flat=True).first()
    return redirect("visits:note", found) if found else redirect("reports:report", report.ref)


def mine(request: HttpRequest) -> HttpResponse:
    """Page: the notes that the reader wrote, the newest first."""
    written = FieldNote.objects.readable(by=request.person).filter(by=request.person).select_related("desk")
    notes = listed(written.order_by("-at"), asked="my field notes", most=50)
    return render(request, "visits/notes.html", {"notes": notes})


def own_agency(request: HttpRequest) -> Agency:
    """The agency for which the reader visits. Raises Refused."""
    agency = agency_of(request.person)
    if agency is None:
        raise Refused("write", kind=FieldNote._meta.label)
    return agency


def place_of(visit: Visit) -> str:
    """Where a visit is, in words."""
    return ", ".join(part for part in (visit.place, visit.address) if part)
