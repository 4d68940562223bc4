"""`sightline serve` from nothing to two fronts, and again, on an operator's own server."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import psycopg
import pytest

from sightline.config.embedded import Cluster, cluster
from sightline.config.fronts import free_port
from sightline.config.paths import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def operators() -> Iterator[Cluster]:
    """A server of the operator's, with a role that may make roles and databases."""
    made = cluster(f"scratch-serve-{os.getpid()}", lasting=False)
    with made.held(), psycopg.connect(made.keeper_url(), autocommit=True) as connection:
        connection.execute("create role operator login createrole createdb password 'word'")
        yield made
    made.remove()


@contextmanager
def serving(operators: Cluster, port: int) -> Iterator[str]:
    """The ready line of a service on that port; it is told to stop afterwards, and says that it did."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("SIGHTLINE_", "DJANGO_"))}
    surroundings |= {"DATABASE_URL": operators.url("operator", "word", "served"), "SIGHTLINE_PAGES": "source"}
    command = [sys.executable, "-m", "sightline.cli", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=surroundings, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield next(line for line in process.stdout if line.startswith("Sightline is ready"))
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == "Stopped.\n"
    assert process.returncode == 0


def status(port: int) -> int | None:
    """How the front on that port feels; None when there is none."""
    try:
        with build_opener(ProxyHandler({})).open(f"http://127.0.0.1:{port}/healthz") as answer:
            return int(answer.status)
    except URLError:
        return None


def tables(operators: Cluster) -> int:
    """How many tables were made, counted by their first one."""
    with psycopg.connect(operators.keeper_url("served")) as connection:
        row = connection.execute("select min(oid::int) from pg_class where relname = 'django_migrations'").fetchone()
    assert row
    return int(row[0])


def test_it_serves_stops_and_serves_again_with_the_same_data(operators: Cluster):
    port = free_port()
    with serving(operators, port) as ready:
        assert ready.startswith(
            f"Sightline is ready. Public: http://127.0.0.1:{port}  Staff: http://127.0.0.1:{port + 1}"
        )
        assert (status(port), status(port + 1)) == (200, 200)
        first = tables(operators)
    assert (status(port), status(port + 1)) == (None, None)

    with serving(operators, port):
        assert status(port) == 200
        assert tables(operators) == first
