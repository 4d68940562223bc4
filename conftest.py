"""What every test may ask for. A test that touches the database gets a clone of a migrated template."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as tries

from sightline.kit.apply import apply_policies
from tests import databases

# How long a try takes says nothing on a busy machine; speed lives in the benchmarks.
tries.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
tries.load_profile("calm")

pytest_plugins = ["tests.browser", "tests.fronts"]


@pytest.fixture(scope="session")
def cluster() -> Iterator[databases.Cluster]:
    """The test cluster, running."""
    with databases.running(settings.CLUSTER) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def template(cluster: databases.Cluster, django_db_blocker: pytest.FixtureRequest) -> str:
    """The name of the migrated template database, with its policies applied."""
    with django_db_blocker.unblock():
        return databases.template(cluster, _migrate, _write_policies)


@pytest.fixture(scope="session")
def django_db_setup(
    cluster: databases.Cluster, template: str, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    """This process's own clone of the template, as the database of its tests."""
    with databases.clone(cluster, template) as name:
        _point_at(name)
        yield
        with django_db_blocker.unblock():
            connection.close()


@pytest.fixture(autouse=True)
def in_the_first_language() -> Iterator[None]:
    """The language that a page was asked for in ends with the test that asked."""
    yield
    translation.deactivate()


def _migrate(name: str) -> None:
    """Make the tables in that empty database."""
    _point_at(name)
    call_command("migrate", verbosity=0)
    connection.close()


def _write_policies(name: str) -> None:
    """Put the tables in that database behind their walls."""
    _point_at(name)
    apply_policies()
    connection.close()


def _point_at(name: str) -> None:
    """Let the framework's connection lead to that database from now on."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
