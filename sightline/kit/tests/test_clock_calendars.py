"""Bank holidays of the three legal calendars, 2016 to 2028."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from pytest import mark, raises

from sightline.kit.clocks import NATIONS, OutsideTheTable, bank_holidays

days = st.dates(date(2016, 1, 1), date(2028, 11, 1))
nations = st.sampled_from(NATIONS)


@mark.parametrize(
    ("day", "closed_in"),
    [
        (date(2016, 1, 4), "S"),  # 2 January was a Saturday
        (date(2016, 3, 17), "N"),
        (date(2016, 3, 25), "ESN"),
        (date(2016, 3, 28), "EN"),  # Easter Monday
        (date(2016, 7, 12), "N"),
        (date(2016, 8, 1), "S"),
        (date(2016, 8, 29), "EN"),
        (date(2016, 11, 30), "S"),
        (date(2016, 12, 26), "ESN"),
        (date(2016, 12, 27), "ESN"),  # Christmas Day was a Sunday
        (date(2017, 1, 2), "ESN"),
        (date(2017, 1, 3), "S"),
        (date(2018, 3, 19), "N"),  # 17 March was a Saturday
        (date(2019, 12, 2), "S"),  # St Andrew's Day was a Saturday
        (date(2020, 5, 4), ""),  # moved ...
        (date(2020, 5, 8), "ESN"),  # ... to the VE Day anniversary
        (date(2020, 7, 13), "N"),
        (date(2021, 12, 27), "ESN"),
        (date(2021, 12, 28), "ESN"),
        (date(2022, 1, 3), "ESN"),
        (date(2022, 1, 4), "S"),
        (date(2022, 5, 30), ""),  # moved ...
        (date(2022, 6, 2), "ESN"),  # ... beside the jubilee
        (date(2022, 6, 3), "ESN"),
        (date(2022, 9, 19), "ESN"),
        (date(2023, 5, 1), "ESN"),
        (date(2023, 5, 8), "ESN"),
        (date(2026, 6, 15), "S"),
        (date(2026, 7, 13), "N"),
        (date(2026, 12, 28), "ESN"),
        (date(2028, 1, 3), "ESN"),
        (date(2028, 1, 4), "S"),
    ],
)
def test_who_keeps_which_day(day, closed_in):
    letters = zip("ESN", NATIONS, strict=True)

    assert closed_in == "".join(letter for letter, nation in letters if bank_holidays().holiday(day, nation))


@mark.parametrize(("nation", "count"), [("england-and-wales", 8), ("scotland", 9), ("northern-ireland", 10)])
@mark.parametrize("year", [2016, 2017, 2018, 2019, 2020, 2021, 2024, 2025, 2027, 2028])
def test_an_ordinary_year_has_its_ordinary_number(nation, count, year):
    kept = [day for day in bank_holidays().holidays[nation] if day.year == year]

    assert len(kept) == count


@mark.parametrize("nation", NATIONS)
def test_no_listed_day_falls_on_a_weekend(nation):
    assert all(day.weekday() < 5 for day in bank_holidays().holidays[nation])


def test_the_table_has_a_version_to_keep_beside_each_date():
    assert bank_holidays().version


@mark.parametrize("day", [date(2015, 12, 31), date(2029, 1, 1)])
def test_beyond_the_years_we_know_there_is_no_guess(day):
    with raises(OutsideTheTable, match=str(day.year)):
        bank_holidays().is_working(day, "scotland")


@given(days, st.integers(1, 20), nations)
def test_a_counted_day_is_a_working_day(day, count, nation):
    assert bank_holidays().is_working(bank_holidays().add_working_days(day, count, nation), nation)


@given(days, st.integers(0, 20), nations)
def test_one_more_working_day_is_never_earlier(day, count, nation):
    table = bank_holidays()

    assert table.add_working_days(day, count, nation) < table.add_working_days(day, count + 1, nation)


@given(days, st.integers(1, 20), nations)
def test_exactly_the_asked_number_of_working_days_lies_between(day, count, nation):
    table = bank_holidays()
    last = table.add_working_days(day, count, nation)

    between = (day + timedelta(days=n) for n in range(1, (last - day).days + 1))
    assert sum(table.is_working(d, nation) for d in between) == count
