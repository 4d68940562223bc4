"""What every public page carries: languages, the way out, the quiet links below."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_urlconf, reverse, translate_url
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sightline.reports.languages import NAMES, offered
from sightline.reports.signposting import Listed, Service, current, services_for

FOOT = {
    "reports:keep": _("Privacy: what we keep"),
    "reports:access": _("Accessibility"),
    "reports:signs": _("Signs to look for"),
    "reports:numbers": _("Who to call"),
    "reports:code": _("I have a code"),
    "reports:led": _("What came of reports"),
    "statements:list": _("What was said"),
    "reports:words": _("About the translations"),
}


def shown(request: HttpRequest, template: str, given: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """A public page of reports in its frame; answers so far stay with the reader who changes language."""
    given = given or {}
    return render(
        request,
        f"reports/public/{template}",
        frame(request, given.get("carried")) | given | {"trial": is_trial(given)},
        status=status,
    )


def is_trial(given: dict[str, Any]) -> bool:
    """Whether the page is one of somebody who only tries the questions."""
    return bool(getattr(given.get("telling"), "trial", False))


def frame(request: HttpRequest, carried: dict[str, str] | None = None) -> dict[str, Any]:
    """What stands around any public page: the languages it can be read in, the way home, the quiet links below."""
    return {
        "languages": list(languages(request, carried)),
        "home_url": reverse("reports:first"),
        "foot_links": [{"name": name, "url": url} for name, url in _foot(get_language() or "", get_urlconf())],
    }


@lru_cache(maxsize=32)
def _foot(_language: str, _urlconf: str | None) -> tuple[tuple[Promise, str], ...]:
    """The quiet links below in that language; which addresses there are depends on the front."""
    return tuple((name, reverse(address)) for address, name in FOOT.items())


def languages(request: HttpRequest, carried: dict[str, str] | None) -> Any:
    """The same page in each language; `carried` are hidden fields that a change of language takes along."""
    path = request.path if carried or request.method != "POST" else reverse("reports:first")
    hidden = format_html_join("", '<input type="hidden" name="{}" value="{}">', (carried or {}).items())
    for code in offered():
        yield {
            "code": code[:2],
            "name": NAMES[code],
            "url": _in_language(path, code, get_urlconf()),
            "here": code == get_language(),
            "first": code == "cy",
            "carries": hidden,
        }


@lru_cache(maxsize=1_000)
def _in_language(path: str, code: str, _urlconf: str | None) -> str:
    """The same page in that language; which addresses there are depends on the front."""
    return translate_url(path, code)


def signposts(request: HttpRequest, situation: str, nation: str = "", listed: Listed | None = None) -> dict[str, Any]:
    """Whom to call in a situation, and the day on which those numbers were last checked."""
    language = get_language() or ""
    nation = nation or nation_of_language(language)
    listed = current() if listed is None else listed
    found = services_for(nation, situation, request.now.date(), language=language, listed=listed)
    return {
        "services": [line(service, request.now) for service in found],
        "checked": min((service.entry.get("checked_on") for service in found), default=None),
    }


def nation_of_language(language: str) -> str:
    """Where a reader is taken to be until they name a place."""
    return "wales" if language == "cy" else "england"


def line(service: Service, now: datetime | None = None) -> dict[str, Any]:
    """A service as the list of numbers shows it; opens: when, if it is closed now."""
    opens = service.opens_next(now) if now else None
    shown = {"name": service.name, "says": service.why, "number": service.number, "shown": service.shown}
    return shown | {"opens": opens}
