"""Confirming that it is you, within five minutes of what is most sensitive; what was typed goes on afterwards.

A page that meets `Unconfirmed` shows the asking page with all that was typed, hidden. Once confirmed, the browser
sends the same form again to where it was going, by itself: a redirect that keeps method and body.
"""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from sightline.agencies import passkeys
from sightline.agencies.forms import CodeForm
from sightline.agencies.models import CodeGenerator, Passkey

LASTS_FOR = 5 * 60  # seconds. Source: trust, section 9
OUTSIDE, BUT = "/sign/", "/sign/password"  # pages to which confirming leads on to none but that one
OURS = ("confirm-", "csrfmiddlewaretoken")  # what the asking page itself sends


def confirmed_until(request: HttpRequest) -> float:
    """Until when whoever is signed in counts as confirmed, in seconds since 1970; 0 when not at all."""
    return float(request.session.get("confirmed_until", 0))


def count_from_now(request: HttpRequest) -> None:
    """Count whoever is signed in as confirmed from now on."""
    request.session["confirmed_until"] = time.time() + LASTS_FOR


def confirm(request: HttpRequest) -> None:
    """The same, in a session of a new number."""
    count_from_now(request)
    request.session.cycle_key()


def asking(request: HttpRequest) -> dict[str, Any]:
    """What the asking page needs: where this was going, what was typed, and by what its reader can confirm."""
    return _page(request, request.get_full_path(), sent=request.method == "POST")


def asking_again(request: HttpRequest) -> dict[str, Any]:
    """The same, after an answer that did not confirm."""
    return _page(request, request.POST.get("confirm-onward", "/"), sent=request.POST.get("confirm-sent") == "yes")


def onward(request: HttpRequest) -> HttpResponseRedirect:
    """To where it was going: as the same form once more, or as the page that was asked for."""
    to = request.POST.get("confirm-onward", "")
    if not url_has_allowed_host_and_scheme(to, {request.get_host()}) or (to.startswith(OUTSIDE) and to != BUT):
        to = "/"
    return HttpResponseRedirect(to, preserve_request=request.POST.get("confirm-sent") == "yes" and to != "/")


def _page(request: HttpRequest, onward: str, *, sent: bool) -> dict[str, Any]:
    have = list(Passkey.objects.filter(person=request.user.pk, ended_at__isnull=True))
    return {
        "typed": [(name, value) for name, values in _typed(request) for value in values] if sent else [],
        "onward": onward,
        "sent": sent,
        "shown": settings.DEMONSTRATION,
        "passkey": passkeys.ask_for_one(request, have) if have else "",
        "codes": CodeGenerator.objects.filter(person=request.user.pk, ended_at__isnull=True).exists(),
        "form": CodeForm(),
    }


def _typed(request: HttpRequest) -> list[tuple[str, list[str]]]:
    return [(name, values) for name, values in request.POST.lists() if not name.startswith(OURS)]
