"""What a front says when it fails: its records are away for a moment, the request made no sense, or the fault is ours.

Asks no database, and tells nothing of the error itself.
"""

import sys
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

AWAY = (OperationalError, InterfaceError)  # the line or the server is gone, its disk is full, or it is too busy
WAIT = "5"  # seconds, until it is worth asking again
STAFF, PUBLIC = "failed.html", "failed_public.html"


def staff(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page of the staff front for the error that is being handled."""
    return failed(STAFF, 400 if exception else 500)


def public(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page of the public front for the error that is being handled."""
    return failed(PUBLIC, 400 if exception else 500)


def failed(template: str, otherwise: int) -> HttpResponse:
    """503 while the records cannot be reached, even if it only shows as a session that cannot be kept."""
    status = 503 if any(isinstance(error, AWAY) for error in _chain(sys.exc_info()[1])) else otherwise
    response = HttpResponse(render_to_string(template, {"status": status}), status=status)
    if status == 503:
        response["Retry-After"] = WAIT
    return response


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what it came from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        yield error
        seen.add(id(error))
        error = error.__cause__ or error.__context__
