"""Backups: what is refused, what a damaged one says, and that keys and copies stay apart. The drill itself: tests/faults."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from pytest import mark, raises

from sightline.config import backups, manifest
from sightline.config.server import Database, Given

AT = datetime(2018, 10, 17, tzinfo=UTC)
FILES = {"PG_VERSION": b"18\n", "base/1/2": b"rows", "global/pg_control": b"control"}


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(Given("postgresql://keeper:word@127.0.0.1:1/stories"), "stories", tmp_path / "secrets")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A backup as the programs leave it, small."""
    copy = tmp_path / "nightly" / backups.COPY
    for name, content in FILES.items():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes(content)
    (copy / "pg_wal").mkdir()
    (copy / "pg_wal" / "01").write_bytes(b"log")
    listed = [{"Path": name, "Checksum": sha256(content).hexdigest()} for name, content in FILES.items()]
    text = json.dumps({"Files": listed}, indent=0).removesuffix("\n}").encode() + b",\n"
    (copy / manifest.NAME).write_bytes(text + b'"Manifest-Checksum": "' + sha256(text).hexdigest().encode() + b'"}\n')
    page = {"taken_at": "2018-10-17", "database": "stories", "rows": {}, "log": {"01": sha256(b"log").hexdigest()}}
    (copy.parent / backups.ABOUT).write_text(json.dumps(backups.marked(page)))
    return copy.parent


def test_a_whole_backup_passes(folder):
    backups.verify(folder)


@mark.parametrize("name", ["cluster/PG_VERSION", "cluster/base/1/2", "cluster/pg_wal/01", "cluster/backup_manifest"])
def test_any_changed_byte_is_found(folder, name):
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))

    with raises(backups.NotWhole, match="is damaged"):
        backups.verify(folder)


@mark.parametrize("name", ["cluster/base/1/3", "cluster/pg_wal/02"])
def test_a_file_that_nobody_wrote_down_is_found(folder, name):
    (folder / name).write_bytes(b"planted")

    with raises(backups.NotWhole, match="was added"):
        backups.verify(folder)


@mark.parametrize("name", ["cluster/base/1/2", "cluster/pg_wal/01"])
def test_a_missing_file_is_found(folder, name):
    (folder / name).unlink()

    with raises(backups.NotWhole, match="is missing"):
        backups.verify(folder)


def test_a_manifest_that_was_written_anew_does_not_pass(folder):
    path = folder / backups.COPY / manifest.NAME
    path.write_bytes(path.read_bytes().replace(b"PG_VERSION", b"PG_VERSIOM"))

    with raises(backups.NotWhole, match="manifest cannot be trusted"):
        backups.verify(folder)


@mark.parametrize("text", ["", "{}", "[]", "nothing", '{"rows": {}, "sum": "0"}'])
def test_what_says_nothing_true_of_itself_is_no_backup(folder, text):
    (folder / backups.ABOUT).write_text(text)

    with raises(backups.NotWhole, match="no backup of ours"):
        backups.verify(folder)


def test_a_folder_without_a_page_is_no_backup(tmp_path):
    with raises(backups.NotWhole):
        backups.verify(tmp_path)


def test_a_folder_with_something_in_it_is_not_written_into(database, folder):
    with raises(backups.NotTaken, match="is not empty"):
        backups.take(database, folder, at=AT)


@mark.parametrize("inside", ["keys", "deep/er/keys", "."])
def test_keys_never_lie_inside_their_backup(database, tmp_path, inside):
    with raises(backups.NotTaken, match="inside the backup"):
        backups.take(database, tmp_path / "new", at=AT, keys=tmp_path / "new" / inside)

    assert not (tmp_path / "new").exists()


def test_keys_come_back_where_there_are_none(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "receipt.key").write_text("ab")

    backups.bring_keys(tmp_path / "kept", tmp_path / "secrets")
    backups.bring_keys(tmp_path / "kept", tmp_path / "secrets")

    assert (tmp_path / "secrets" / "receipt.key").read_text() == "ab"


def test_a_key_that_differs_is_not_overwritten(tmp_path):
    for place, text in (("kept", "ab"), ("secrets", "cd")):
        (tmp_path / place).mkdir()
        (tmp_path / place / "receipt.key").write_text(text)

    with raises(backups.NotEmpty, match=r"another key called receipt\.key"):
        backups.bring_keys(tmp_path / "kept", tmp_path / "secrets")


def test_rows_that_are_fewer_are_named_and_rows_that_were_added_are_not():
    before = {"public.one": 2, "public.two": 3, "public.gone": 1}

    assert backups.fewer(before, {"public.one": 2, "public.two": 2, "public.new": 9}) == [
        "public.two had 3 rows and has 2",
        "public.gone had 1 rows and has 0",
    ]
