"""A cluster of its own to break, as in service: every commit waits for the disk, and the demonstration is in it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from psycopg import sql

from sightline.cli import VERBS
from sightline.config import embedded, processes, roles, server
from sightline.config.embedded import Cluster
from sightline.config.server import Database
from tests.databases import clone

MARKED = "select tablename from pg_policies where policyname = 'owner_all'"


@contextmanager
def own_cluster(purpose: str) -> Iterator[Cluster]:
    """A running cluster for one purpose, with its roles, removed afterwards whatever became of it."""
    cluster = embedded.cluster(f"{purpose}-{os.getpid()}")
    try:
        with cluster.held():
            with server.keeper(cluster) as connection:
                passwords = server.passwords(roles.TEST_LOGINS, settings.TEST_SECRETS)
                roles.make_roles(connection, passwords, roles.TEST_LOGINS, testing=True)
            yield cluster
    finally:
        gone(cluster)


@contextmanager
def ground(tests: Cluster, story: str, purpose: str) -> Iterator[Database]:
    """The demonstration in a cluster of its own. tests: where the template `story` is."""
    with own_cluster(purpose) as cluster:
        yield filled(cluster, tests, story)


def filled(cluster: Cluster, tests: Cluster, story: str) -> Database:
    """A database in the cluster with all that the template holds."""
    database = Database(cluster, server.DATABASE, settings.TEST_SECRETS)
    with server.keeper(cluster) as connection:
        roles.make_database(connection, database.name, roles.TEST_LOGINS)
    with clone(tests, story, "clone_ground") as copy:
        said = [embedded.program("pg_dump"), tests.keeper_url(copy)]
        heard = [
            embedded.program("psql"),
            "-q",
            "-1",  # or every statement waits for the disk
            "-v",
            "ON_ERROR_STOP=1",
            "-o",
            os.devnull,
            cluster.keeper_url(database.name),
        ]
        with subprocess.Popen(said, stdout=subprocess.PIPE) as dump:
            subprocess.run(heard, stdin=dump.stdout, check=True)
    assert dump.returncode == 0
    return database


def write_rules_anew(database: Database) -> None:
    """Write every policy once more: loaded from a dump they say the same, but the database prints them otherwise."""
    with psycopg.connect(database.server.keeper_url(database.name)) as connection:
        for (table,) in connection.execute(MARKED).fetchall():
            connection.execute(sql.SQL("comment on policy owner_all on {} is null").format(sql.Identifier(table)))
    assert sightline(database, "policies", "apply").returncode == 0


def sightline(database: Database, *words: str) -> "subprocess.CompletedProcess[str]":
    """A verb of ours on that database, as the kind of process it works as."""
    command = [sys.executable, "-m", "sightline.cli", *words]
    surroundings = processes.environment(VERBS[words[0]].kind or "owner", database, os.environ)
    return subprocess.run(command, env=surroundings, capture_output=True, text=True)


def gone(cluster: Cluster) -> None:
    """Remove the cluster and everything beside its data."""
    if (cluster.home / "data").exists():
        cluster.remove()
    subprocess.run(["rm", "-rf", str(cluster.home)], check=True)
