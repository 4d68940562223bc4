"""The moments of the two stories, as people of the time would say them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    """An aware moment in UTC; "2018-10-16 06:30", London time."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


LONG_BEFORE = at("2015-07-31 09:00")
STATEMENT = at("2018-10-17 16:40")
