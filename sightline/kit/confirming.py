"""Pages for whoever has confirmed lately that it is them: asked before anything is looked up, so the asking tells nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from sightline.kit.refusals import Unconfirmed

View = Callable[..., HttpResponse]


def once_confirmed(view: View) -> View:
    """Make a page ask for the reader's factor first, unless they gave it within the last five minutes.

    `request.confirmed` says until when, in seconds since 1970; the front sets it.
    """

    @wraps(view)
    def page(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        if request.confirmed <= time.time():  # type: ignore[attr-defined]
            raise Unconfirmed("open")
        return view(request, *given, **named)

    return page
