"""Headers that every answer carries: nothing kept, nothing sniffed, nothing shared with other sites."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

HEADERS = {
    "Server": "",  # or the web server would give its name
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
KEPT_NOWHERE = "no-store"


class Headers:
    """Add them; a page that sets its own Cache-Control keeps it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", KEPT_NOWHERE)
        return response
