"""The history of several records at once is that of each, and only for who may read them."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest import fixture, mark

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.steps import histories, history
from sightline.reports.actions import close, take
from sightline.reports.models import Report
from sightline.reports.tests.factories import ReportFactory

pytestmark = mark.django_db

NOON = datetime(2018, 10, 17, 12, tzinfo=UTC)


@fixture
def handler():
    return person_as("call handler")


@fixture
def reports(handler):
    """One that was taken and closed, one that nobody has touched."""
    done, untouched = ReportFactory(desk=handler.agency), ReportFactory(desk=handler.agency)
    take(done, by=handler, at=NOON)
    close(done, by=handler, at=NOON + timedelta(hours=1), why="Heard twice.")
    return done, untouched


def test_several_histories_are_each_as_it_is_alone(reports, handler):
    done, untouched = reports

    with acting_as(handler):
        together = histories(Report, [done.pk, untouched.pk])

        assert together[done.pk] == history(done)
        assert [step.verb for step in together[done.pk]] == ["close", "take"]
        assert together[untouched.pk] == []


def test_they_take_one_query(reports, handler):
    with acting_as(handler), CaptureQueriesContext(connection) as asked:
        histories(Report, [report.pk for report in reports])

    assert len([query for query in asked if "steps_of" in query["sql"]]) == 1


def test_what_a_reader_may_not_read_has_no_history(reports):
    with acting_as(person_as("analyst")):
        assert histories(Report, [report.pk for report in reports]) == {}
