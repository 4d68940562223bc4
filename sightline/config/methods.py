"""Which methods of HTTP are answered at all: those that our pages use."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from sightline.config.same_origin import PROGRAMS

OURS = ("GET", "HEAD", "POST")


class Methods:
    """Refuse any other before a page could take it for reading. Programs are told by their own addresses, as JSON."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in OURS or request.path.startswith(PROGRAMS):
            return self.get_response(request)
        return HttpResponseNotAllowed(OURS)
