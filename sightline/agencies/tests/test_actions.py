"""Enrolling people and granting roles."""

from datetime import UTC, datetime

from pytest import fixture, mark, raises

from sightline.agencies.actions import end_grant, enrol, grant
from sightline.agencies.models import Grant, Person
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused
from sightline.ledger.models import Entry
from sightline.reports.models import Report
from sightline.reports.tests.factories import ReportFactory

pytestmark = mark.django_db

LONG_AGO = datetime(2018, 1, 1, tzinfo=UTC)


@fixture
def administrator():
    return person_as("administrator")


def test_an_administrator_enrols_a_person_who_then_sees_nothing(administrator):
    agency = AgencyFactory()
    ReportFactory(desk=agency)

    person = enrol(by=administrator, at=LONG_AGO, name="Invented Newcomer", agency=agency)

    with acting_as(person):
        assert Report.objects.count() == 0


def test_a_granted_role_opens_what_its_rules_say(administrator):
    agency = AgencyFactory()
    ReportFactory(desk=agency)
    person = enrol(by=administrator, at=LONG_AGO, name="Invented Newcomer", agency=agency)

    grant(person, by=administrator, at=LONG_AGO, role="call handler", agency=agency)

    with acting_as(person):
        assert Report.objects.count() == 1
    assert set(Entry.objects.filter(verb="grant").values_list("act", flat=True)) == {"grant", "collect"}


def test_an_ended_role_closes_again(administrator):
    handler = person_as("call handler")
    ReportFactory(desk=handler.agency)

    end_grant(Grant.objects.get(person=handler), by=administrator, at=datetime(2019, 1, 1, tzinfo=UTC))

    with acting_as(handler):
        assert Report.objects.count() == 0


def test_an_administrator_cannot_grant_themselves_a_role(administrator):
    with raises(Refused):
        grant(administrator, by=administrator, at=LONG_AGO, role="call handler", agency=administrator.agency)


@mark.parametrize("role", ["call handler", "operation commander", "auditor", "oversight", "safeguarding coordinator"])
def test_nobody_else_enrols_or_grants(role):
    person, colleague = person_as(role), person_as("visiting officer")

    with raises(Refused):
        enrol(by=person, at=LONG_AGO, name="Invented Friend", agency=person.agency)
    with raises(Refused):
        grant(colleague, by=person, at=LONG_AGO, role="auditor", agency=person.agency, area=AreaFactory())

    assert Person.objects.filter(name="Invented Friend").count() == 0


def test_no_one_extends_a_role_of_their_own(administrator):
    with raises(Refused):
        end_grant(Grant.objects.get(person=administrator), by=administrator, at=datetime(2030, 1, 1, tzinfo=UTC))
