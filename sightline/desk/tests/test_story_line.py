"""The story line: the stations that the reader's roles use, with what waits at each in words."""

import re
from datetime import UTC, datetime

from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest import fixture, mark

from sightline.agencies.models import Role
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, GrantFactory, person_as
from sightline.desk.context import STATIONS, stations_of, story
from sightline.desk.tests.stories import NOW, STORIES
from sightline.kit.acting import acting_as
from sightline.reports.tests.factories import ReportFactory

pytestmark = mark.django_db


@fixture
def told():
    """The story line of somebody, as templates get it."""

    def line(person, at="/"):
        request = RequestFactory().get(at)
        request.person, request.now, request.resolver_match = person, NOW, None
        with acting_as(person):
            return story(request)

    return line


@mark.parametrize(
    ("role", "stations"),
    [
        ("call handler", ["reports"]),
        ("analyst", ["intelligence", "operations", "visits", "awareness"]),
        (
            "operation commander",
            ["intelligence", "operations", "visits", "justice", "figures", "awareness"],
        ),
        ("visiting officer", ["operations", "visits", "safe"]),
        ("visiting partner", ["reports", "operations", "visits", "safe"]),
        ("safeguarding coordinator", ["visits", "safe", "figures"]),
        ("placement coordinator", ["safe"]),
        ("support worker", ["safe"]),
        ("investigator", ["safe", "justice"]),
        ("oversight", ["figures", "trust"]),
        ("awareness lead", ["awareness"]),
        ("auditor", ["figures", "awareness", "trust"]),
        ("administrator", []),
        ("immigration partner", []),
    ],
)
def test_a_reader_sees_the_stations_of_their_roles(role, stations):
    person = person_as(role)

    with acting_as(person):
        assert [station.code for station in stations_of(person)] == stations


def test_every_role_is_thought_of():
    used = set().union(*(station.roles for station in STATIONS))

    assert set(Role) - used == {Role.IMMIGRATION, Role.ADMINISTRATOR}


def test_two_roles_see_both_lines_in_the_order_of_the_story():
    person = person_as("call handler")
    GrantFactory(person=person, role="oversight")

    with acting_as(person):
        assert [station.code for station in stations_of(person)] == ["reports", "figures", "trust"]


def test_a_role_that_has_ended_shows_no_station():
    person = person_as("visiting officer")
    GrantFactory(person=person, role="analyst", until=datetime(2016, 1, 1, tzinfo=UTC))

    with acting_as(person):
        assert "intelligence" not in [station.code for station in stations_of(person)]


@mark.parametrize("station", STATIONS, ids=lambda station: station.code)
def test_each_station_leads_to_a_page_that_opens(station, reading):
    for role in sorted(station.roles):
        answer = reading(person_as(role)).get(reverse(station.url_name), follow=True)

        assert answer.status_code == 200, role


def test_what_waits_is_said_in_words(told):
    _, coordinator = STORIES["people-met"]()

    waiting = {str(station["name"]): station["waiting"] for station in told(coordinator)["story"]}

    assert waiting == {"Visits": "1 to take over", "Safe": "", "Figures": ""}


def test_several_kinds_at_one_station_are_counted_together(told):
    handler = person_as("call handler")
    ReportFactory(desk=handler.agency)
    ReportFactory(desk=handler.agency, state="taken", taken_by=handler, taken_at=NOW)

    assert told(handler)["story"][0]["waiting"] == "2 wait for you"


def test_a_stranger_has_no_story(told):
    request = RequestFactory().get("/sign/in")

    assert story(request) == {}


def test_the_line_takes_the_same_few_queries_however_much_waits(told):
    handler = person_as("call handler")

    def asked():
        handler.__dict__.pop("_facts", None)
        with CaptureQueriesContext(connection) as queries:
            told(handler)
        return len(queries)

    empty = asked()
    for _ in range(5):
        ReportFactory(desk=handler.agency)

    assert asked() == empty
    assert empty <= 8  # three of them, and stepping in and out


def test_every_page_draws_the_line_and_marks_where_it_stands(reading):
    html = reading(person_as("call handler")).get("/reports/").content.decode()

    line = re.search(r'<nav class="wrap story".*?</nav>', html, re.DOTALL)[0]
    assert re.search(r'class="station here"><a href="/reports/" aria-current="true">Reports<span>nothing', line)


def test_a_page_that_is_refused_still_draws_the_line(reading):
    answer = reading(person_as("call handler", agency=AgencyFactory())).get("/reports/R-2222-2222")

    assert answer.status_code == 404
    assert "Reports" in answer.content.decode()


def test_what_waits_elsewhere_is_not_counted(told):
    STORIES["arrests"]()

    elsewhere = person_as("investigator", area=AreaFactory(code="gwent"))

    assert all(station["waiting"] == "" for station in told(elsewhere)["story"])
