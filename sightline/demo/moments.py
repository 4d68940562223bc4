"""The moments of the two stories, as people of the time would say them."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    """An aware moment in UTC; "2018-10-16 06:30", London time."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


LONG_BEFORE = at("2015-07-31 09:00")
STATEMENT = at("2018-10-17 16:40")


def next_morning(now: datetime) -> datetime:
    """Six o'clock on the next day, in London."""
    day = now.astimezone(LONDON).date() + timedelta(days=1)
    return datetime.combine(day, time(6), LONDON).astimezone(UTC)
