"""Pages: what intelligence suggests of kinds of premises in an area."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sightline.agencies.models import Area
from sightline.intelligence import actions
from sightline.intelligence.forms import SectorForm
from sightline.intelligence.models import SectorAssessment
from sightline.intelligence.words import because
from sightline.kit.refusals import Refused
from sightline.ledger.finding import find, listed, why
from sightline.places.forms import areas_as


def sectors(request: HttpRequest) -> HttpResponse:
    """Page: the assessments of the reader's areas, newest first."""
    found = SectorAssessment.objects.order_by("-assessed_at").readable(by=request.person)
    rows, areas = listed(found, asked="sector assessments"), Area.objects.in_bulk()
    for row in rows:
        row.area_says = areas[row.area_id].name
    shown = {"assessments": rows, "assesses": bool(areas_as(request.person, "analyst"))}
    return render(request, "intelligence/sectors.html", shown)


def sector(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one sector assessment."""
    found = find(SectorAssessment, ref)
    return render(
        request, "intelligence/sector.html", {"assessment": found, "why": because(why(found, request.person))}
    )


def assess(request: HttpRequest) -> HttpResponse:
    """Page: assess a sector."""
    form = SectorForm(request.POST or None, person=request.person)
    if not form.fields["area"].queryset:
        raise Refused("assess", kind=SectorAssessment._meta.label)
    if form.is_valid():
        made = actions.assess_sector(by=request.person, at=request.now, **form.cleaned_data)
        return redirect("intelligence:sector", made.ref)
    return render(request, "intelligence/assess.html", {"form": form})
