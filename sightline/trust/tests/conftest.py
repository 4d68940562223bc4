"""What the tests of the auditor's desk share."""

from datetime import UTC, datetime

from pytest import fixture

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import person_as

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@fixture
def auditor(db):
    return person_as("auditor")


@fixture
def officer(db):
    return person_as("analyst")


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
