"""Pages of a report from the field: writing it on a phone, adding to it, and what its writer may know of it afterwards."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sightline.agencies.models import Agency, Person
from sightline.kit.facts import me
from sightline.kit.records import facts_of
from sightline.kit.refusals import Refused
from sightline.ledger.finding import find, listed, may, why
from sightline.reports.files import all_received
from sightline.reports.models import Report
from sightline.visits import actions
from sightline.visits.forms.note import AddForm, NoteForm
from sightline.visits.forms.screens import walk
from sightline.visits.models import FieldNote, Visit
from sightline.visits.reporting import agency_of
from sightline.visits.since import report_of, since
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
        "since": since(found),
        "report": Report.objects.readable(by=request.person).filter(pk=found.report_id).first(),
        "visit": Visit.objects.readable(by=request.person).filter(pk=found.visit_id).first(),
        "why": why(found, request.person),
    }
    return render(request, "visits/note.html", context)


def add_to(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: put right what one wrote, or add to it, with photographs; the desk is called."""
    found = find(FieldNote, ref)
    if not may(found, "add_to", request.person):
        raise Refused("add_to", found)
    form = AddForm(request.POST or None, request.FILES or None, takes_files=may_send_files(request.person))
    if form.is_valid():
        told = form.cleaned_data
        received = list(all_received(told.pop("files", []), len(report_of(found).held)))
        actions.add_to(found, by=request.person, at=request.now, files=received, **told)
        return redirect("visits:note", found.ref)
    return render(request, "visits/add_to_note.html", {"note": found, "form": form})


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


def may_send_files(person: Person) -> bool:
    """Whether their files are taken: not those of whoever acts for an immigration agency."""
    return not facts_of(person, {me.for_immigration.key})[me.for_immigration.key]


def place_of(visit: Visit) -> str:
    """Where a visit is, in words."""
    return ", ".join(part for part in (visit.place, visit.address) if part)
