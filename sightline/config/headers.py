"""Headers that every answer carries: nothing kept, nothing sniffed, nothing shared with other sites."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADERS = {
    "Server": "",  # or the web server would give its name
    "Cross-Origin-Resource-Policy": "same-origin",
}
KEPT_NOWHERE = "no-store"
POWERS = [
    "accelerometer",
    "ambient-light-sensor",
    "autoplay",
    "bluetooth",
    "browsing-topics",
    "camera",
    "compute-pressure",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "web-share",
    "window-management",
    "xr-spatial-tracking",
]


def permissions(*but: str) -> str:
    """The Permissions-Policy that gives a page no power over the device; `but` for those that our own pages keep."""
    return ", ".join(f"{power}=({'self' if power in but else ''})" for power in POWERS)


class Headers:
    """Add them, and those of this front; a page that sets its own Cache-Control keeps it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in {**HEADERS, **settings.EVERY_ANSWER}.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", KEPT_NOWHERE)
        return response
