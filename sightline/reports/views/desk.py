"""Pages of the desk: its queue, one report, taking and closing it."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sightline.agencies.models import Person
from sightline.kit.refusals import WrongStep
from sightline.kit.steps import history
from sightline.ledger.finding import find, listed, may, why
from sightline.reports import actions
from sightline.reports.forms.desk import CloseForm
from sightline.reports.models import CallNote, Joined, Report, ReporterContact, ReporterMessage, SanitisedReport, Sheet
from sightline.reports.views.call import calls_of, handed_on
from sightline.reports.views.files import files_of
from sightline.reports.views.leaving import standing, texts
from sightline.reports.views.signposts import wishes_of
from sightline.reports.views.wordings import translations_of
from sightline.reports.words import KIND, VERBS, answers, because, earlier, heading, later, reasons, trail, turn

VERBS_SHOWN = ("join", "take", "pass_on", "close", "hear", "write", "set_level", "attach", "entrust", "translate")


def report(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one report, with what was told, who may be reached, what left the desk and what happened."""
    report = find(Report, ref)
    person = request.person
    left = [standing(each, person) for each in SanitisedReport.objects.filter(report=report).order_by("written_at")]
    given = {
        "contacts": listed(
            ReporterContact.objects.filter(report=report), asked="contact of a report", typed=[report.ref]
        ),
        "notes": listed(
            CallNote.objects.filter(report=report).order_by("at"), asked="notes of a report", typed=[report.ref]
        ),
        "calls": calls_of(report),
        "handed": handed_on(report),
        "later": told_later(report),
        "wishes": wishes_of(report),
        "beside": joined_with(request, report),
        "translations": translations_of(report),
        "files": files_of(report),
        "left": left,
        "sheet": Sheet.objects.filter(report=report).select_related("by").first(),
        "verbs": {verb: may(report, verb, person) for verb in VERBS_SHOWN}
        | ({"pass_on": False} if any(each.state == SanitisedReport.State.WRITTEN for each in left) else {}),
        "reasons": reasons(report),
        "earlier": list(earlier(report)),
        "turn": turn(report, person, left),
        "history": happened(report),
        "trail": trail(report),
        "why": because(why(report, person)),
    }
    return render(request, "reports/report.html", shown(request, report) | given)


def told_later(report: Report) -> list[ReporterMessage]:
    """What whoever told it wrote since, in order, with what they answered beside in words."""
    written = ReporterMessage.objects.filter(report=report).order_by("told_at", "pk")
    found: list[ReporterMessage] = listed(written, asked="messages of a report", typed=[report.ref])
    for message in found:
        message.told = list(later(message.answers))
    return found


def joined_with(request: HttpRequest, report: Report) -> list[dict[str, Any]]:
    """The reports that are read with this one, who joined them, and which of the two leaves when they are parted."""
    leading = Joined.objects.standing().filter(report=report).values("to")
    same = Q(report=report) | Q(to=report) | Q(to__in=leading)
    found = Joined.objects.readable(by=request.person).standing().filter(same).select_related("report", "to", "by")
    listing = listed(found.order_by("since", "pk"), asked="joined reports", typed=[report.ref])
    return [{"other": each.report if each.report_id != report.pk else each.to, "joined": each} for each in listing]


@require_POST
def take(request: HttpRequest, ref: str) -> HttpResponse:
    """Take a report."""
    report = find(Report, ref)
    actions.take(report, by=request.person, at=request.now)
    return redirect("reports:report", report.ref)


def close(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: close a report with a reason."""
    report = opened(request, ref, "close")
    form = CloseForm(request.POST or None)
    if form.is_valid():
        actions.close(report, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("reports:queue")
    return render(request, "reports/close.html", shown(request, report, form))


def opened(request: HttpRequest, ref: str, verb: str) -> Report:
    """The report, for one who may do that to it now."""
    report = find(Report, ref)
    if not may(report, verb, request.person):
        raise WrongStep(verb, report)
    return report


def shown(request: HttpRequest, report: Report, form: Any = None) -> dict[str, Any]:
    """What every page about one report shows."""
    report.kind, report.heading = KIND[report.level], heading(report)
    return {"report": report, "form": form, "now": request.now, "answers": list(answers(report, texts(report)))}


def happened(report: Report) -> list[dict[str, Any]]:
    """The steps of a report in words, newest first, with the names of the people who took them."""
    steps = history(report)
    names = {person.pk: person.name for person in Person.objects.filter(pk__in=[step.by for step in steps])}
    return [
        {"what": VERBS.get(step.verb, step.verb), "by": names.get(step.by), "at": step.at, "why": step.why}
        for step in steps
    ]
