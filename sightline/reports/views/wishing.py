"""Public pages: "pass it on for me". The code travels in forms alone, never in an address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from sightline.kit.vocabulary import Entry, load
from sightline.reports import actions, receipts
from sightline.reports.forms.wishes import WishForm
from sightline.reports.signposting import SERVICES, SITUATIONS, current, takers
from sightline.reports.views.front import nation_of_language, shown


def pass_it_on(request: HttpRequest) -> HttpResponse:
    """Page: who should hear of a report, with exactly what they get; then that it has been written down."""
    code = receipts.tidy_code(request.POST.get("code", ""))
    if not receipts.is_code(code):
        return redirect("reports:code")
    if receipts.state_of(code) is None:
        return shown(request, "standing.html", {"state": None})
    given = {"situation": _situation(request), "nation": _nation(request)}
    offered = takers(given["nation"], given["situation"], request.now.date(), current())
    form = WishForm(request.POST if "chosen" in request.POST else None, takers=offered)
    if form.is_valid():
        new = actions.wish_for(by=None, at=request.now, code=code, **form.cleaned_data)
        return shown(request, "passed.html", {"new": new, "code": code, "wishes": wishes_of(code)})
    carried = given | {"code": code}
    return shown(request, "pass.html", {"form": form, "takers": offered, "carried": carried})


def wishes_of(code: str) -> list[dict[str, Any]]:
    """What became of the wishes of whoever holds the code: each service and where it stands."""
    return [{"name": _name(service), "state": state, "day": day} for service, state, day in receipts.wishes_of(code)]


def _name(service: str) -> Any:
    return load(SERVICES).get(service, Entry(service, service)).label


def _situation(request: HttpRequest) -> str:
    asked = request.POST.get("situation", "")
    return asked if asked in load(SITUATIONS) else "concern"


def _nation(request: HttpRequest) -> str:
    asked = request.POST.get("nation", "")
    known = asked in ("england", "wales", "scotland", "northern-ireland")
    return asked if known else nation_of_language(get_language() or "")
