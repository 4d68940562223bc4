"""The sealing keys as files and as processes are told of them."""

from pathlib import Path

import pytest

from sightline.config import sealing
from sightline.config.problems import Problem
from sightline.config.processes import LOGINS, environment
from sightline.config.server import Database, Given
from sightline.kit import ciphers

OPEN = {"staff", "owner", "demo"}


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A database that nobody needs to reach."""
    return Database(Given("postgresql://keeper:word@db.example/stories"), "stories", tmp_path)


def test_the_first_key_is_made_when_it_is_first_asked_for_and_stays(tmp_path: Path):
    first = sealing.versions(tmp_path)

    assert list(first) == [1]
    assert len(first[1]) == 32
    assert sealing.versions(tmp_path) == first


def test_a_key_is_ours_alone_to_read(tmp_path: Path):
    sealing.versions(tmp_path)

    assert (tmp_path / "sealing-1.key").stat().st_mode & 0o777 == 0o600


def test_a_new_version_leaves_the_old_one(tmp_path: Path):
    first = sealing.versions(tmp_path)[1]

    sealing.make(2, tmp_path)

    assert sealing.versions(tmp_path)[1] == first
    assert sealing.versions(tmp_path)[2] != first


def test_a_retired_file_is_told_to_nobody(tmp_path: Path):
    sealing.make(2, tmp_path)
    (tmp_path / "sealing-1.retired").write_text("ab" * 32)

    assert list(sealing.versions(tmp_path)) == [2]


def test_versions_are_counted_and_not_spelled(tmp_path: Path):
    for version in (2, 9, 10):
        sealing.make(version, tmp_path)

    assert max(sealing.versions(tmp_path)) == 10


@pytest.mark.parametrize("version", [0, 256])
def test_a_version_is_one_byte(version: int, tmp_path: Path):
    with pytest.raises(Problem, match="255 versions"):
        sealing.make(version, tmp_path)


def test_what_an_environment_tells_is_what_was_written(tmp_path: Path):
    sealing.make(1, tmp_path), sealing.make(2, tmp_path)

    assert sealing.read(sealing.written(tmp_path)) == sealing.versions(tmp_path)
    assert sealing.read("") == {}
    assert sealing.read_door("") is None


def test_the_door_is_the_public_half_of_the_newest(tmp_path: Path):
    sealing.make(1, tmp_path), sealing.make(2, tmp_path)

    assert sealing.read_door(sealing.written_door(tmp_path)) == (2, ciphers.door_of(sealing.versions(tmp_path)[2]))


@pytest.mark.parametrize("kind", sorted(LOGINS))
def test_only_who_opens_is_told_the_sealing_keys(kind: str, database: Database):
    told = environment(kind, database, {"SIGHTLINE_SEALING_KEYS": "1:inherited", "SIGHTLINE_DOOR_KEY": "1:inherited"})

    assert told["SIGHTLINE_SEALING_KEYS"] == (sealing.written(database.secrets) if kind in OPEN else "")
    assert "inherited" not in " ".join(told.values())


def test_the_public_front_is_told_the_public_half_and_no_key_that_opens(database: Database):
    told = environment("public", database, {})

    assert told["SIGHTLINE_DOOR_KEY"] == sealing.written_door(database.secrets)
    assert sealing.versions(database.secrets)[1].hex() not in " ".join(told.values())
