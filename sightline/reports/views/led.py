"""Public page: what reports led to, with nothing in it that points to anybody."""

from django.http import HttpRequest, HttpResponse

from sightline.reports.led_to import by_kind_and_area
from sightline.reports.views.front import shown


def led(request: HttpRequest) -> HttpResponse:
    """Page: of each kind of place and each area, how many reports came and how many were passed on."""
    return shown(request, "led.html", {"led": by_kind_and_area(request.now.date())})
