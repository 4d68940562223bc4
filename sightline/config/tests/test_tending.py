"""What works beside the fronts is kept running, and what runs at night runs once."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sightline.config import processes, tending
from sightline.config.server import Database, Given
from sightline.config.tending import Kept, Nightly

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A database that nobody needs to reach."""
    return Database(Given("postgresql://keeper:word@127.0.0.1/stories"), "stories", tmp_path)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was started, as processes that end at once."""
    words: list[str] = []

    def start(kind: str, database: Database, given: list[str]) -> "subprocess.Popen[bytes]":
        words.append(f"{kind}: {' '.join(given)}")
        return subprocess.Popen([sys.executable, "-c", ""])

    monkeypatch.setattr(tending, "start", start)
    return words


def test_what_is_kept_is_started_again_when_it_ends(database: Database, started: list[str]):
    kept = Kept("sealer", database, ["seal"])
    kept.look(NOON)
    assert kept.process
    kept.process.wait()
    kept.not_before = 0

    kept.look(NOON)

    assert started == ["sealer: seal"] * 2
    kept.process.wait()


def test_what_ends_at_once_is_not_started_without_a_pause(database: Database, started: list[str]):
    kept = Kept("sealer", database, ["seal"])
    kept.look(NOON)
    assert kept.process
    kept.process.wait()

    kept.look(NOON)

    assert started == ["sealer: seal"]


def test_the_nights_work_runs_once_a_night(database: Database, started: list[str]):
    nightly = Nightly("verifier", database, ["ledger", "verify", "--night"], date(2026, 11, 2))

    for hour, day in ((12, 2), (1, 3), (2, 3), (3, 3), (23, 3), (1, 4), (5, 4)):
        nightly.look(datetime(2026, 11, day, hour, tzinfo=UTC))
        if nightly.process:
            nightly.process.wait()

    assert started == ["verifier: ledger verify --night"] * 2


def test_beside_the_fronts_there_are_the_sealer_and_the_verifier_and_both_are_stopped(
    database: Database, monkeypatch: pytest.MonkeyPatch
):
    def start(*_: object) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)

    monkeypatch.setattr(tending, "start", start)
    with tending.beside(database) as work:
        for each in work:
            each.look(NOON)
        assert [each.kind for each in work] == ["sealer", "verifier"]

    assert work[0].process
    assert work[0].process.returncode is not None


def test_the_key_that_signs_is_known_to_the_sealer_alone(database: Database):
    knowing = {
        kind
        for kind in processes.LOGINS
        if database.key("seal.key") in processes.environment(kind, database, {}).values()
    }

    assert knowing == {"sealer"}


def test_a_new_database_begins_new_books_and_the_old_ones_are_kept(database: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(processes, "VAR", database.secrets)
    processes.begin_witnesses(database, anew=True)
    partner = database.secrets / "witnesses" / "stories" / "partner"
    (partner / "heads.txt").write_text("an old line\n")

    processes.begin_witnesses(database, anew=True)

    (kept,) = partner.iterdir()
    assert kept.name.startswith("heads-until-")
    assert kept.read_text() == "an old line\n"


def test_a_database_that_goes_on_keeps_its_books(database: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(processes, "VAR", database.secrets)
    processes.begin_witnesses(database)
    book = database.secrets / "witnesses" / "stories" / "public" / "heads.txt"
    book.write_text("a line\n")

    processes.begin_witnesses(database)

    assert book.read_text() == "a line\n"


def test_a_folder_of_ours_that_went_away_is_missed_and_not_made_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(processes, "VAR", database.secrets)
    processes.begin_witnesses(database)
    gone = database.secrets / "witnesses" / "stories" / "partner"
    gone.rmdir()

    processes.begin_witnesses(database)

    assert not gone.exists()


def test_the_operator_says_who_the_witnesses_are(database: Database):
    said = {"SIGHTLINE_WITNESSES": "gwent=/mnt/gwent", "SIGHTLINE_PUBLISHED": "/srv/heads"}

    assert processes.folders(database, said) == said
    assert processes.folders(database, {})["SIGHTLINE_WITNESSES"].startswith("partner=")
