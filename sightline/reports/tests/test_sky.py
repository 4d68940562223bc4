"""The neutral page: the sun and the moon as almanacs have them, in each language, and nothing that tells whose it is."""

import re
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import override
from pytest import mark

from sightline.reports import languages
from sightline.reports.sky import phase, sun
from sightline.reports.views.sky import TOWNS

LONDON = (51.51, -0.13)
NEAR = timedelta(minutes=3)


@mark.parametrize(
    ("on", "rises", "sets"),
    [
        (date(2018, 10, 16), "06:25", "17:06"),
        (date(2026, 6, 21), "03:43", "20:21"),
        (date(2026, 12, 21), "08:03", "15:53"),
    ],
)
def test_the_sun_rises_and_sets_over_london_as_almanacs_say(on, rises, sets):
    found = sun(on, *LONDON)

    for moment, said in ((found.rises, rises), (found.sets, sets)):
        hour, minute = map(int, said.split(":"))
        assert abs(moment - datetime(on.year, on.month, on.day, hour, minute, tzinfo=UTC)) < NEAR


@mark.parametrize("month", range(1, 13))
@mark.parametrize(("name", "north", "east"), TOWNS)
def test_everywhere_the_day_is_between_six_and_eighteen_hours(month, name, north, east):
    found = sun(date(2026, month, 21), north, east)

    assert timedelta(hours=6) < found.lasts < timedelta(hours=18)
    assert found.rises.date() == found.sets.date() == date(2026, month, 21)


@mark.parametrize(
    ("at", "stands"),
    [
        (datetime(2024, 4, 8, 18, tzinfo=UTC), 0),  # an eclipse of the sun
        (datetime(2024, 4, 15, 18, tzinfo=UTC), 1),
        (datetime(2024, 3, 25, 7, tzinfo=UTC), 2),  # an eclipse of the moon
        (datetime(2024, 4, 2, 3, tzinfo=UTC), 3),
    ],
)
def test_the_moon_stands_as_almanacs_say(at, stands):
    assert phase(at) == stands


@mark.django_db
@mark.parametrize("language", languages.offered())
def test_leaving_leads_to_it_in_the_language_of_the_page(language, public):
    before = "" if language == "en-gb" else f"/{language}"
    with override(language):
        moon = [str(name) for name, _north, _east in TOWNS]

    page = public.get(f"{before}/before").content.decode()
    there = public.get(f"{before}/sky").content.decode()

    assert f'id="leave" href="{before}/sky"' in page
    assert f'<html lang="{language}"' in there
    assert all(name in there for name in moon)


@mark.django_db
def test_nothing_on_it_tells_whose_it_is_or_comes_from_elsewhere(public):
    page = public.get("/sky").content.decode()

    assert not re.search(
        r"sightline|report|help|danger|slavery|police", re.sub(r'href="/static/[^"]*"', "", page), re.I
    )
    assert "<a " not in page
    assert "<script" not in page
    assert "http" not in page
