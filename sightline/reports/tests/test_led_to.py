"""What reports led to is told to everybody, and points to nobody."""

from datetime import UTC, date, datetime, timedelta

from pytest import fixture, mark

from sightline.agencies.tests.factories import AreaFactory
from sightline.kit.acting import acting_as
from sightline.reports import actions, led_to
from sightline.reports.led_to import Line
from sightline.reports.tests.factories import ReportFactory

pytestmark = mark.django_db

DAY = date(2018, 10, 17)
IN_MAY = datetime(2018, 5, 3, 9, tzinfo=UTC)


@fixture(autouse=True)
def fresh():
    led_to.led_to.cache_clear()
    yield
    led_to.led_to.cache_clear()


@fixture
def came(desk):
    """So many reports of a kind of place."""

    def make(number, sector="car-wash", **given):
        return ReportFactory.create_batch(
            number, **{"desk": desk, "area": None, "sector": sector, "received_at": IN_MAY} | given
        )

    return make


def told(day=DAY):
    with acting_as(None, "sl_public"):
        return list(led_to.led_to(day))


def test_numbers_are_rounded_down_to_fives(came):
    came(14)
    came(9, state="passed-on")

    assert told() == [Line("sector", "car-wash", 20, 5)]


@mark.parametrize(("number", "lines"), [(4, []), (5, [Line("sector", "nail-bar", 5, 0)])])
def test_what_is_fewer_than_five_is_left_out(number, lines, came):
    came(number, "nail-bar")

    assert told() == lines


def test_few_that_were_passed_on_are_not_told(came):
    came(6)
    came(4, state="passed-on")

    assert told() == [Line("sector", "car-wash", 10, 0)]


def test_areas_are_counted_too(came):
    came(6, "", area=AreaFactory(code="northumbria", name="Northumbria"))

    assert told() == [Line("area", "Northumbria", 5, 0)]


@mark.parametrize("sector", ["", "other", "do-not-know", "rather-not-say"])
def test_what_is_no_kind_of_place_is_not_counted_as_one(sector, came):
    came(6, sector)

    assert told() == []


@mark.parametrize(
    ("when", "counted"),
    [
        (datetime(2018, 9, 30, 22, tzinfo=UTC), True),
        (datetime(2018, 10, 1, 9, tzinfo=UTC), False),  # the month is not over
        (datetime(2017, 10, 2, tzinfo=UTC), True),
        (datetime(2017, 9, 29, tzinfo=UTC), False),
    ],
)
def test_only_whole_months_are_counted_so_that_no_number_moves_when_a_report_comes(when, counted, came):
    came(6, received_at=when)

    assert bool(told()) is counted


def test_a_day_to_come_counts_no_month_that_is_not_over(came):
    came(6, received_at=datetime.now(UTC))

    assert told(date(2099, 1, 1)) == []


@mark.parametrize(("language", "says"), [("", "Car wash"), ("/cy", "Golchfa geir")])
def test_everybody_reads_it_in_their_language(language, says, came, public):
    came(7, received_at=datetime.now(UTC).replace(day=1, hour=0) - timedelta(days=20))

    page = public.get(f"{language}/since").content.decode()

    assert says in page
    assert "5" in page


def test_with_too_few_the_page_says_so(public, desk):
    assert b"too few reports yet" in public.get("/since").content


def test_the_page_of_a_code_tells_it_whatever_the_report_was(came, public):
    came(7, received_at=datetime.now(UTC).replace(day=1, hour=0) - timedelta(days=20))
    code = actions.receive_from_public(by=None, at=datetime.now(UTC), key="k", what="Men.", place="Mill Lane")

    page = public.post("/code", {"code": code}).content.decode()

    assert "What came of reports like yours" in page
    assert "At least 5 reports came." in page
