"""A migration that is killed half-way, three times: the next one goes on from there, and everything stands."""

import os
import random
import signal
import subprocess
import sys
from time import monotonic, sleep

import psycopg
from django.conf import settings
from pytest import mark

from sightline.config import processes, roles, server
from sightline.config.paths import ROOT
from sightline.config.server import Database
from tests.faults.ground import own_cluster, sightline

SEED = 3
DONE = "select count(*) from django_migrations"


def migrated(database: Database) -> int:
    """How many migrations have been made so far."""
    with psycopg.connect(database.server.keeper_url(database.name)) as connection:
        try:
            return connection.execute(DONE).fetchall()[0][0]
        except psycopg.errors.UndefinedTable:
            return 0


def killed_after(database: Database, more: int) -> int:
    """Begin to migrate and kill it, without a word, once so many more have been made; how many stand then."""
    wanted, until = migrated(database) + more, monotonic() + 120
    command = [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity=0"]
    surroundings = processes.environment("owner", database, os.environ)
    with subprocess.Popen(command, env=surroundings, cwd=ROOT, start_new_session=True) as process:
        while process.poll() is None and migrated(database) < wanted and monotonic() < until:
            sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
    return migrated(database)


@mark.slow
def test_what_was_killed_half_way_is_taken_up_again():
    chance, stood = random.Random(SEED), []
    with own_cluster("migrating") as cluster:
        database = Database(cluster, "sightline", settings.TEST_SECRETS)
        with server.keeper(cluster) as connection:
            roles.make_database(connection, database.name, roles.TEST_LOGINS)
        for _ in range(3):
            stood.append(killed_after(database, chance.randint(3, 9)))

        command = [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity=0"]
        done = subprocess.run(command, env=processes.environment("owner", database, os.environ), cwd=ROOT)
        applied = sightline(database, "policies", "apply")
        checked = sightline(database, "policies", "check")

    assert stood == sorted(stood)
    assert 0 < stood[0] < stood[-1]
    assert (done.returncode, applied.returncode, checked.returncode) == (0, 0, 0), checked.stdout
