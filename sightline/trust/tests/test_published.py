"""What everybody may read: the trade-offs with their dates, and how often details crossed to immigration."""

from datetime import UTC, date, datetime

from django.db import DatabaseError, connection
from pytest import mark, raises

from sightline.kit.acting import acting_as
from sightline.kit.vocabulary import load
from sightline.safeguarding.tests.factories import CrossingFactory
from sightline.trust.crossings import by_year

pytestmark = mark.django_db

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)


def counted(until=2018):
    """The years as the public front reads them."""
    with acting_as(None, "sl_public"):
        return [(year.year, str(year.says)) for year in by_year(until)]


def sent(number, at=NOON):
    """So many crossings that were sent."""
    return [CrossingFactory(state="sent", sent_at=at) for _ in range(number)]


@mark.parametrize(("number", "says"), [(1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (7, "7")])
def test_a_small_number_is_said_in_words(number, says):
    sent(number)

    assert counted() == [(2018, says)]


def test_a_year_without_any_says_so():
    assert counted() == [(2018, "0")]


def test_only_what_was_sent_counts():
    for state in ("asked", "approved", "agreed", "refused"):
        CrossingFactory(state=state)

    assert counted() == [(2018, "0")]


def test_each_year_is_counted_by_the_day_in_london():
    sent(5, datetime(2018, 12, 31, 23, 30, tzinfo=UTC))
    sent(5, datetime(2018, 6, 30, 23, 30, tzinfo=UTC))

    assert counted() == [(2018, "10")]


def test_the_public_front_reads_the_count_and_no_row():
    sent(5)

    with (
        raises(DatabaseError, match="permission denied"),
        acting_as(None, "sl_public"),
        connection.cursor() as cursor,
    ):
        cursor.execute("select count(*) from safeguarding_crossing")


@mark.parametrize("entry", load("trust/tradeoffs").values(), ids=lambda entry: entry.code)
def test_every_trade_off_has_its_day_and_what_holds_instead(entry):
    assert isinstance(entry.get("since"), date)
    assert entry.get("instead")


def test_the_page_says_both_to_everybody(public):
    sent(6)

    words = public.get("/accountable").content.decode()

    assert "Details sent to immigration" in words
    assert "Two people who approve together can approve wrongly." in words
    assert "Sun 29 Nov 2026" in words
