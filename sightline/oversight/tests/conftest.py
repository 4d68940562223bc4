"""The people around what is said of an operation."""

from html import unescape

from pytest import fixture

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.agencies.tests.factories_of_sign_in import confirmed
from sightline.operations.tests.factories import OperationFactory
from sightline.oversight.tests.factories import CountFactory


@fixture
def commander(db):
    """An operation commander of Northumbria."""
    return person_as("operation commander")


@fixture
def coordinator(db):
    """A safeguarding coordinator of Northumbria."""
    return person_as("safeguarding coordinator")


@fixture
def overseer(db):
    """Who oversees Northumbria."""
    return person_as("oversight")


@fixture
def elsewhere(db):
    """An operation commander of another area."""
    return person_as("operation commander", area=AreaFactory(code="gwent"))


@fixture
def operation(db):
    """An operation in Northumbria."""
    return OperationFactory(area=AreaFactory())


@fixture
def counted(operation):
    """Makes counts of the operation: `counted(interventions=104)`."""

    def make(**values):
        return {
            measure: CountFactory(operation=operation, measure=measure.replace("_", "-"), value=value)
            for measure, value in values.items()
        }

    return make


@fixture
def page(client):
    """A page as a person sees it who has just confirmed: `page(person, "figures/")`; with words, they post them."""

    def ask(person, address, words=None, status=200):
        account, _new = Account.objects.get_or_create(id=person.pk, defaults={"name": str(person.pk)})
        client.force_login(account)
        confirmed(client)
        answer = client.get(f"/{address}") if words is None else client.post(f"/{address}", words)
        assert answer.status_code == status, answer.content.decode()[-2_000:]
        return answer if status == 302 else unescape(answer.content.decode())

    return ask
