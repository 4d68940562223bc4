"""What every public page carries: languages, the way out, the quiet links below."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sightline.reports.languages import NAMES, offered
from sightline.reports.signposting import Service, services_for

FOOT = {
    "reports:keep": _("Privacy: what we keep"),
    "reports:access": _("Accessibility"),
    "reports:signs": _("Signs to look for"),
    "reports:numbers": _("Who to call"),
    "reports:code": _("I have a code"),
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
        "foot_links": [{"name": name, "url": reverse(address)} for address, name in FOOT.items()],
    }


def languages(request: HttpRequest, carried: dict[str, str] | None) -> Any:
    """The same page in each language; `carried` are hidden fields that a change of language takes along."""
    path = request.path if carried or request.method != "POST" else reverse("reports:first")
    for code in offered():
        yield {
            "code": code[:2],
            "name": NAMES[code],
            "url": translate_url(path, code),
            "here": code == get_language(),
            "first": code == "cy",
            "carries": carried,
        }


def signposts(request: HttpRequest, situation: str, nation: str = "") -> dict[str, Any]:
    """Whom to call in a situation, and the day on which those numbers were last checked."""
    nation = nation or ("wales" if get_language() == "cy" else "england")
    found = services_for(nation, situation, request.now.date())
    return {
        "services": [line(service) for service in found],
        "checked": min((service.entry.get("checked_on") for service in found), default=None),
    }


def line(service: Service) -> dict[str, Any]:
    """A service as the list of numbers shows it."""
    return {"name": service.name, "says": service.why, "number": service.number, "shown": service.shown}
