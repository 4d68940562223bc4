"""Pages of triage: what waits and for how long, found by words, and near-copies answered together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from sightline.kit.facts import me
from sightline.kit.records import facts_of
from sightline.kit.references import is_meant_as_one
from sightline.ledger.finding import listed, may
from sightline.reports import actions
from sightline.reports.alike import Group, differs, grouped, with_joined
from sightline.reports.danger import within
from sightline.reports.forms.desk import CloseForm
from sightline.reports.models import Joined, Level, Report, SanitisedReport
from sightline.reports.searching import FIRST, MOST, searched
from sightline.reports.words import KIND, waiting

OPEN = Q(state__in=[Report.State.RECEIVED, Report.State.TAKEN])
SHOWN = {
    "": (_("All open"), OPEN),
    "red": (_("Danger now"), OPEN & Q(level=Level.RED)),
    "amber": (_("Today"), OPEN & Q(level=Level.AMBER)),
    "routine": (_("Within a day"), OPEN & Q(level=Level.ROUTINE)),
    "taken": (_("Being looked at"), Q(state=Report.State.TAKEN)),
    "apart": (_("Held"), Q(state=Report.State.RECEIVED, held=True)),
    "overdue": (_("Overdue"), Q(state=Report.State.RECEIVED)),
    "passed-on": (_("Passed on"), Q(state=Report.State.PASSED_ON)),
    "closed": (_("Closed"), Q(state=Report.State.CLOSED)),
}
HANDLER, PARTNER = me.agencies_as("call handler").key, me.agencies_as("visiting partner").key
FLOODED = "apart"  # what came in a flood stands apart from the rest, on a page of its own
SETTLED = ("passed-on", "closed")  # newest first, and not counted: there may be a million


def queue(request: HttpRequest) -> HttpResponse:
    """Page: the reports of the reader's desks, the most urgent first. A partner begins with what it sent."""
    held = facts_of(request.person, {HANDLER, PARTNER})
    desks = held[HANDLER]
    if not desks and held[PARTNER]:
        return redirect("reports:sent")
    if request.GET.get("show") == FLOODED:
        return redirect("reports:held")
    show = request.GET.get("show", "") if request.GET.get("show") in SHOWN else ""
    words = request.POST.get("q", "")[:200].strip()
    here = Report.objects.readable(by=request.person).filter(desk__in=desks)
    most = MOST if "more" in request.POST else FIRST
    found = matching(here, words, desks, most) if words else wanted(here, show, request.now, most)
    counts = counted(here, request.now)
    heading, lede = waiting(counts) if counts["all"] and not show and not words else (SHOWN[show][0], "")
    given = {"heading": _("Found") if words else heading, "lede": lede, "words": words, "now": request.now}
    given |= {"chips": chips(counts, show), "groups": together_in(lines(found[:most], request.now))}
    given |= {"reference": is_meant_as_one(words), "more": len(found) > most, "most": most, "all": MOST}
    given |= to_write(request, desks)
    return render(request, "reports/queue.html", given)


def together_in(reports: list[Report]) -> list[Group]:
    """Reports in groups: what says nearly the same, and what a person joined."""
    keys = [report.pk for report in reports]
    joined = Joined.objects.standing().filter(report__in=keys, to__in=keys)
    pairs = [(each.report_id, each.to_id) for each in listed(joined, asked="joined reports", most=MOST)]
    return with_joined(grouped(reports), pairs)


def wanted(here: Any, show: str, now: datetime, most: int = FIRST) -> list[Report]:
    """What a chip shows, in the order in which it is worked through; so many, and one more where there are more."""
    chosen = here.filter(SHOWN[show][1])
    if show not in SETTLED:
        chosen = chosen.filter(held=False)
    if show == "overdue":
        chosen = chosen.filter(overdue(now))
    ordered = chosen.order_by("-received_at") if show in SETTLED else chosen.urgent_first()
    return listed(ordered.select_related("taken_by", "area"), asked="reports", typed=[show], most=most + 1)


def matching(here: Any, words: str, desks: Iterable[UUID], most: int = FIRST) -> list[Report]:
    """The newest reports that hold every word; so many, and one more where there are more."""
    found = here.filter(pk__in=searched(words, desks, most)).order_by("-received_at", "ref")
    return listed(found.select_related("taken_by", "area"), asked="reports by words", typed=[words], most=most + 1)


def overdue(now: datetime) -> Q:
    """Waiting for longer than their level allows."""
    return reduce(or_, (Q(level=level, received_at__lt=now - within(level)) for level in Level.values))


def to_write(request: HttpRequest, desks: Iterable[UUID]) -> dict[str, Any]:
    """What the reader's desks have to check before it leaves, and to write again."""
    written = SanitisedReport.objects.readable(by=request.person).filter(desk__in=desks).urgent_first()
    return {
        "back": listed(written.sent_back(), asked="sent back"),
        "to_check": listed(written.to_check(by=request.person), asked="to be checked"),
    }


def counted(here: Any, now: datetime) -> dict[str, int]:
    """How many are open by each chip, "all" for all of them; one query, over what is open alone."""
    asked = {name: is_so for name, (_says, is_so) in SHOWN.items() if name not in SETTLED}
    asked["overdue"] &= overdue(now)
    asked |= {name: is_so & Q(held=False) for name, is_so in asked.items() if name != FLOODED}
    return here.filter(OPEN).aggregate(**{name or "all": Count("pk", filter=is_so) for name, is_so in asked.items()})


def chips(counts: dict[str, int], show: str) -> list[dict[str, Any]]:
    """The filters of the queue, each with how many are open."""
    return [
        {"says": says, "url": f"?show={name}", "count": counts.get(name or "all", ""), "on": name == show}
        for name, (says, _is_so) in SHOWN.items()
    ]


def lines(reports: list[Report], now: datetime) -> list[Report]:
    """Reports with what their lines in a list say: how they are drawn, how long they wait, what is left of their time."""
    for report in reports:
        report.kind, report.waited = KIND[Level(report.level)], now - report.received_at
        left = within(report.level) - report.waited
        report.late = -left if report.state == Report.State.RECEIVED and left < timedelta() else None
        report.left = left if report.state == Report.State.RECEIVED and left >= timedelta() else None
    return reports


@require_POST
def together(request: HttpRequest) -> HttpResponse:
    """Page: near-copies one beneath the other, to be closed with one reason; each keeps its own record and code."""
    refs = [ref for ref in request.POST.getlist("ref")[:MOST] if ref.isprintable()]
    here = Report.objects.readable(by=request.person).filter(ref__in=refs, state=Report.State.RECEIVED)
    reports = listed(here.exclude(level=Level.RED).urgent_first(), asked="reports that are alike", typed=refs)
    form = CloseForm(request.POST if "why" in request.POST else None)
    if form.is_valid():
        for report in reports:
            actions.close(report, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("reports:queue")
    reports = [report for report in reports if may(report, "close", request.person)]
    others = [(report, differs(report, reports[0])) for report in reports[1:]]
    return render(request, "reports/together.html", {"form": form, "reports": reports, "others": others})
