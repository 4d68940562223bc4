"""Pages of the desk: writing to whoever holds the code, and a person's word on how soon a report must be looked at."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sightline.ledger.finding import find, listed, may
from sightline.reports import actions
from sightline.reports.forms.talking import LevelForm, WriteForm
from sightline.reports.models import DeskMessage, LevelChange, Report
from sightline.reports.views.desk import opened, shown, told_later


def write(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: what was written behind the code so far, and one message more."""
    report = opened(request, ref, "write")
    form = WriteForm(request.POST or None)
    if form.is_valid():
        actions.write(report, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("reports:write", report.ref)
    return render(request, "reports/write.html", shown(request, report, form) | {"messages": messages(report)})


def level(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: raise or lower the level with a reason; and what a second person has still to answer."""
    report = opened(request, ref, "set_level")
    form = LevelForm(request.POST or None, was=report.level)
    if form.is_valid():
        actions.set_level(report, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("reports:level", report.ref)
    return render(request, "reports/level.html", shown(request, report, form) | {"changes": changes(request, report)})


@require_POST
def let_in(request: HttpRequest, ref: str) -> HttpResponse:
    """Put a report that was held in a flood among the others."""
    report = find(Report, ref)
    actions.let_in(report, by=request.person, at=request.now)
    return redirect("reports:report", report.ref)


@require_POST
def agree(request: HttpRequest, ref: str) -> HttpResponse:
    """Lower danger now, as the second person."""
    change = find(LevelChange, ref)
    actions.agree_to_level(change, by=request.person, at=request.now)
    return redirect("reports:report", change.report.ref)


@require_POST
def leave(request: HttpRequest, ref: str) -> HttpResponse:
    """Leave the level as it is, as the second person."""
    change = find(LevelChange, ref)
    actions.leave_level(change, by=request.person, at=request.now)
    return redirect("reports:report", change.report.ref)


def messages(report: Report) -> list[Any]:
    """Both sides in the order of their hours."""
    written = DeskMessage.objects.filter(report=report).select_related("by")
    ours = listed(written, asked="messages of a report", typed=[report.ref])
    return sorted([*told_later(report), *ours], key=lambda each: getattr(each, "told_at", None) or each.at)


def changes(request: HttpRequest, report: Report) -> list[LevelChange]:
    """What people said of the level, newest first, and whether this reader may answer."""
    found = LevelChange.objects.filter(report=report).select_related("asked_by", "answered_by").order_by("-asked_at")
    listing: list[LevelChange] = listed(found, asked="levels of a report", typed=[report.ref])
    for change in listing:
        change.open_to_me = change.state == "asked" and may(change, "agree", request.person)
    return listing
