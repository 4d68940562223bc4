"""What is put into template databases: tables, rules, and the demonstration; for tests and for the runs beside them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from sightline.config.embedded import Cluster
from sightline.config.server import Database
from sightline.demo.replay import replay
from sightline.kit.apply import apply_policies
from tests import databases


@contextmanager
def alone() -> Iterator[tuple[Cluster, str]]:
    """The test cluster, running, and the name of its migrated template; for a run without pytest."""
    with databases.running(settings.CLUSTER) as cluster:
        yield cluster, databases.template(cluster, migrate, write_policies)


def migrate(name: str) -> None:
    """Make the tables in that empty database."""
    point_at(name)
    call_command("migrate", verbosity=0)
    connection.close()


def write_policies(name: str) -> None:
    """Put the tables in that database behind their walls."""
    point_at(name)
    apply_policies()
    connection.close()


def tell(name: str) -> None:
    """Replay both operations into that migrated database, with fewer bystanders."""
    mine = settings.DATABASES["default"]["NAME"]
    point_at(name)
    replay(reports=40, premises=24)
    point_at(mine)


@contextmanager
def inside(database: Database) -> Iterator[None]:
    """Let the framework's connection lead into that database, of whichever cluster, and back."""
    mine = settings.DATABASES["default"]
    name, host = mine["NAME"], mine["HOST"]
    point_at(database.name, database.server)  # type: ignore[arg-type]
    try:
        yield
    finally:
        settings.DATABASES["default"]["HOST"] = connection.settings_dict["HOST"] = host
        point_at(name)


def point_at(name: str, cluster: Cluster | None = None) -> None:
    """Let the framework's connection lead to that database from now on, and to that cluster where one is named."""
    connection.close()
    if cluster is not None:
        settings.DATABASES["default"]["HOST"] = connection.settings_dict["HOST"] = str(cluster.socket)
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
