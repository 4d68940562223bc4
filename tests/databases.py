"""Databases for tests: a template, migrated once for each state of the source, and clones of it in 0.1 s.

A clone carries the process number of who made it, so that runs beside each other never meet.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from psycopg import Connection, sql

from sightline.config import roles, server
from sightline.config.embedded import Cluster
from sightline.config.paths import ROOT

KEPT_TEMPLATES = 3
BEYOND_THE_DATABASE = {
    "views",
    "forms",
    "urls",
    "urls_public",
    "tests",
    "templates",
    "static",
    "cli",
    "demo",
    "offline",
}


@contextmanager
def running(cluster: Cluster) -> Iterator[Cluster]:
    """The test cluster, up and with its roles; what dead processes left behind is dropped."""
    with cluster.held(), server.keeper(cluster) as connection:
        passwords = server.passwords(roles.TEST_LOGINS, settings.TEST_SECRETS)
        roles.make_roles(connection, passwords, roles.TEST_LOGINS, testing=True)
        for name in _left_behind(connection):
            server.drop(connection, name)
        yield cluster


def template(cluster: Cluster, build: Callable[[str], None]) -> str:
    """The name of the template for the source as it stands, made by `build(name)` if need be."""
    name = f"template_{_state_of_source()}"
    with _one_at_a_time(cluster), server.keeper(cluster) as connection:
        if not _exists(connection, name):
            draft = f"draft_{os.getpid()}"
            server.drop(connection, draft)
            roles.make_database(connection, draft, roles.TEST_LOGINS)
            build(draft)
            connection.execute(sql.SQL("alter database {} rename to {}").format(_named(draft), _named(name)))
            _drop_old_templates(connection)
    return name


@contextmanager
def clone(cluster: Cluster, template: str, purpose: str = "clone") -> Iterator[str]:
    """The name of a copy of the template, ours alone, dropped afterwards."""
    name = f"{purpose}_{os.getpid()}"
    with server.keeper(cluster) as connection:
        server.drop(connection, name)
        copy = sql.SQL("create database {} template {} owner {}")
        connection.execute(copy.format(_named(name), _named(template), _named(roles.OWNER)))
        roles.close_to_others(connection, name, roles.TEST_LOGINS)
    try:
        yield name
    finally:
        with server.keeper(cluster) as connection:
            server.drop(connection, name)


def _state_of_source() -> str:
    """A short name for everything that shapes the database: models, migrations, rules, the kernel."""
    digest = sha256(f"{roles.LATEST} {settings.CONTEXT_KEY}".encode())
    for path in sorted((ROOT / "sightline").rglob("*")):
        if path.suffix in {".py", ".sql"} and not _beyond(path):
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _beyond(path: Path) -> bool:
    return not BEYOND_THE_DATABASE.isdisjoint(path.relative_to(ROOT).with_suffix("").parts)


@contextmanager
def _one_at_a_time(cluster: Cluster) -> Iterator[None]:
    with open(cluster.home / "template", "w") as lock:
        flock(lock, LOCK_EX)
        yield


def _left_behind(connection: Connection) -> list[str]:
    """Databases whose maker is no longer alive."""
    rows = connection.execute("select datname from pg_database where datname ~ '^(draft|clone|front)[a-z_]*_[0-9]+$'")
    return [name for (name,) in rows if not Path(f"/proc/{name.rpartition('_')[2]}").exists()]


def _drop_old_templates(connection: Connection) -> None:
    newest_first = "select datname from pg_database where datname like 'template\\_%%' order by oid desc offset %s"
    for (name,) in connection.execute(newest_first, [KEPT_TEMPLATES]).fetchall():
        server.drop(connection, name)


def _exists(connection: Connection, name: str) -> bool:
    return connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is not None


def _named(name: str) -> sql.Identifier:
    return sql.Identifier(name)
