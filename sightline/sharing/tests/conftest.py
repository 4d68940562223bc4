"""What the tests of sharing share: three auditors, two agencies, signing in, and a clock of agreements that moves."""

from datetime import date

from django.db import connection
from django.utils import timezone
from pytest import fixture

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, force_of, person_as


@fixture
def now():
    return timezone.now()


@fixture
def auditor(db):
    return person_as("auditor")


@fixture
def second(db):
    return person_as("auditor")


@fixture
def third(db):
    return person_as("auditor")


@fixture
def force(db):
    return force_of(AreaFactory())


@fixture
def partner(db):
    return AgencyFactory(kind="labour regulator", area=None)


@fixture
def today(db):
    """Let agreements hold by another day, until the test ends."""

    def stand_at(day: date) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"create or replace function priv.today() returns date language sql as $$ select date '{day}' $$"
            )

    return stand_at


@fixture
def become(client):
    """Sign in as somebody; gives the client back."""

    def sign_in(person):
        account, _ = Account.objects.get_or_create(id=person.pk, defaults={"name": f"account-{person.pk}"})
        client.force_login(account)
        return client

    return sign_in


@fixture
def page(become, auditor):
    """The auditor's own client."""
    return become(auditor)
