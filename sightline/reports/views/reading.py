"""Public pages that ask nothing: safety first, what happens to a report, signs to look for, whom to call."""

import json
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from sightline.kit.vocabulary import Entry, load
from sightline.reports import danger, desks
from sightline.reports.languages import NAMES, offered
from sightline.reports.signposting import current
from sightline.reports.views.front import shown, signposts
from sightline.reports.wordings import progress

STATEMENT_WRITTEN_ON = date(2026, 11, 29)  # the day of our own check; changed with the words of access.html
SITUATIONS = ("concern", "unknown", "victim", "child", "pay", "crime", "deaf", "abroad")


def first(request: HttpRequest) -> HttpResponse:
    """Page: danger first, then whether this device is safe, what helps, and where to begin."""
    given = signposts(request, "concern") | {"not_police": desks.not_police() is not None}
    return shown(request, "first.html", given)


def before(request: HttpRequest) -> HttpResponse:
    """Page: what happens to what somebody tells us."""
    return shown(request, "before.html")


def signs(request: HttpRequest) -> HttpResponse:
    """Page: what to look for, by kind of place."""
    kinds = load("reports/know_the_signs").values()
    places = [{"code": kind.code, "label": kind.label, "signs": pictured(kind)} for kind in kinds]
    return shown(request, "signs.html", {"places": places, **signposts(request, "concern")})


def pictured(kind: Entry) -> list[tuple[str, str]]:
    """The signs of a kind of place in the reader's language, each with the name of its picture."""
    return list(zip(map(gettext, kind.get("signs")), kind.get("pictures"), strict=True))


def numbers(request: HttpRequest) -> HttpResponse:
    """Page: whom to call, by what is the matter."""
    situations = load("reports/signposting/situation")
    listed = current()
    lists = [{"says": situations[code].label, **signposts(request, code, listed=listed)} for code in SITUATIONS]
    return shown(request, "numbers.html", {"lists": lists})


def words(request: HttpRequest, page: str) -> HttpResponse:
    """Page: words alone, named by its template."""
    return shown(request, f"{page}.html")


def translated(request: HttpRequest) -> HttpResponse:
    """Page: what is translated by whom, and how much of each language a native speaker has checked."""
    found = [(code, *progress(code)) for code in offered() if code in NAMES and code != settings.LANGUAGE_CODE]
    checked = [{"code": code, "name": NAMES[code], "checked": done, "all": number} for code, done, number in found]
    return shown(request, "words.html", {"checked": checked})


def access(request: HttpRequest) -> HttpResponse:
    """Page: how well these pages serve people who see, hear, move or read otherwise, and whom to tell when they do not."""
    return shown(request, "access.html", {"written": STATEMENT_WRITTEN_ON})


def rules(request: HttpRequest) -> HttpResponse:
    """The rules and words of danger as a module, for the script of the question pages: what the server reads too."""
    table = json.dumps(danger.table(), ensure_ascii=False)
    return HttpResponse(f"export default {table};", content_type="text/javascript; charset=utf-8")


def nothing_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Page: no such address, in the public's own frame: it names no records and no staff page."""
    return shown(request, "nothing.html", status=404)
