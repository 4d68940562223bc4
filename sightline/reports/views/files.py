"""Pages of files that came with reports: adding them, looking at a copy, letting others look, opening an original.

No page shows what a file holds but as a picture that was made here; everything else is handed over to be saved.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from sightline.agencies.models import Person
from sightline.kit.refusals import WrongStep
from sightline.ledger.finding import find, listed, may, why
from sightline.reports import actions
from sightline.reports.files import COPIED, ENDINGS, all_received
from sightline.reports.forms.files import LASTS_FOR, EntrustForm, FilesForm, OriginalForm, ReleaseForm
from sightline.reports.models import Attachment, Entrusted, Original, Report
from sightline.reports.scanning import scanner
from sightline.reports.words import because, trail

HANDED_OVER = {  # never run, never shown inside a page of ours but as a picture
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def mine(request: HttpRequest) -> HttpResponse:
    """Page: the files that the reader may look at, the newest first."""
    readable = Attachment.objects.readable(by=request.person).defer("copy").order_by("-received_at", "ref")
    return render(request, "reports/files.html", {"files": listed(readable, asked="files")})


def one(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one file: its copy, what is known of it, and its original for whom it is open to."""
    file = find(Attachment, ref)
    original = Original.objects.filter(attachment=file).defer("content").first()
    given = {"file": file, "original": original, "why": because(why(file, request.person))}
    return render(request, "reports/file.html", given | {"may_release": may(file, "let_see", request.person)})


def copy(request: HttpRequest, ref: str) -> HttpResponse:
    """The clean copy of a file."""
    file = find(Attachment, ref)
    if not file.is_clean:
        raise WrongStep("open", file)
    return handed_over(file.copy, COPIED[file.kind], f"{file.ref}.{ENDINGS[file.kind]}")


def original(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: a reason is asked for; then the file as it came."""
    sealed = find(Original, ref)
    form = OriginalForm(request.POST or None)
    if form.is_valid():
        content = actions.open_original(sealed, by=request.person, at=request.now, **form.cleaned_data)
        return handed_over(content, "application/octet-stream", f"{sealed.ref}.bin")
    return render(request, "reports/original.html", {"original": sealed, "form": form})


def add(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: more files for a report."""
    report = allowed(request, ref, "attach")
    form = FilesForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        attach(report, form.cleaned_data["files"], by=request.person, at=request.now)
        return redirect("reports:report", report.ref)
    return render(request, "reports/add.html", {"report": report, "form": form, "trail": trail(report)})


def attach(report: Report, files: Sequence[tuple[bytes, bool]], *, by: Person, at: datetime) -> None:
    """Keep what was sent with a report, if anything was."""
    if files:
        held = Attachment.objects.filter(report=report).count()
        actions.attach(report, by=by, at=at, files=list(all_received(files, held)))


def release(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: let analysts look at a clean copy."""
    file = find(Attachment, ref)
    if not may(file, "let_see", request.person):
        raise WrongStep("let_see", file)
    form = ReleaseForm(request.POST or None, initial={"area": file.report.area_id})
    if form.is_valid():
        actions.let_analysts_see(file, by=request.person, at=request.now, area=form.cleaned_data["area"])
        return redirect("reports:file", file.ref)
    return render(request, "reports/release.html", {"file": file, "form": form})


def entrust(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: who may look at the files of a report, and one more of them."""
    report = allowed(request, ref, "entrust")
    until = localdate(request.now) + LASTS_FOR
    form = EntrustForm(request.POST or None, but=request.person, initial={"until_on": until})
    if form.is_valid():
        told = form.cleaned_data
        act = {"by": request.person, "at": request.now}
        actions.entrust(report, person=told["person"], until=told["until_on"], why=told["why"], **act)
        return redirect("reports:entrust", report.ref)
    given = {"form": form, "report": report, "trail": trail(report), "entrusted": entrusted_with(report, request)}
    return render(request, "reports/entrust.html", given)


@require_POST
def end_trust(request: HttpRequest, ref: str) -> HttpResponse:
    """Take somebody's look at the files away."""
    entrusted = find(Entrusted, ref)
    actions.end_trust(entrusted, by=request.person, at=request.now)
    return redirect("reports:entrust", entrusted.report.ref)


def entrusted_with(report: Report, request: HttpRequest) -> list[Any]:
    """Who may look at the files of a report now."""
    named = Entrusted.objects.filter(report=report, until__gt=request.now).select_related("person__agency")
    found = listed(named.order_by("until"), asked="entrusted with files", typed=[report.ref])
    for each in found:
        each.last_day = each.until - timedelta(seconds=1)
    return found


def files_of(report: Report) -> dict[str, Any]:
    """The files of a report as its page shows them, and whether a scanner looks at files here at all."""
    found = Attachment.objects.filter(report=report).defer("copy").order_by("received_at", "ref")
    return {"listed": listed(found, asked="files of a report", typed=[report.ref]), "scanner": scanner() is not None}


def allowed(request: HttpRequest, ref: str, verb: str) -> Report:
    """The report, for one who may do that to it."""
    report = find(Report, ref)
    if not may(report, verb, request.person):
        raise WrongStep(verb, report)
    return report


def handed_over(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to be saved, under a name that tells nothing."""
    headers = {**HANDED_OVER, "Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
