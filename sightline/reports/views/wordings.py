"""Staff pages: our sentences in each language, checked by native speakers; and translations of what a reporter wrote."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sightline.agencies.models import Person
from sightline.kit.records import facts_of
from sightline.kit.refusals import WrongStep
from sightline.ledger.finding import find, listed, may
from sightline.reports import actions
from sightline.reports.forms.wordings import ReviewerForm, TranslationForm, WordingForm
from sightline.reports.languages import NAMES
from sightline.reports.models import Report, Reviewer, Translation
from sightline.reports.models.wordings import LANGUAGES
from sightline.reports.views.signposts import administers
from sightline.reports.wordings import lines, progress

AT_ONCE = 20


def languages(request: HttpRequest) -> HttpResponse:
    """Page: each language, how much of it is checked, and who checks it; an administrator names them."""
    edits = administers(request)
    reviewers = listed(Reviewer.objects.standing(request.now).select_related("person"), asked="reviewers")
    people = Person.objects.filter(agency=request.person.agency_id).exclude(pk=request.person.pk).order_by("name")
    form = ReviewerForm(request.POST or None, people=people) if edits else None
    if form is not None and form.is_valid():
        actions.name_reviewer(by=request.person, at=request.now, **form.cleaned_data)
        return redirect("reports:languages")
    rows = [row(code, reviewers, mine=code in reviewed(request)) for code, _name in LANGUAGES]
    return render(request, "reports/languages.html", {"rows": rows, "form": form, "edits": edits})


def row(code: str, reviewers: list[Reviewer], *, mine: bool) -> dict[str, Any]:
    """A language with what is checked of it and who checks it."""
    done, number = progress(code)
    who = [each for each in reviewers if each.language == code]
    return {"code": code, "name": NAMES[code], "done": done, "number": number, "reviewers": who, "mine": mine}


def language(request: HttpRequest, code: str) -> HttpResponse:
    """Page: the sentences of a language that nobody has checked yet, those of safety first; all of them with ?all."""
    if code not in dict(LANGUAGES):
        raise Http404
    found, mine = lines(code), code in reviewed(request)
    form = _posted(request, code, found) if mine else None
    if form is not None and form.is_valid():
        said = {"language": code, "sentence": form.line.sentence, "form": form.line.form, **form.says}
        actions.reword(by=request.person, at=request.now, **said)
        return redirect(reverse("reports:language", args=[code]) + _shown_again(request))
    wanted = [line for line in found if "all" in request.GET or not line.checked]
    wanted = [line for line in wanted if form is None or line != form.line]
    start = int(request.GET.get("from") or 0) if (request.GET.get("from") or "0").isdecimal() else 0
    shown = [WordingForm(line=line, language=code) for line in wanted[start : start + AT_ONCE]]
    failed = [form] if form is not None else []  # first, with what was typed
    given = {"code": code, "name": NAMES[code], "forms": failed + shown, "mine": mine, "all": "all" in request.GET}
    given |= {"done": sum(line.checked for line in found), "number": len(found)}
    return render(
        request, "reports/language.html", given | {"next": start + AT_ONCE if wanted[start + AT_ONCE :] else 0}
    )


def _posted(request: HttpRequest, code: str, found: list) -> WordingForm | None:
    line = next((line for line in found if line.code == request.POST.get("line")), None)
    return WordingForm(request.POST, line=line, language=code) if line else None


def _shown_again(request: HttpRequest) -> str:
    return "?all=1" if "all" in request.GET else ""


def reviewed(request: HttpRequest) -> list[str]:
    """The languages that the reader was named to check."""
    key = ("reviews", ())
    return list(facts_of(request.person, {key})[key])


@require_POST
def end_review(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """Let somebody check a language no more."""
    standing = Reviewer.objects.standing(request.now)
    reviewer = standing.filter(language=code, person__ref=person).first()
    if reviewer is None:
        raise Http404
    actions.end_review(reviewer, by=request.person, at=request.now)
    return redirect("reports:languages")


def translate(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: write a translation beside what the reporter wrote."""
    report = find(Report, ref)
    if not may(report, "translate", request.person):
        raise WrongStep("translate", report)
    form = TranslationForm(request.POST or None, report=report)
    if form.is_valid():
        actions.translate(report, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("reports:report", report.ref)
    return render(request, "reports/translate.html", {"report": report, "form": form})


def translations_of(report: Report) -> list[Translation]:
    """The translations that belong to a report, the newest first, with who made them."""
    found = Translation.objects.filter(report=report).select_related("by").order_by("-at")
    return listed(found, asked="translations of a report", typed=[report.ref])
