"""What the tests of awareness share: the moment, an awareness lead, and signing in."""

from django.utils import timezone
from pytest import fixture

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import person_as


@fixture
def now():
    return timezone.now()


@fixture
def lead(db):
    return person_as("awareness lead")


@fixture
def become(client):
    """Sign in as somebody; gives the client back."""

    def sign_in(person):
        account, _ = Account.objects.get_or_create(id=person.pk, defaults={"name": f"account-{person.pk}"})
        client.force_login(account)
        return client

    return sign_in


@fixture
def page(become, lead):
    """The awareness lead's own client."""
    return become(lead)
