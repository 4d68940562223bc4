"""Pages of what leaves the desk: written by one person, checked by another, written again when it must be."""

from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sightline.agencies.models import Person
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import history
from sightline.ledger.finding import find, listed, may
from sightline.reports import actions
from sightline.reports.forms.desk import AGAIN, CheckForm, PassOnForm, RewriteForm
from sightline.reports.models import CallNote, Level, Particulars, Report, SanitisedReport
from sightline.reports.pointing import pieces, summary
from sightline.reports.words import KIND, answers, heading

WORDS = ("text", "provenance", "place")


def pass_on(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: write what may leave the desk."""
    report = find(Report, ref)
    if not may(report, "pass_on", request.person):
        raise WrongStep("pass_on", report)
    form = PassOnForm(request.POST or None, initial={"area": report.area_id, "place": report.place})
    if form.is_valid():
        actions.pass_on(report, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("reports:report", report.ref)
    return render(request, "reports/pass_on.html", source(request, report) | {"form": form, "points": points(form)})


def rewrite(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: write again what a colleague or an analyst sent back."""
    sanitised = find(SanitisedReport, ref)
    if not may(sanitised, "rewrite", request.person):
        raise WrongStep("rewrite", sanitised)
    form = RewriteForm(request.POST or None, initial={name: getattr(sanitised, name) for name in WORDS})
    if form.is_valid():
        actions.rewrite(sanitised, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("reports:queue")
    given = {"sanitised": standing(sanitised, request.person), "form": form, "points": points(form)}
    return render(request, "reports/rewrite.html", source(request, sanitised.report) | given)


def check(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: read what a colleague wrote, beside what was told, and say whether it may leave."""
    sanitised = find(SanitisedReport, ref)
    if sanitised.state != SanitisedReport.State.WRITTEN:
        raise WrongStep("check", sanitised)
    if not may(sanitised, "check", request.person):
        raise Refused("check", sanitised)
    form = CheckForm(request.POST or None)
    if form.is_valid():
        decide(sanitised, request, form)
        return redirect("reports:queue")
    given = source(request, sanitised.report)
    cut = {name: pieces(getattr(sanitised, name), given["told"]) for name in WORDS}
    given |= {"sanitised": sanitised, "form": form, "cut": cut, "points": summary(chain(*cut.values()))}
    return render(request, "reports/check.html", given)


def decide(sanitised: SanitisedReport, request: HttpRequest, form: CheckForm) -> None:
    """What the colleague found is done."""
    if form.cleaned_data["verdict"] == AGAIN:
        actions.turn_down(sanitised, by=request.person, at=request.now, why=form.cleaned_data["why"])
    else:
        actions.check(sanitised, by=request.person, at=request.now)


def source(request: HttpRequest, report: Report) -> dict[str, Any]:
    """What was told, as the pages about what may leave show it: with what in it could point to the source."""
    report.kind, report.heading = KIND[Level(report.level)], heading(report)
    notes = listed(CallNote.objects.filter(report=report).order_by("at"), asked="notes of a report", typed=[report.ref])
    apart = texts(report)
    told = [report.what, report.place, *apart.values(), *(note.text for note in notes)]
    return {
        "report": report,
        "now": request.now,
        "answers": list(answers(report, apart)),
        "notes": notes,
        "told": told,
        "pointing": summary(piece for words in told for piece in pieces(words)),
    }


def texts(report: Report) -> dict[str, str]:
    """What was told in words that are kept apart from the report."""
    kept = Particulars.objects.filter(report=report).in_order()
    return Particulars.told_in(listed(kept, asked="particulars of a report", typed=[report.ref]))


def points(form: Any) -> list[Any]:
    """What in the words that were just typed, and not yet taken, could point to the source."""
    return summary(piece for name in WORDS if form.is_bound for piece in pieces(form.data.get(name, "")))


def standing(sanitised: SanitisedReport, reader: Person) -> SanitisedReport:
    """A sanitised report with what was answered to it, and what this reader may do with it now."""
    taken = history(sanitised)
    sanitised.answered = taken[0].why if taken else ""
    sanitised.open_to_me = may(sanitised, "rewrite", reader)
    sanitised.mine_to_check = may(sanitised, "check", reader)
    return sanitised
