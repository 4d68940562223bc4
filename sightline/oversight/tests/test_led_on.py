"""What reports led to further on the way: by kind of place, whole months, fives, and of five places or none."""

from datetime import UTC, date, datetime, timedelta

from django.db import DatabaseError, connection
from pytest import fixture, mark, raises

from sightline.intelligence.tests.factories import ItemFactory
from sightline.kit.acting import acting_as
from sightline.oversight.led_on import led_on
from sightline.places.tests.factories import PremisesFactory
from sightline.reports import led_to
from sightline.reports.led_to import Further
from sightline.reports.tests.factories import ReportFactory, SanitisedReportFactory
from sightline.visits.tests.factories import EncounterFactory, VisitFactory

pytestmark = mark.django_db

DAY = date(2018, 10, 17)
IN_MAY = datetime(2018, 5, 3, 9, tzinfo=UTC)
IN_JUNE = datetime(2018, 6, 4, 9, tzinfo=UTC)


@fixture(autouse=True)
def fresh():
    led_to.led_to.cache_clear()
    yield
    led_to.led_to.cache_clear()


def made(premises=None, sector="car-wash", at=IN_MAY):
    """A report of which an item was made, about a place."""
    report = ReportFactory(sector=sector, received_at=at, state="passed-on")
    sanitised = SanitisedReportFactory(report=report, area=None or report.area, state="graded")
    return ItemFactory(sanitised=sanitised, graded_at=at + timedelta(hours=5), premises=premises)


def visited(premises, people=0, at=IN_JUNE):
    visit = VisitFactory(premises=premises, arrived_at=at)
    EncounterFactory.create_batch(people, visit=visit, met_at=at, state="taken")


def told(day=DAY):
    with acting_as(None, "sl_public"):
        return led_on(day)


def places(number, people=0, **when):
    for _ in range(number):
        premises = PremisesFactory()
        made(premises)
        visited(premises, people, **when)


def test_it_follows_reports_to_intelligence_to_places_and_to_people():
    places(6, people=2)
    made()

    assert told() == {"car-wash": Further(made=5, visited=5, cared_for=10)}


def test_what_is_fewer_than_five_is_left_out():
    places(4, people=3)

    assert told() == {}


def test_many_reports_of_few_places_tell_of_no_visit_so_that_nobody_visited_learns_why():
    premises = PremisesFactory()
    for _ in range(9):
        made(premises)
    visited(premises, people=9)

    assert told() == {"car-wash": Further(made=5)}


def test_people_met_at_few_of_many_places_are_not_told():
    places(4, people=3)
    places(3)

    assert told() == {"car-wash": Further(made=5, visited=5)}


def test_a_visit_before_the_report_did_not_come_of_it():
    places(6, people=1, at=IN_MAY - timedelta(days=2))

    assert told() == {"car-wash": Further(made=5)}


def test_a_visit_of_the_month_that_runs_is_not_told():
    places(6, people=1, at=datetime(2018, 10, 2, 9, tzinfo=UTC))

    assert told() == {"car-wash": Further(made=5)}


def test_somebody_met_whom_nobody_took_into_care_is_not_counted():
    for _ in range(5):
        premises = PremisesFactory()
        made(premises)
        EncounterFactory(visit=VisitFactory(premises=premises, arrived_at=IN_JUNE), met_at=IN_JUNE)

    assert told()["car-wash"].cared_for == 0


@mark.parametrize("sector", ["", "other", "do-not-know"])
def test_what_is_no_kind_of_place_is_not_counted(sector):
    for _ in range(5):
        made(sector=sector)

    assert told() == {}


def test_a_day_to_come_counts_no_month_that_is_not_over():
    for _ in range(5):
        made(at=datetime.now(UTC))

    assert told(date(2099, 1, 1)) == {}


@mark.parametrize("role", ["sl_staff", "sl_public", "sl_worker"])
def test_the_links_between_reports_and_places_are_given_to_the_counting_role_alone(role):
    with raises(DatabaseError, match="permission denied"), acting_as(None, role), connection.cursor() as cursor:
        cursor.execute("select * from priv.items_of_reports()")


def test_the_counting_role_reads_no_report():
    with raises(DatabaseError, match="permission denied"), acting_as(None, "sl_counter"), connection.cursor() as cursor:
        cursor.execute("select what from reports_report")


@mark.parametrize(
    ("language", "says"),
    [
        ("", "The places of at least 5 were visited."),
        ("/cy", "Ymwelwyd â lleoedd o leiaf 5"),
        ("/ar", "ما لا يقل عن 5"),
    ],
)
def test_everybody_reads_it_on_the_page_of_what_came_of_reports(language, says, public):
    last_month = datetime.now(UTC).replace(day=1, hour=0) - timedelta(days=9)
    for _ in range(5):
        premises = PremisesFactory()
        made(premises, at=last_month)
        visited(premises, at=last_month + timedelta(days=2))

    assert says in public.get(f"{language}/since").content.decode()
