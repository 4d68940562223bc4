"""Both stories, replayed once for all tests of the demonstration."""

from collections.abc import Iterator

from django.db import transaction
from pytest import FixtureRequest, fixture

from sightline.agencies.models import Person
from sightline.demo.cast import CAST
from sightline.demo.replay import replay


@fixture(scope="package")
def told(django_db_setup: None, django_db_blocker: FixtureRequest) -> Iterator[bool]:
    """The replay, in a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        replay(reports=40, premises=24)
        yield True
        transaction.set_rollback(True)


@fixture
def cast(told: bool) -> dict[str, Person]:
    """The people of both stories, by their short names."""
    named = {person.name: person for person in Person.objects.select_related("agency")}
    return {part.key: named[part.name] for part in CAST}
