"""The story line of the masthead: the stations that a reader's roles use, and what waits at each."""

from typing import Any

from django.http import HttpRequest


def story(request: HttpRequest) -> dict[str, Any]:
    """The stations of the reader."""
    return {}
