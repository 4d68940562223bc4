"""When a period runs out."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sightline.kit.clocks.calendars import bank_holidays
from sightline.kit.clocks.rules import Rule

LONDON = ZoneInfo("Europe/London")
LAST_MOMENT = time(23, 59, 59)


def deadline(rule: Rule, started_at: datetime, nation: str = "england-and-wales") -> datetime:
    """The last moment of the period that `rule` gives, aware and in UTC.

    Hours run on the clock, whatever the clocks of the country do. Days and working days do not count the day on which
    they start, and last to the end of their last day in London; `nation` names whose bank holidays apply. Years last to
    the end of the day before the anniversary; someone born on 29 February comes of age on 1 March.
    Raises ValueError for a moment without a time zone, OutsideTheTable for years whose bank holidays are not known.
    """
    started_at = as_utc(started_at)
    if rule.calendar == "hours":
        return started_at + timedelta(hours=rule.limit)
    if rule.kind == "at once":
        return started_at
    return end_of_day(_last_day(rule, london_day(started_at), nation))


def london_day(moment: datetime) -> date:
    """The day in London at that moment."""
    return as_utc(moment).astimezone(LONDON).date()


def start_of_day(day: date) -> datetime:
    """The first moment of a London day, in UTC."""
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The last second of a London day, in UTC."""
    return datetime.combine(day, LAST_MOMENT, LONDON).astimezone(UTC)


def as_utc(moment: datetime) -> datetime:
    """The same moment in UTC. Raises ValueError when it has no time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC)


def _last_day(rule: Rule, first: date, nation: str) -> date:
    count = int(rule.limit)
    if rule.calendar == "days":
        return first + timedelta(days=count)
    if rule.calendar == "years":
        return _anniversary(first, count) - timedelta(days=1)
    return bank_holidays().add_working_days(first, count, nation)


def _anniversary(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
