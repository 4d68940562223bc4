"""Pages of the desk: reports that tell of the same, joined and parted."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sightline.ledger.finding import find
from sightline.reports import actions
from sightline.reports.forms.joining import JoinForm
from sightline.reports.models import Joined, Report
from sightline.reports.views.desk import opened, shown


def join(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: which report tells of the same."""
    report = opened(request, ref, "join")
    form = JoinForm(request.POST or None, here=Report.objects.readable(by=request.person).filter(desk=report.desk_id))
    if form.is_valid():
        actions.join(report, by=request.person, at=request.now, to=form.cleaned_data["to"])
        return redirect("reports:report", report.ref)
    return render(request, "reports/join.html", shown(request, report, form))


@require_POST
def part(request: HttpRequest, ref: str) -> HttpResponse:
    """They tell of different things after all."""
    report = find(Report, ref)
    joined = Joined.objects.readable(by=request.person).standing().filter(report=report).first()
    if joined is None:
        raise Http404
    actions.part(joined, by=request.person, at=request.now)
    return redirect("reports:report", report.ref)
