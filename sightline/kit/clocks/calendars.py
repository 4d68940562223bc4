"""Working days of the nations of the United Kingdom, from the table of bank holidays."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

NATIONS = ("england-and-wales", "scotland", "northern-ireland")
TABLE = Path(__file__).parents[1] / "vocabulary" / "bank_holidays.toml"


class OutsideTheTable(LookupError):
    """A day for which we have no bank holidays: the answer would be a guess."""


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """The bank holidays of every nation, for the years the table covers.

    version: to be kept beside every date computed with it.
    """

    version: str
    covers_from: date
    covers_to: date
    holidays: Mapping[str, Mapping[date, str]]

    def holiday(self, day: date, nation: str) -> str | None:
        """The name of the bank holiday, or None. Raises OutsideTheTable beyond the years we know."""
        if not self.covers_from <= day <= self.covers_to:
            raise OutsideTheTable(f"No bank holidays are known for {day.year}")
        return self.holidays[nation].get(day)

    def is_working(self, day: date, nation: str) -> bool:
        """Whether it is neither Saturday, Sunday nor bank holiday there."""
        return self.holiday(day, nation) is None and day.weekday() < 5

    def add_working_days(self, day: date, count: int, nation: str) -> date:
        """The working day number `count` after `day`; the day itself is never counted."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working(day, nation)
        return day


@cache
def bank_holidays(path: Path = TABLE) -> BankHolidays:
    """The table of bank holidays, read once."""
    with path.open("rb") as file:
        table = tomllib.load(file)
    holidays = {nation: {date.fromisoformat(day): name for day, name in table[nation].items()} for nation in NATIONS}
    return BankHolidays(table["version"], table["covers_from"], table["covers_to"], holidays)
