"""Page: what the desk does, in numbers, with small ones hidden."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from sightline.kit.facts import me
from sightline.kit.records import facts_of
from sightline.kit.refusals import Refused
from sightline.ledger.notes import note
from sightline.reports import counting
from sightline.reports.models import Report, SanitisedReport

PERIODS = {"30": _("30 days"), "90": _("90 days"), "365": _("A year")}


def counts(request: HttpRequest) -> HttpResponse:
    """Page: how soon the reader's desks read, what they passed on and to whom, what they closed as what."""
    handler = me.agencies_as("call handler").key
    desks = facts_of(request.person, {handler})[handler]
    if not desks:
        raise Refused("count", kind=Report._meta.label)
    days = request.GET.get("days", "") if request.GET.get("days") in PERIODS else "90"
    since = request.now - timedelta(days=int(days))
    reports = Report.objects.readable(by=request.person).filter(desk__in=desks, received_at__gte=since)
    left = SanitisedReport.objects.readable(by=request.person).filter(desk__in=desks, left_at__gte=since)
    note("consult", "count", kind=Report._meta.label, asked="what the desk does", typed=[days])
    given = {
        "chips": [{"says": says, "url": f"?days={code}", "on": code == days} for code, says in PERIODS.items()],
        "whole": counting.whole(reports),
        "tables": [(says, counting.by(reports, name)) for name, says in counting.BY.items()],
        "closed": counting.closed_as(reports),
        "sent": counting.sent_to(left),
        "columns": counting.COLUMNS.values(),
        "few": counting.FEW,
    }
    return render(request, "reports/counts.html", given)
