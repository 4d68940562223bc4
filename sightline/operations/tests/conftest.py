"""The people around one operation."""

from pytest import fixture

from sightline.agencies.tests.factories import person_as
from sightline.operations.models import Assignment
from sightline.operations.tests.factories import AssignmentFactory, OperationFactory, TeamFactory


@fixture
def commander(db):
    """An operation commander of Northumbria."""
    return person_as("operation commander")


@fixture
def operation(commander):
    """An operation of that commander."""
    operation = OperationFactory(commander=commander)
    AssignmentFactory(operation=operation, person=commander, part=Assignment.Part.COMMANDER)
    return operation


@fixture
def planner(operation):
    """A planner of the operation, with no role that opens anything by itself."""
    return AssignmentFactory(operation=operation).person


@fixture
def team(operation):
    """A team of the operation."""
    return TeamFactory(operation=operation)
