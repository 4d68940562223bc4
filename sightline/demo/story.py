"""In the demonstration, pages take the time from the story clock; everywhere else from the real one."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from sightline.demo.models import StoryClock


class StoryTime:
    """Sets `request.now` to where the story stands, inside the reader's own transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.story = settings.DEMONSTRATION and not request.path.startswith("/sign/")  # type: ignore[attr-defined]
        if request.story:  # type: ignore[attr-defined]
            stands = StoryClock.objects.values_list("stands_at", flat=True).first()
            request.now = stands or request.now  # type: ignore[attr-defined]
        return self.get_response(request)
