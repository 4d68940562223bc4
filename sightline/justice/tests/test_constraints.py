"""What must be true of investigations and custody, tried by breaking it in the database."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.utils import DatabaseError, IntegrityError
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AreaFactory, PersonFactory
from sightline.justice.models import Custody, CustodyEvent, Investigation, Investigator
from sightline.justice.tests.factories import (
    ARRESTED,
    ARRIVED,
    CustodyEventFactory,
    CustodyFactory,
    InvestigatorFactory,
    OrderFactory,
    SuspectFactory,
    booked_in,
)

pytestmark = mark.django_db

HOUR = timedelta(hours=1)


@fixture
def refused():
    """The database refuses what is done inside, at the latest when its constraints are checked."""

    def tried(act):
        with transaction.atomic():
            act()
            connection.check_constraints()

    def holds(act):
        with raises(IntegrityError):
            tried(act)

    return holds


def test_an_arrest_leads_into_custody_once(refused):
    custody = CustodyFactory()

    refused(lambda: CustodyFactory(arrest=custody.arrest))


def test_custody_stands_in_the_area_of_its_arrest(refused):
    refused(lambda: CustodyFactory(area=AreaFactory(code="gwent")))


def test_an_event_stands_in_the_area_of_its_custody(refused):
    refused(lambda: CustodyEventFactory(area=AreaFactory(code="gwent")))


def test_nobody_arrives_before_the_arrest(refused):
    refused(lambda: booked_in(arrived_at=ARRESTED - HOUR))


@mark.parametrize("state", ["bailed", "released", "charged", "no-action"])
def test_custody_that_has_an_outcome_has_ended(refused, state):
    refused(lambda: CustodyFactory(state=state))


@mark.parametrize("state", ["arrested", "in-custody", "not-stated"])
def test_custody_without_an_outcome_has_no_end(refused, state):
    refused(lambda: CustodyFactory(state=state, ended_at=ARRIVED))


def test_custody_does_not_end_before_the_arrest(refused):
    refused(lambda: CustodyFactory(state="released", ended_at=ARRESTED - HOUR))


@mark.parametrize(("kind", "hours"), [("extension", 0), ("warrant", 0), ("review", 9), ("hospital", 1)])
def test_extensions_and_warrants_alone_have_hours(refused, kind, hours):
    refused(lambda: CustodyEventFactory(kind=kind, hours=hours))


def test_an_event_is_recorded_once_it_has_happened(refused):
    refused(lambda: CustodyEventFactory(happened_at=ARRIVED, recorded_at=ARRIVED - HOUR))


def test_one_event_of_a_kind_a_moment(refused):
    event = CustodyEventFactory()

    refused(lambda: CustodyEventFactory(custody=event.custody))
    assert CustodyEventFactory(custody=event.custody, kind=CustodyEvent.Kind.HOSPITAL)


def test_a_person_works_on_a_case_once_at_a_time(refused):
    part = InvestigatorFactory()

    refused(lambda: InvestigatorFactory(investigation=part.investigation, person=part.person))
    Investigator.objects.filter(pk=part.pk).update(until=part.since + HOUR)
    assert InvestigatorFactory(investigation=part.investigation, person=part.person)


def test_the_lead_on_a_part_is_always_the_cases(refused):
    refused(lambda: InvestigatorFactory(lead=PersonFactory()))


def test_a_new_lead_is_carried_to_every_part():
    part, newcomer = InvestigatorFactory(), PersonFactory()

    Investigation.objects.filter(pk=part.investigation_id).update(lead=newcomer)

    assert Investigator.objects.get().lead == newcomer


def test_a_suspect_is_named_once_a_case(refused):
    suspect = SuspectFactory()

    refused(lambda: SuspectFactory(investigation=suspect.investigation, name=suspect.name))
    assert SuspectFactory(name=suspect.name)


def test_a_prohibition_is_written_down_once(refused):
    order = OrderFactory()

    refused(lambda: OrderFactory(suspect=order.suspect))
    assert OrderFactory(suspect=order.suspect, prohibits="Owning more than one phone.")


def test_an_order_ends_after_it_is_made(refused):
    refused(lambda: OrderFactory(ends_on=OrderFactory().made_on))


def test_a_step_that_is_not_in_the_table_is_refused_whatever_the_rule():
    custody = booked_in(state="charged", ended_at=ARRIVED + HOUR)

    with raises(DatabaseError, match="cannot take this step"), transaction.atomic():
        Custody.objects.filter(pk=custody.pk).update(state="in-custody", ended_at=None)
