"""Verbs that start other programs: which one, as whom, and what is said when it fails."""

import os
import subprocess
import sys
from argparse import Namespace
from contextlib import contextmanager
from pathlib import Path

import pytest

from sightline.cli import VERBS, making, psql
from sightline.cli.__main__ import main
from sightline.config import processes, server
from sightline.config.server import Database, Given


class Started(list):
    """The programs that were to be started, each with its surroundings; none is."""

    code = 0

    def __call__(self, command, env=None):
        self.append((command, env or {}))
        return subprocess.CompletedProcess(command, self.code)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """Instead of starting programs."""
    started = Started()
    monkeypatch.setattr(subprocess, "run", started)
    return started


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A database that nobody needs to reach."""
    return Database(Given("postgresql://keeper:word@127.0.0.1:1/stories"), "stories", tmp_path)


def test_a_database_is_prepared_by_a_process_that_knows_the_owners_login_alone(started: Started, database: Database):
    making.prepare(database)

    ((command, surroundings),) = started
    assert command == [sys.executable, "-m", "sightline.cli", "prepare"]
    assert surroundings["DJANGO_SETTINGS_MODULE"] == "sightline.config.settings.owner"
    assert "sl_migrator" in surroundings["SIGHTLINE_DATABASE"]
    assert "DATABASE_URL" not in surroundings


def test_a_step_that_fails_is_named(started: Started, database: Database):
    started.code = 1

    with pytest.raises(making.NotMade, match="sightline prepare failed"):
        making.prepare(database)


@pytest.mark.parametrize(
    ("demonstration", "steps"), [("1", ["prepare", "replay"]), ("0", ["prepare"]), ("", ["prepare"])]
)
def test_the_story_is_replayed_only_where_it_is_wanted(
    demonstration: str, steps: list[str], started: Started, database: Database, monkeypatch: pytest.MonkeyPatch
):
    placed = []
    monkeypatch.setenv("SIGHTLINE_DEMONSTRATION", demonstration)
    monkeypatch.setattr(server, "draft", lambda database, logins: database)
    monkeypatch.setattr(server, "put_in_place", lambda draft, database: placed.append(draft))
    monkeypatch.setattr(making, "begin_witnesses", lambda database, anew: placed.append("new books"))

    making.make_new(database)

    assert [command[-1] for command, _ in started] == [*steps, "--once", "verify"]
    assert placed == [database, "new books"]


def test_a_database_that_could_not_be_made_replaces_nothing(
    started: Started, database: Database, monkeypatch: pytest.MonkeyPatch
):
    started.code, placed = 1, []
    monkeypatch.setattr(server, "draft", lambda database, logins: database)
    monkeypatch.setattr(server, "put_in_place", lambda draft, database: placed.append(draft))

    with pytest.raises(making.NotMade):
        making.make_new(database)

    assert placed == []


def test_the_shell_opens_as_the_keeper_and_passes_words_on(
    started: Started, database: Database, monkeypatch: pytest.MonkeyPatch
):
    @contextmanager
    def given(surroundings):
        yield database

    monkeypatch.setattr(server, "database", given)
    monkeypatch.setattr(psql, "program", lambda name: f"/bin/{name}")

    assert psql.run(Namespace(words=["-c", "select 1"])) == 0

    ((command, _),) = started
    assert command[0] == "/bin/psql"
    assert command[1] == database.server.keeper_url("stories")
    assert command[2:] == ["-c", "select 1"]


def test_the_code_of_the_shell_is_the_programs(started: Started, database: Database, monkeypatch: pytest.MonkeyPatch):
    @contextmanager
    def given(surroundings):
        yield database

    started.code = 3
    monkeypatch.setattr(server, "database", given)
    monkeypatch.setattr(psql, "program", lambda name: name)

    assert psql.run(Namespace(words=[])) == 3


@pytest.mark.parametrize("name", sorted(VERBS))
def test_each_verb_explains_itself(name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SIGHTLINE_DATABASE", os.environ.get("SIGHTLINE_DATABASE", "given"))

    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])

    told = " ".join(capsys.readouterr().out.split())
    assert stopped.value.code == 0
    assert told.startswith(f"usage: sightline {name}")
    assert VERBS[name].says[1:] in told


def test_every_verb_works_as_a_kind_of_process_that_there_is():
    assert {verb.kind for verb in VERBS.values()} <= {*processes.LOGINS, None}
    assert not [name for name, verb in VERBS.items() if verb.kind == "public"]
