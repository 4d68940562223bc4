"""When the sun rises and sets and how the moon stands: what the neutral page shows. Reckoned here; nobody is asked.

Source: the sunrise equation (mean anomaly, equation of the centre, declination), good to two minutes at these latitudes;
the mean length of a lunation, counted from the new moon of 6 January 2000, 18:14 UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from math import acos, asin, cos, degrees, radians, sin
from typing import NamedTuple

EPOCH = datetime(2000, 1, 1, 12, tzinfo=UTC)
NEW_MOON, LUNATION = datetime(2000, 1, 6, 18, 14, tzinfo=UTC), 29.530588853  # days
HORIZON, TILT = -0.833, 23.4397  # degrees: of the sun's upper edge through the air; of the earth
PHASES = 4


class Day(NamedTuple):
    """The sun's day at one place; in UTC."""

    rises: datetime
    sets: datetime

    @property
    def lasts(self) -> timedelta:
        """From rising to setting."""
        return self.sets - self.rises


def sun(on: date, latitude: float, longitude: float) -> Day:
    """When the sun rises and sets. latitude, longitude: in degrees, north and east; between the polar circles."""
    noon_here = datetime(on.year, on.month, on.day, 12, tzinfo=UTC) - timedelta(days=longitude / 360)
    days = (noon_here - EPOCH) / timedelta(days=1)
    mean = radians((357.5291 + 0.98560028 * days) % 360)
    centre = 1.9148 * sin(mean) + 0.02 * sin(2 * mean) + 0.0003 * sin(3 * mean)
    ecliptic = radians((degrees(mean) + centre + 180 + 102.9372) % 360)
    transit = noon_here + timedelta(days=0.0053 * sin(mean) - 0.0069 * sin(2 * ecliptic))
    declination = asin(sin(ecliptic) * sin(radians(TILT)))
    north = radians(latitude)
    angle = (sin(radians(HORIZON)) - sin(north) * sin(declination)) / (cos(north) * cos(declination))
    half = timedelta(days=degrees(acos(angle)) / 360)
    return Day(transit - half, transit + half)


def phase(at: datetime) -> int:
    """How the moon stands: 0 new, 1 waxing, 2 full, 3 waning; a day and a half around each of new and full counts as it."""
    age = ((at - NEW_MOON) / timedelta(days=1)) % LUNATION
    around, half = 1.5, LUNATION / 2
    if min(age, LUNATION - age) < around:
        return 0
    if abs(age - half) < around:
        return 2
    return 1 if age < half else 3
