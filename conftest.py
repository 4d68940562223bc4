"""What every test may ask for. A test that touches the database gets a clone of a migrated template."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as tries

from tests import databases, figures, worlds
from tests.order import longest_first

# How long a try takes says nothing on a busy machine; speed lives in the benchmarks.
tries.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
tries.load_profile("calm")

pytest_plugins = ["tests.browser", "tests.fronts"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Two workers take file by file: none of them waits at the end for a long one."""
    longest_first(items)


@pytest.fixture(scope="session")
def record_figure() -> Callable[..., Path]:
    """Keeps what a test measured for the page of figures: `record_figure("restore drill", seconds=7.1)`."""
    return figures.record


@pytest.fixture(scope="session")
def cluster() -> Iterator[databases.Cluster]:
    """The test cluster, running."""
    with databases.running(settings.CLUSTER) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def template(cluster: databases.Cluster, django_db_blocker: pytest.FixtureRequest) -> str:
    """The name of the migrated template database, with its policies applied."""
    with django_db_blocker.unblock():
        return databases.template(cluster, worlds.migrate, worlds.write_policies)


@pytest.fixture(scope="session")
def story(cluster: databases.Cluster, template: str, django_db_blocker: pytest.FixtureRequest) -> str:
    """The name of a template in which both operations have been replayed, with fewer bystanders."""
    with django_db_blocker.unblock():
        return databases.replayed(cluster, template, worlds.tell)


@pytest.fixture(scope="session")
def django_db_setup(
    cluster: databases.Cluster, template: str, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    """This process's own clone of the template, as the database of its tests."""
    with databases.clone(cluster, template) as name:
        worlds.point_at(name)
        yield
        with django_db_blocker.unblock():
            connection.close()


@pytest.fixture(autouse=True)
def in_the_first_language() -> Iterator[None]:
    """The language that a page was asked for in ends with the test that asked."""
    yield
    translation.deactivate()
