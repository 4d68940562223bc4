"""Who sees what of a report, through the real database roles."""

from pytest import fixture, mark

from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, person_as
from sightline.kit.acting import acting_as
from sightline.reports.models import Report, ReporterContact, SanitisedReport
from sightline.reports.tests.factories import ReporterContactFactory, ReportFactory, SanitisedReportFactory

pytestmark = mark.django_db

WHO = [
    "handler",
    "handler_elsewhere",
    "analyst",
    "analyst_elsewhere",
    "commander",
    "administrator",
    "auditor",
    "oversight",
]


@fixture
def desk():
    return AgencyFactory()


@fixture
def people(desk):
    elsewhere = AreaFactory(code="gwent")
    return {
        "handler": person_as("call handler", agency=desk),
        "handler_elsewhere": person_as("call handler"),
        "analyst": person_as("analyst"),
        "analyst_elsewhere": person_as("analyst", area=elsewhere),
        "commander": person_as("operation commander"),
        "administrator": person_as("administrator"),
        "auditor": person_as("auditor"),
        "oversight": person_as("oversight"),
    }


def seen_by(people, records):
    seen = []
    for name, person in people.items():
        with acting_as(person):
            seen += [name] if records.exists() else []
    return seen


def test_a_report_stays_with_the_desk_that_received_it(people, desk):
    ReportFactory(desk=desk)

    assert seen_by(people, Report.objects.all()) == ["handler"]


def test_a_reporters_contact_is_the_desks_alone(people, desk):
    ReporterContactFactory(report=ReportFactory(desk=desk))

    assert seen_by(people, ReporterContact.objects.all()) == ["handler"]


def test_the_sanitised_version_reaches_the_analysts_of_its_area(people, desk):
    SanitisedReportFactory(report=ReportFactory(desk=desk))

    assert seen_by(people, SanitisedReport.objects.all()) == ["handler", "analyst"]
