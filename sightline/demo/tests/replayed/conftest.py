"""Both stories, as they were replayed once for the whole run."""

from collections.abc import Iterator

from django.conf import settings
from pytest import FixtureRequest, fixture

from sightline.agencies.models import Person
from sightline.config.embedded import Cluster
from sightline.demo.cast import CAST
from tests import databases, worlds


@fixture(scope="package")
def told(cluster: Cluster, story: str, django_db_setup: None, django_db_blocker: FixtureRequest) -> Iterator[bool]:
    """The tests' database is a copy of the one in which both stories were told, until the last of them is over."""
    mine = settings.DATABASES["default"]["NAME"]
    with databases.clone(cluster, story, "clone_told") as name, django_db_blocker.unblock():
        worlds.point_at(name)
        yield True
        worlds.point_at(mine)


@fixture
def cast(told: bool) -> dict[str, Person]:
    """The people of both stories, by their short names."""
    named = {person.name: person for person in Person.objects.select_related("agency")}
    return {part.key: named[part.name] for part in CAST}
