"""Page of what came in floods: near-copies in groups, each let in among the others or closed with one click."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sightline.kit.facts import me
from sightline.kit.records import facts_of
from sightline.kit.refusals import Refused
from sightline.ledger.finding import listed
from sightline.reports import actions
from sightline.reports.alike import grouped
from sightline.reports.models import Level, Report
from sightline.reports.words import KIND

MOST = 2_000  # held reports that are grouped at once: a lot, on a page of its own
KEPT_FOR = timedelta(days=30)  # then a person confirms what becomes of them
WHY = "One of a flood: {} reports that say nearly the same."
HANDLER = me.agencies_as("call handler").key


def held(request: HttpRequest) -> HttpResponse:
    """Page: what is held, in groups and in lots; each report keeps its own record and its own code whatever is answered."""
    desks = facts_of(request.person, {HANDLER})[HANDLER]
    if not desks:
        raise Refused("let_in", kind=Report._meta.label)
    here = Report.objects.readable(by=request.person).filter(desk__in=desks).held()
    if request.method == "POST":
        _answer(request, here)
        return redirect(request.get_full_path())
    page = Paginator(here.order_by("received_at", "ref"), MOST).get_page(request.GET.get("page"))
    found = listed(page.object_list, asked="held reports", most=MOST)
    groups = [group_of(reports, request.now) for reports in grouped(found)]
    groups.sort(key=lambda group: -group["number"])
    return render(request, "reports/held.html", {"groups": groups, "page": page, "most": MOST})


def group_of(reports: list[Report], now: datetime) -> dict[str, Any]:
    """Reports that say nearly the same: how many, from when to when, and how long they are still only held."""
    until = min(report.received_at for report in reports) + KEPT_FOR
    reports[0].kind = KIND[Level(reports[0].level)]  # type: ignore[attr-defined]
    return {
        "first": reports[0],
        "number": len(reports),
        "refs": " ".join(report.ref for report in reports),
        "since": min(report.received_at for report in reports),
        "last": max(report.received_at for report in reports),
        "left": until - now if until > now else None,
    }


def _answer(request: HttpRequest, here: Any) -> None:
    """What the page showed, and nothing that came since. What somebody else has answered meanwhile is left as it is."""
    refs = [ref for ref in request.POST.get("refs", "").split(" ")[:MOST] if ref.isprintable()]
    reports = listed(here.filter(ref__in=refs), asked="held reports", typed=refs[:1], most=MOST)
    if request.POST.get("answer") == "let_in":
        for report in reports:
            actions.let_in(report, by=request.person, at=request.now)
    elif request.POST.get("answer") == "close":
        as_one = {"why": WHY.format(len(reports)), "closed_as": Report.ClosedAs.FLOOD}
        for report in reports:
            actions.close(report, by=request.person, at=request.now, **as_one)
