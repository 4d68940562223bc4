"""Databases for tests: a template, migrated once for each state of the source, and clones of it in 0.1 s.

A clone carries the process number of who made it, so that runs beside each other never meet.
"""

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from psycopg import Connection, sql

from sightline.config import roles, server
from sightline.config.embedded import Cluster
from sightline.config.paths import ROOT

KEPT = 6  # templates of each kind
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


def template(cluster: Cluster, migrate: Callable[[str], None], write_policies: Callable[[str], None]) -> str:
    """The name of the template for the source as it stands.

    Made if need be by `migrate(name)`, kept for the next time that only rules change, and `write_policies(name)`.
    """
    with _one_at_a_time(cluster), server.keeper(cluster) as connection:
        base = _made(connection, f"base_{_state_of(_shapes_tables)}", "template1", migrate)
        return _made(connection, f"template_{_state_of(_shapes_database)}", base, write_policies)


def replayed(cluster: Cluster, template: str, replay: Callable[[str], None]) -> str:
    """The name of a template in which `replay(name)` has told the demonstration, made once for the source as it stands."""
    with _one_at_a_time(cluster), server.keeper(cluster) as connection:
        return _made(connection, f"world_{_state_of(_shapes_the_story, {'.py', '.sql', '.toml'})}", template, replay)


@contextmanager
def clone(cluster: Cluster, template: str, purpose: str = "clone") -> Iterator[str]:
    """The name of a copy of the template, ours alone, dropped afterwards."""
    name = f"{purpose}_{os.getpid()}"
    with server.keeper(cluster) as connection:
        _copy(connection, template, name)
    try:
        yield name
    finally:
        with server.keeper(cluster) as connection:
            server.drop(connection, name)


def _made(connection: Connection, name: str, source: str, fill: Callable[[str], None]) -> str:
    """The database of that name, copied from another and filled, whole or not at all; its name."""
    if not _exists(connection, name):
        draft = f"draft_{os.getpid()}"
        _copy(connection, source, draft)
        fill(draft)
        connection.execute(sql.SQL("alter database {} rename to {}").format(_named(draft), _named(name)))
        _drop_old(connection, name.partition("_")[0])
    return name


def _copy(connection: Connection, source: str, name: str) -> None:
    """Make the database of that name a copy of another, the owner's, open to the logins of tests."""
    server.drop(connection, name)
    copy = sql.SQL("create database {} template {} owner {}")
    connection.execute(copy.format(_named(name), _named(source), _named(roles.OWNER)))
    roles.close_to_others(connection, name, roles.TEST_LOGINS)


def _state_of(matters: Callable[[Path], bool], kinds: Collection[str] = frozenset({".py", ".sql"})) -> str:
    """A short name for the source files that matter, the roles and the key that the policies know."""
    digest = sha256(f"{roles.LATEST} {settings.CONTEXT_KEY}".encode())
    for path in sorted((ROOT / "sightline").rglob("*")):
        inside = path.relative_to(ROOT)
        if path.suffix in kinds and matters(inside):
            digest.update(str(inside).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _shapes_tables(path: Path) -> bool:
    """Migrations, and the parts of the kernel that they call."""
    return "migrations" in path.parts or path.name in {"carried.py", "records.py"}


def _shapes_database(path: Path) -> bool:
    """Everything but pages and what stands on them."""
    return BEYOND_THE_DATABASE.isdisjoint(path.with_suffix("").parts)


def _shapes_the_story(path: Path) -> bool:
    """The same, and the demonstration."""
    return "demo" in path.parts or _shapes_database(path)


@contextmanager
def _one_at_a_time(cluster: Cluster) -> Iterator[None]:
    with open(cluster.home / "template", "w") as lock:
        flock(lock, LOCK_EX)
        yield


def _left_behind(connection: Connection) -> list[str]:
    """Databases whose maker is no longer alive."""
    rows = connection.execute("select datname from pg_database where datname ~ '^(draft|clone|front)[a-z_]*_[0-9]+$'")
    return [name for (name,) in rows if not Path(f"/proc/{name.rpartition('_')[2]}").exists()]


def _drop_old(connection: Connection, kind: str) -> None:
    """Keep the newest few of a kind of template: runs on other states of the source may be using them."""
    newest_first = "select datname from pg_database where starts_with(datname, %s) order by oid desc offset %s"
    for (name,) in connection.execute(newest_first, [f"{kind}_", KEPT]).fetchall():
        server.drop(connection, name)


def _exists(connection: Connection, name: str) -> bool:
    return connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is not None


def _named(name: str) -> sql.Identifier:
    return sql.Identifier(name)
