"""The story clock: whoever is signed in moves it, for everybody, and only in the demonstration."""

from datetime import UTC, datetime, timedelta

from django.db import ProgrammingError
from pytest import fixture, mark, raises

from sightline.agencies.models import Account, Role
from sightline.agencies.tests.factories import person_as
from sightline.demo.actions import move_clock
from sightline.demo.cast import CAST
from sightline.demo.models import StoryClock
from sightline.demo.moments import LONDON, STATEMENT, next_morning
from sightline.demo.roads import roads
from sightline.demo.views import MOVES
from sightline.kit.acting import acting_as
from sightline.ledger.models import Entry

pytestmark = mark.django_db


@fixture
def clock(settings):
    settings.DEMONSTRATION = True
    return StoryClock.objects.create(stands_at=STATEMENT)


@fixture
def officer(client):
    person = person_as("visiting officer")
    client.force_login(Account.objects.create(id=person.pk, name="officer"))
    return client


def stands_at():
    return StoryClock.objects.get().stands_at


@mark.parametrize(
    ("code", "on"),
    [
        ("quarter", timedelta(minutes=15)),
        ("hour", timedelta(hours=1)),
        ("six-hours", timedelta(hours=6)),
    ],
)
def test_it_moves_on_by_as_much_as_was_asked(code, on, clock, officer):
    assert officer.post("/demonstration", {"to": code}).status_code == 302

    assert stands_at() == STATEMENT + on


def test_it_moves_to_the_next_morning(clock, officer):
    officer.post("/demonstration", {"to": "morning"})

    assert stands_at().astimezone(LONDON) == datetime(2018, 10, 18, 6, tzinfo=LONDON)


def test_the_next_morning_is_six_in_london_on_either_side_of_the_hours_change():
    saturday = datetime(2018, 10, 27, 22, tzinfo=UTC)

    assert next_morning(saturday) == datetime(2018, 10, 28, 6, tzinfo=UTC)
    assert next_morning(saturday - timedelta(days=1)) == datetime(2018, 10, 27, 5, tzinfo=UTC)


def test_just_after_midnight_the_next_morning_is_a_day_on():
    assert next_morning(datetime(2018, 10, 17, 23, 30, tzinfo=UTC)) == datetime(2018, 10, 19, 5, tzinfo=UTC)


def test_it_goes_back_to_the_statement(clock, officer):
    officer.post("/demonstration", {"to": "morning"})
    officer.post("/demonstration", {"to": "statement"})

    assert stands_at() == STATEMENT


def test_every_page_takes_its_time_from_it(clock, officer):
    officer.post("/demonstration", {"to": "hour"})

    assert "Wed 17 Oct 2018, 17:40" in officer.get("/").content.decode()


def test_it_stands_still_by_itself(clock, officer):
    for _ in range(3):
        officer.get("/demonstration")

    assert stands_at() == STATEMENT


@mark.parametrize("role", Role)
def test_whoever_is_signed_in_may_move_it(role, clock):
    move_clock(clock, by=person_as(role), at=STATEMENT, to=STATEMENT + timedelta(hours=2))

    assert stands_at() == STATEMENT + timedelta(hours=2)


def test_a_stranger_may_not(clock, client):
    assert client.post("/demonstration", {"to": "hour"}).url.startswith("/sign/in")
    assert stands_at() == STATEMENT


def test_the_public_front_reads_it(clock):
    with acting_as(None, "sl_public"):
        assert StoryClock.objects.get().stands_at == STATEMENT


def test_the_public_front_does_not_move_it(clock):
    with raises(ProgrammingError, match="permission denied"), acting_as(None, "sl_public"):
        StoryClock.objects.update(stands_at=STATEMENT)


def test_each_move_is_in_the_ledger(clock, officer):
    officer.post("/demonstration", {"to": "quarter"})

    entry = Entry.objects.get(verb="move")
    assert (entry.record, entry.fields) == (clock.pk, ["stands_at", "to"])


@mark.parametrize("to", ["", "yesterday", "2018-10-16"])
def test_only_the_offered_moves_are_taken(to, clock, officer):
    assert officer.post("/demonstration", {"to": to}).status_code == 404
    assert stands_at() == STATEMENT


def test_the_page_offers_each_move_with_where_it_leads(clock, officer):
    officer.post("/demonstration", {"to": "quarter"})

    html = officer.get("/demonstration").content.decode()

    assert "The story stands at Wed 17 Oct 2018, 16:55" in html
    assert all(f'value="{code}"' in html for code in MOVES)
    assert "Wed 17 Oct, 17:10" in html


def test_at_the_statement_there_is_no_way_back_to_it(clock, officer):
    assert 'value="statement"' not in officer.get("/demonstration").content.decode()


def test_outside_the_demonstration_there_is_no_such_page(officer, settings):
    StoryClock.objects.create(stands_at=STATEMENT)
    settings.DEMONSTRATION = False

    assert officer.get("/demonstration").status_code == 404
    assert officer.post("/demonstration", {"to": "hour"}).status_code == 404


def test_without_a_clock_there_is_no_such_page(officer, settings):
    settings.DEMONSTRATION = True

    assert officer.get("/demonstration").status_code == 404


def test_outside_the_demonstration_no_banner_is_drawn(officer):
    assert "story clock" not in officer.get("/").content.decode()


def test_the_banner_leads_to_the_page(clock, officer):
    assert 'href="/demonstration"' in officer.get("/").content.decode()


def test_every_road_is_walked_by_somebody_who_can_be_stepped_into():
    offered = {f"demo-{part.plays}" for part in CAST if part.plays}

    assert {road["account"] for road in roads()} <= offered


def test_the_page_names_whom_to_become(clock, officer):
    html = officer.get("/demonstration").content.decode()

    for road in roads():
        assert road["part"].name in html
        assert f'value="{road["account"]}"' in html
