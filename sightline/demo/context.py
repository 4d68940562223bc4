"""The banner of the demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse


def demonstration(request: HttpRequest) -> dict[str, Any]:
    """The moment at which the story stands and where to move it; nothing outside the demonstration."""
    if not settings.DEMONSTRATION or not getattr(request, "story", False):
        return {}
    try:
        url = reverse("demo:clock")
    except NoReverseMatch:
        url = ""
    return {"demonstration": {"now": request.now, "url": url}}  # type: ignore[attr-defined]
