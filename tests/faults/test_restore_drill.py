"""The restore drill, in every run: back up, damage, restore where there is nothing, and look at all that must hold."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from pytest import mark, raises

from sightline.config import backups, embedded, sealing
from sightline.config.embedded import Cluster
from sightline.config.server import Database
from tests import worlds
from tests.faults import erased
from tests.faults.ground import gone, ground, sightline, write_rules_anew

pytestmark = mark.slow

AT = datetime(2018, 10, 17, 15, 40, tzinfo=UTC)


class Drill(NamedTuple):
    """What was backed up, where to, what came back, and how many seconds each part took.

    told: what was erased after the backup, and what stays. erasures: the list of them, from outside the backup.
    """

    original: Database
    folder: Path
    restored: Database
    seconds: dict[str, float]
    told: erased.Told
    erasures: Path


class Watch(dict):
    """Seconds of each part of the drill."""

    def time(self, part: str, act):
        """Do it, and note how long it took."""
        begun = monotonic()
        result = act()
        self[part] = monotonic() - begun
        return result


@pytest.fixture(scope="module")
def inside(django_db_blocker) -> Callable[[Database, Callable[[], Any]], Any]:
    """Do something as the keeper of that database."""

    def run(database: Database, act: Callable[[], Any]) -> Any:
        with django_db_blocker.unblock(), worlds.inside(database):
            return act()

    return run


@pytest.fixture(scope="module")
def drill(cluster: Cluster, story: str, tmp_path_factory: pytest.TempPathFactory, inside) -> Iterator[Drill]:
    """The whole drill once; the tests look at what came of it. After the backup two people erase a report with a photo."""
    watch, folder = Watch(), tmp_path_factory.mktemp("backups") / "nightly"
    erasures = folder.parent / "erasures.jsonl"
    empty = embedded.cluster(f"restored-{os.getpid()}")
    with ground(cluster, story, "drill") as original:
        write_rules_anew(original)
        told = inside(original, erased.told_with_files)
        watch.time("backed up", lambda: backups.take(original, folder, at=AT, keys=folder.parent / "keys"))
        watch.time("verified", lambda: backups.verify(folder))
        inside(original, lambda: erased.erase_by_two(told))
        erasures.write_text(sightline(original, "retention", "erasures").stdout)
        try:
            watch.time("copied", lambda: backups.put_back(folder, empty))
            with ExitStack() as held:
                watch.time("started", lambda: held.enter_context(empty.held()))
                restored = Database(empty, original.name, original.secrets)
                yield Drill(original, folder, restored, watch, told, erasures)
        finally:
            gone(empty)


def test_every_row_of_every_table_came_back(drill: Drill):
    before, after = backups.about(drill.folder)["rows"], backups.rows(drill.restored)

    assert before == after
    assert before["public.ledger_entry"] > 1000


def test_the_rules_hold_in_what_came_back(drill: Drill):
    told = sightline(drill.restored, "policies", "check")

    assert (told.returncode, told.stdout.strip()) == (0, "The database holds what the rules say."), told.stderr


def test_the_ledger_that_came_back_is_unchanged(drill: Drill):
    told = sightline(drill.restored, "ledger", "verify", "--at-rest")

    assert told.returncode == 0, told.stdout + told.stderr
    assert str(backups.about(drill.folder)["rows"]["public.ledger_entry"]) in told.stdout


def test_no_file_of_the_restored_cluster_is_damaged(drill: Drill):
    """The server's own checksums, over a copy made while it was working and rolled forward since."""
    command = ["pg_dump", f"--dbname={drill.restored.server.keeper_url(drill.restored.name)}", "--file=/dev/null"]
    told = subprocess.run([embedded.program(command[0]), *command[1:]], capture_output=True, text=True)

    assert told.returncode == 0, told.stderr


def test_no_key_is_in_the_backup_and_all_are_beside_it(drill: Drill):
    keys = {path.name: path.read_bytes().strip() for path in settings.TEST_SECRETS.iterdir() if path.is_file()}
    copied = {path.name: path.read_bytes().strip() for path in (drill.folder.parent / "keys").iterdir()}
    secret = {name: value for name, value in keys.items() if name != "context.key"}  # the database verifies with that

    assert copied == keys
    for path in (found for found in drill.folder.rglob("*") if found.is_file()):
        content = path.read_bytes()
        assert [name for name, value in secret.items() if value in content] == [], path


def test_it_takes_less_than_a_minute(drill: Drill, record_figure):
    total = sum(drill.seconds.values())
    record_figure(
        "restore drill", seconds=round(total, 1), **{part: round(took, 1) for part, took in drill.seconds.items()}
    )

    assert total < 60


def test_sealed_files_came_back_unchanged_and_open_with_the_keys_beside_the_backup(drill: Drill, inside, monkeypatch):
    monkeypatch.setattr(settings, "SEALING_KEYS", sealing.versions(drill.folder.parent / "keys"))

    found = inside(drill.restored, lambda: erased.files_of_the_one_that_stays(drill.told))

    assert found == dict.fromkeys(found, True) | {"keys": sorted(settings.SEALING_KEYS)}


def test_what_two_people_erased_after_the_backup_comes_back_and_is_erased_again(drill: Drill, inside):
    def left() -> int:
        return inside(drill.restored, lambda: erased.left_of_it(drill.told))

    assert inside(drill.original, lambda: erased.left_of_it(drill.told)) == 0
    assert left() == 5  # the backup knows nothing of it

    again = sightline(drill.restored, "retention", "replay", str(drill.erasures))

    assert (again.returncode, again.stdout) == (0, "1 erased again.\n"), again.stderr
    assert left() == 0
    assert inside(drill.restored, lambda: erased.files_of_the_one_that_stays(drill.told))["the original is unchanged"]
    assert sightline(drill.restored, "ledger", "verify", "--at-rest").returncode == 0


PARTS = [
    "cluster/base/*/*",
    "cluster/pg_wal/0*",
    "cluster/global/*",
    "cluster/PG_VERSION",
    "cluster/backup_*",
    "about.json",
]


@mark.parametrize("part", PARTS)
def test_a_backup_damaged_by_one_byte_is_refused(drill: Drill, part: str):
    files = [path for path in drill.folder.glob(part) if path.is_file()]
    damaged = max(files, key=lambda path: path.stat().st_size)
    whole = damaged.read_bytes()

    try:
        for place in (0, len(whole) // 2, len(whole) - 2):
            damaged.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            with raises(backups.NotWhole, match=r"damaged"):
                backups.verify(drill.folder)
    finally:
        damaged.write_bytes(whole)
    backups.verify(drill.folder)


def test_a_backup_with_a_file_too_few_or_too_many_is_refused(drill: Drill):
    version, elsewhere = drill.folder / backups.COPY / "PG_VERSION", drill.folder / backups.COPY / "VERSION"
    version.rename(elsewhere)

    with raises(backups.NotWhole, match=r"PG_VERSION is missing; the file VERSION was added"):
        backups.verify(drill.folder)

    elsewhere.rename(version)


def test_nothing_is_overwritten(drill: Drill):
    with raises(backups.NotEmpty, match="Move it away first"):
        backups.put_back(drill.folder, drill.restored.server)
    with raises(backups.NotTaken, match="Name a new folder"):
        backups.take(drill.original, drill.folder, at=AT)
