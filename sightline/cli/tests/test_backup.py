"""Backing up and restoring from the command line: what is refused, and what is looked at before anybody is let in."""

from argparse import Namespace
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest import raises

from sightline.cli import backup, restore
from sightline.cli.__main__ import main
from sightline.config import backups, server
from sightline.config.problems import Problem
from sightline.config.server import Database, Given


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database that nobody reaches, in place of the service's."""
    made = Database(Given("postgresql://keeper:word@127.0.0.1:1/stories"), "stories", tmp_path / "secrets")

    @contextmanager
    def given(surroundings):
        yield made

    monkeypatch.setattr(server, "database", given)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that says it is a backup of two rows."""
    page = backups.marked({"taken_at": "2018-10-17", "database": "stories", "rows": {"public.one": 2}, "log": {}})
    return _kept(tmp_path / "nightly", page)


def _kept(folder: Path, page: dict) -> Path:
    import json

    folder.mkdir()
    (folder / backups.ABOUT).write_text(json.dumps(page))
    return folder


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The verbs that were run instead of being run."""
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(restore, "prepare", lambda database: ran.append(("prepare",)))
    monkeypatch.setattr(restore, "run_as", lambda kind, database, *words: ran.append((kind, *words)))
    return ran


def test_without_a_database_there_is_nothing_to_back_up(database, monkeypatch, tmp_path):
    monkeypatch.setattr(server, "exists", lambda database: False)

    with raises(Problem, match="no database yet"):
        backup.run(Namespace(folder=tmp_path / "new", keys=None))


def test_a_backup_says_where_it_is_how_large_and_whether_the_keys_came_along(database, monkeypatch, capsys, folder):
    monkeypatch.setattr(server, "exists", lambda database: True)
    monkeypatch.setattr(backups, "take", lambda database, folder, at, keys: folder)

    backup.run(Namespace(folder=folder, keys=None))
    backup.run(Namespace(folder=folder, keys=folder / "keys"))

    first, apart, _, along = capsys.readouterr().out.splitlines()
    assert f"Backed up into {folder}: 0 MB, verified" in first
    assert "were not copied" in apart
    assert along == f"The keys are in {folder / 'keys'}."


def test_an_operators_own_server_is_restored_with_its_own_tools(monkeypatch, folder):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/stories")

    with raises(Problem, match="its own tools"):
        restore.run(Namespace(folder=folder, keys=None))


def test_a_restored_database_is_looked_at_before_anybody_is_let_in(database, folder, looked_at, monkeypatch):
    monkeypatch.setattr(backups, "rows", lambda database: {"public.one": 2, "public.new": 0})

    restore.check(folder, database)

    assert looked_at[:2] == [("prepare",), ("owner", "policies", "check")]
    assert looked_at[2] == ("verifier", "ledger", "verify", "--at-rest")


def test_a_restored_database_with_fewer_rows_is_refused_before_anything_else(database, folder, looked_at, monkeypatch):
    monkeypatch.setattr(backups, "rows", lambda database: {"public.one": 1})

    with raises(restore.Lost, match=r"public\.one had 2 rows and has 1"):
        restore.check(folder, database)

    assert looked_at == []


@pytest.mark.parametrize("verb", ["backup", "restore"])
def test_the_folder_must_be_named(verb, capsys):
    with raises(SystemExit):
        main([verb])
    assert "folder" in capsys.readouterr().err
