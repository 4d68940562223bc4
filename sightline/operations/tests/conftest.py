"""The people around one operation."""

from html import unescape

from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest import fixture

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import person_as
from sightline.agencies.tests.factories_of_sign_in import confirmed
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


@fixture
def page(client):
    """A page as a person who has just confirmed sees it: `page(person, "operations/mine")`; with words, they post them."""

    def ask(person, address, words=None, status=200):
        account, _new = Account.objects.get_or_create(id=person.pk, defaults={"name": str(person.pk)})
        client.force_login(account)
        confirmed(client)
        answer = client.get(f"/{address}") if words is None else client.post(f"/{address}", words)
        assert answer.status_code == status, answer.content.decode()[-2_000:]
        return answer if status == 302 else unescape(answer.content.decode())

    return ask


@fixture
def queries(page):
    """How many queries a page asks the database: `queries(person, "operations/")`."""

    def count(person, address):
        page(person, address)
        with CaptureQueriesContext(connection) as asked:
            page(person, address)
        return len(asked)

    return count
