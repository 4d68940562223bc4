"""Staff pages: the services to which we send people, kept right by an administrator; and what the desk does about a wish."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sightline.kit.records import facts_of
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.vocabulary import says
from sightline.ledger.finding import find, listed, may
from sightline.reports import actions
from sightline.reports.forms.signposts import AnswerWishForm, SignpostForm
from sightline.reports.models import Level, Report, Signpost, Wish, by_level
from sightline.reports.signposting import SERVICES, Service, changed_by, hidden, why_hidden
from sightline.reports.words import KIND


def signposts(request: HttpRequest) -> HttpResponse:
    """Page: every service, whether the public sees it, and when it was checked."""
    day = request.now.date()
    posts = listed(Signpost.objects.newest(), asked="signposts")
    rows = [
        {"entry": entry, "service": Service(entry), "hidden": why_hidden(entry, day)}
        for entry in changed_by(posts).values()
    ]
    given = {"rows": rows, "hidden": len(hidden(day, changed_by(posts))), "edits": administers(request)}
    return render(request, "reports/signposts.html", given)


def signpost(request: HttpRequest, code: str) -> HttpResponse:
    """Page: change a service; each change is a version, and the earlier ones stay below."""
    versions = listed(Signpost.objects.filter(code=code).order_by("-version").select_related("by"), asked="a signpost")
    entry = changed_by(versions[:1]).get(code)
    if entry is None:
        raise Http404
    if not administers(request):
        raise Refused("list", None, "reports.Signpost")
    form = SignpostForm(request.POST or None, listed=entry)
    if form.is_valid():
        version = int(request.POST.get("version", 0)) + 1
        actions.list_service(code=code, version=version, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("reports:signposts")
    version = versions[0].version if versions else 0
    given = {"entry": entry, "form": form, "versions": versions, "version": version}
    return render(request, "reports/signpost.html", given | {"hidden": why_hidden(entry, request.now.date())})


def wish(request: HttpRequest, ref: str, service: str) -> HttpResponse:
    """Page: what a reporter wishes that a service hears, and the desk's answer."""
    report = find(Report, ref)
    wish = Wish.objects.filter(report=report, service=service).first()
    if wish is None:
        raise Http404
    if not (may(wish, "tell", request.person) and wish.state == Wish.State.ASKED):
        raise WrongStep("tell", wish)
    form = AnswerWishForm(request.POST or None)
    name = says(SERVICES, wish.service)
    if form.is_valid():
        why = form.cleaned_data["why"]
        if form.cleaned_data["outcome"] == "tell":
            actions.tell_service(wish, by=request.person, at=request.now, recipient=str(name), why=why)
        else:
            actions.decline_wish(wish, by=request.person, at=request.now, why=why)
        return redirect("reports:wishes")
    return render(request, "reports/wish.html", {"report": report, "wish": wish, "name": name, "form": form})


def wishes(request: HttpRequest) -> HttpResponse:
    """Page: what reporters wish that services hear, the oldest first; and what the desk answered, by whom and when."""
    readable = Wish.objects.readable(by=request.person).select_related("report", "answered_by")
    open_ones = readable.waiting().order_by(by_level("report__"), "asked_at", "service")
    given = {
        "asked": named(listed(open_ones, asked="wishes to answer")),
        "answered": named(listed(readable.answered(), asked="answered wishes", most=50)),
        "now": request.now,
    }
    return render(request, "reports/wishes.html", given)


def named(wishes: list[Wish]) -> list[Wish]:
    """Wishes with the names of their services."""
    for wish in wishes:
        wish.name = says(SERVICES, wish.service)
        wish.kind = KIND[Level(wish.report.level)]
    return wishes


def wishes_of(report: Report) -> list[dict[str, Any]]:
    """The wishes that belong to a report, in words."""
    wishes = Wish.objects.filter(report=report).order_by("asked_at", "service")
    return [{"name": says(SERVICES, wish.service), "wish": wish} for wish in wishes]


def administers(request: HttpRequest) -> bool:
    """Whether the reader is an administrator, who keeps what the public reads right."""
    key = ("administers", ())
    return bool(facts_of(request.person, {key})[key])
