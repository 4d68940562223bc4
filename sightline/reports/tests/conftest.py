"""A desk, its handler, a partner, and their browsers."""

from django.test import Client
from pytest import fixture

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, person_as


def signed_in(person):
    """A browser in which this person is signed in."""
    account, _new = Account.objects.get_or_create(id=person.pk, defaults={"name": person.ref})
    browser = Client()
    browser.force_login(account)
    return browser


@fixture
def desk(settings):
    settings.REPORTS_FALLBACK_DESK = "northumbria-police"  # whatever other agencies a test needs
    return AgencyFactory(code="northumbria-police", kind="police force", area=AreaFactory())


@fixture
def handler(desk):
    return person_as("call handler", agency=desk)


@fixture
def at_desk(handler):
    return signed_in(handler)


@fixture
def council():
    return AgencyFactory(code="newcastle-city-council", name="Newcastle City Council", kind="council")


@fixture
def officer(council, desk):
    return person_as("visiting partner", agency=council)


@fixture
def at_council(officer):
    return signed_in(officer)
