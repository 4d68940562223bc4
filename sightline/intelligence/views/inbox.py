"""Pages: what waits to be graded, and grading it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sightline.intelligence import actions
from sightline.intelligence.forms import GradeForm, WhyForm
from sightline.intelligence.models import Item
from sightline.intelligence.words import SIGNS, URGENT, asked_about, because
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.vocabulary import says
from sightline.ledger.finding import find, listed, may, why
from sightline.places.forms import areas_as
from sightline.places.models import Premises
from sightline.reports.models import SanitisedReport


def inbox(request: HttpRequest) -> HttpResponse:
    """Page: what waits for an analyst, and what was graded last. Who plans begins with the places."""
    if not areas_as(request.person, "analyst"):
        return redirect("intelligence:places")
    waiting = SanitisedReport.objects.waiting().readable(by=request.person)
    newest = Item.objects.standing().readable(by=request.person)
    rows = listed(waiting.urgent_first(), asked="waiting to be graded")
    for row in rows:
        row.kind = URGENT.get(row.level, "quiet")
    shown = {"waiting": rows, "newest": listed(newest, asked="newest items", most=10), "now": request.now}
    return render(request, "intelligence/inbox.html", shown)


def grade(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: grade a sanitised report."""
    sanitised = opened(request, ref, "grade")
    places = Premises.objects.filter(area=sanitised.area_id)
    form = GradeForm(request.POST or None, person=request.person, places=places, initial={"text": sanitised.text})
    if form.is_valid():
        act = {"agency": request.person.agency, "by": request.person, "at": request.now}
        item = actions.grade(sanitised, **act, **form.cleaned_data)
        return redirect("intelligence:item", item.ref)
    return render(request, "intelligence/grade.html", shown(request, sanitised, form))


def send_back(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: send a sanitised report back to its desk."""
    sanitised = opened(request, ref, "send_back")
    form = WhyForm(
        request.POST or None,
        label=_("What should the desk change?"),
        hint=_("It says too much of the source, or too little to grade. The desk reads this."),
    )
    if form.is_valid():
        actions.send_back(sanitised, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("intelligence:inbox")
    return render(request, "intelligence/send_back.html", shown(request, sanitised, form))


def opened(request: HttpRequest, ref: str, verb: str) -> SanitisedReport:
    """The sanitised report, for one who may do that to it; a page of its own says when it has moved on."""
    sanitised = find(SanitisedReport, ref)
    if sanitised.state != SanitisedReport.State.WAITING:
        raise WrongStep(verb, sanitised)
    if not may(sanitised, verb, request.person):
        raise Refused(verb, sanitised)
    return sanitised


def shown(request: HttpRequest, sanitised: SanitisedReport, form: object) -> dict[str, object]:
    """What both pages about a sanitised report show."""
    return {
        "sanitised": sanitised,
        "kind": URGENT.get(sanitised.level, "quiet"),
        "said": [
            (_("About"), asked_about(sanitised.kinds)),
            (_("Signs"), [says(SIGNS, sign) for sign in sanitised.signs]),
        ],
        "form": form,
        "now": request.now,
        "why": because(why(sanitised, request.person)),
    }
