"""The neutral page to which "Leave this page" leads: the sky of today, in the reader's language, and nothing of ours."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from sightline.reports.sky import phase, sun

TOWNS = [  # name, degrees north, degrees east
    (_("Birmingham"), 52.48, -1.90),
    (_("Cardiff"), 51.48, -3.18),
    (_("Glasgow"), 55.86, -4.25),
    (_("London"), 51.51, -0.13),
    (_("Manchester"), 53.48, -2.24),
    (_("Newcastle"), 54.98, -1.61),
]
MOON = (_("New moon"), _("Waxing moon"), _("Full moon"), _("Waning moon"))


def sky(request: HttpRequest) -> HttpResponse:
    """Page: sunrise, sunset and the moon. It asks nothing, links to nothing of ours and loads nothing from elsewhere."""
    rows = [town(name, request.now, north, east) for name, north, east in TOWNS]
    moon = MOON[phase(request.now)]
    return render(request, "reports/public/sky.html", {"rows": rows, "moon": moon, "today": localdate(request.now)})


def town(name: Any, now: datetime, north: float, east: float) -> dict[str, Any]:
    """One line: when the sun rises and sets there today, by the clock there, and how long the day is."""
    day = sun(localdate(now), north, east)
    minutes = round(day.lasts.total_seconds() / 60)
    rises, sets = localtime(day.rises), localtime(day.sets)
    return {
        "name": name,
        "rises": f"{rises:%H:%M}",
        "sets": f"{sets:%H:%M}",
        "lasts": f"{minutes // 60}:{minutes % 60:02}",
    }
