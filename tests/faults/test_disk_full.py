"""A disk that is full, of records and of the log: a clear refusal, nothing half stored, and it goes on once there is room."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, sleep

import psycopg
import pytest
from pytest import mark

from sightline.config import embedded, fronts
from sightline.config.server import Database
from tests.faults.ground import filled, gone
from tests.people import DEAD, Visitor

SIZE = "420m"
SPARE = 200 * 1024  # bytes left when the disk is "full"
pytestmark = mark.slow


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A disk of its own for a folder, in memory; the test is skipped where the machine does not allow it."""
    folder.mkdir(parents=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(folder)], capture_output=True)
    if mounted.returncode:
        folder.rmdir()
        pytest.skip("no disk of a chosen size can be made here: that needs root")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def cramped(cluster, story) -> Iterator[Database]:
    """The demonstration on a small disk of its own."""
    own = embedded.cluster(f"cramped-{os.getpid()}")
    with small_disk(own.home):
        try:
            with own.held():
                with embedded_roles(own):
                    pass
                yield filled(own, cluster, story)
        finally:
            gone_but_for_its_disk(own)
    gone(own)


@contextmanager
def embedded_roles(own: embedded.Cluster) -> Iterator[None]:
    """The roles of tests, on that cluster."""
    from django.conf import settings

    from sightline.config import roles, server

    with server.keeper(own) as connection:
        passwords = server.passwords(roles.TEST_LOGINS, settings.TEST_SECRETS)
        roles.make_roles(connection, passwords, roles.TEST_LOGINS, testing=True)
        yield


def gone_but_for_its_disk(own: embedded.Cluster) -> None:
    """Stop it; its disk is taken away as a whole."""
    if (own.home / "data").exists():
        own.remove()


def fill(folder: Path) -> Path:
    """Leave next to no room on the disk of a folder."""
    ballast = folder / "ballast"
    room = os.statvfs(folder)
    with ballast.open("wb") as file:
        try:
            for _ in range((room.f_bavail * room.f_frsize - SPARE) // 65_536):
                file.write(b"\0" * 65_536)
            file.flush()
        except OSError:
            pass
    return ballast


def stored(database: Database, word: str) -> tuple[int, int]:
    """How many places of that name, and entries of the ledger about them."""
    asked = """select (select count(*) from places_premises where name = %s), (select count(*) from ledger_entry e
        join places_premises p on p.id = e.record where p.name = %s and e.act = 'collect')"""
    with psycopg.connect(database.server.keeper_url(database.name)) as connection:
        return connection.execute(asked, [word, word]).fetchall()[0]


def send_until_refused(analyst: Visitor, database: Database) -> tuple[list[str], str, dict]:
    """Record places until the disk is full: those acknowledged, the one that was refused, and its form."""
    done: list[str] = []
    for number in range(400):
        word = f"Cramped {number} " + "x" * 90
        try:
            form = analyst.form("/places/record").filled | {"kind": "car-wash", "name": word, "street": "y" * 150}
            answer = analyst.post("/places/record", form)
        except (*DEAD, StopIteration):
            return done, word, {}
        if answer.status >= 500:
            assert b"disk" not in answer.body.lower()
            return done, word, form
        assert answer.status == 302
        done.append(word)
    raise AssertionError("the disk never filled")


def test_a_full_disk_is_a_clear_refusal_and_nothing_half_stored(cramped: Database, record_figure):
    with ExitStack() as stack:
        surroundings = {**os.environ, "SIGHTLINE_PAGES": "source", "SIGHTLINE_DEMONSTRATION": "1"}
        front = stack.enter_context(fronts.serving("staff", fronts.free_port(), cramped, surroundings))
        analyst = Visitor(front.address).become("demo-analyst")
        ballast = fill(cramped.server.home)  # type: ignore[attr-defined]
        done, refused, form = send_until_refused(analyst, cramped)
        ballast.unlink()

        until = monotonic() + 60
        while monotonic() < until:
            cramped.server.revive()  # type: ignore[attr-defined]  # as `sightline serve` does
            if analyst.get("/healthz").status == 200:
                break
            sleep(0.5)
        form = form or analyst.form("/places/record").filled | {"kind": "car-wash", "name": refused}
        again = analyst.post("/places/record", form)

    record_figure("disk full", told=f"{len(done)} acts until it was full: none lost, none half stored")
    assert again.status == 302
    assert {stored(cramped, word) for word in done} <= {(1, 1)}
    assert stored(cramped, refused) == (1, 1)
