"""Figures are counted from records by a role that may do nothing else."""

from datetime import UTC, datetime

from django.db import DatabaseError
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused
from sightline.operations.models import Operation
from sightline.operations.tests.factories import OperationFactory, PartnerAgencyFactory
from sightline.oversight.actions import count
from sightline.oversight.measures import MEASURES
from sightline.oversight.models import Count

pytestmark = mark.django_db

NOON = datetime(2018, 10, 17, 12, tzinfo=UTC)


@fixture
def commander():
    return person_as("operation commander")


@fixture
def operation():
    return OperationFactory(area=AreaFactory())


def test_every_measure_is_counted_at_once(operation, commander):
    counts = count(operation, by=commander, at=NOON)

    assert {row.measure for row in counts} == set(MEASURES)


def test_a_count_is_the_number_of_its_records(operation, commander):
    PartnerAgencyFactory(operation=operation)
    PartnerAgencyFactory(operation=operation)
    PartnerAgencyFactory(operation=OperationFactory(area=operation.area))

    counts = {row.measure: row.value for row in count(operation, by=commander, at=NOON)}

    assert counts["partner-agencies"] == 2
    assert counts["people-arrested"] == 0


@mark.parametrize("role", ["visiting officer", "analyst", "oversight", "administrator", "safeguarding coordinator"])
def test_nobody_else_counts(operation, role):
    with raises(Refused):
        count(operation, by=person_as(role), at=NOON)


def test_a_commander_elsewhere_does_not_count(operation):
    elsewhere = person_as("operation commander", area=AreaFactory(code="gwent"))

    with raises(Refused):
        count(operation, by=elsewhere, at=NOON)


def test_nobody_writes_a_count_by_hand(operation, commander):
    with raises(DatabaseError, match="permission denied"), acting_as(commander):
        Count.objects.create(
            operation=operation,
            area=operation.area,
            measure="people-arrested",
            value=99,
            definition="",
            counted_at=NOON,
        )


def test_the_counting_role_writes_nothing_but_counts():
    with raises(DatabaseError, match="permission denied"), acting_as(None, "sl_counter"):
        Operation.objects.update(name="Counted")
