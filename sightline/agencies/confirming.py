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

LASTS_FOR = 5 * 60  # seconds. Source: trust, section 9
OURS = ("confirm-", "csrfmiddlewaretoken")  # what the asking page itself sends


def confirmed_until(request: HttpRequest) -> float:
    """Until when whoever is signed in counts as confirmed, in seconds since 1970; 0 when not at all."""
    return float(request.session.get("confirmed_until", 0))


def confirm(request: HttpRequest) -> None:
    """Count them as confirmed from now on, in a session of a new number."""
    request.session["confirmed_until"] = time.time() + LASTS_FOR
    request.session.cycle_key()


def asking(request: HttpRequest) -> dict[str, Any]:
    """What the asking page needs: where this was going, and what was typed."""
    sent = request.method == "POST"
    return {
        "typed": [(name, value) for name, values in _typed(request) for value in values] if sent else [],
        "onward": request.get_full_path(),
        "sent": sent,
        "shown": settings.DEMONSTRATION,
    }


def onward(request: HttpRequest) -> HttpResponseRedirect:
    """To where it was going: as the same form once more, or as the page that was asked for."""
    to = request.POST.get("confirm-onward", "")
    if not url_has_allowed_host_and_scheme(to, {request.get_host()}) or to.startswith("/sign/"):
        to = "/"
    return HttpResponseRedirect(to, preserve_request=request.POST.get("confirm-sent") == "yes" and to != "/")


def _typed(request: HttpRequest) -> list[tuple[str, list[str]]]:
    return [(name, values) for name, values in request.POST.lists() if not name.startswith(OURS)]
