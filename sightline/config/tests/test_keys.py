"""Secrets are made once, for us alone."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sightline.config.keys import key, part


def test_a_secret_is_made_when_first_asked_for_and_then_stays(tmp_path: Path):
    first = key("some.key", tmp_path / "secrets")

    assert key("some.key", tmp_path / "secrets") == first
    assert len(bytes.fromhex(first)) == 32


def test_nobody_else_may_read_a_secret(tmp_path: Path):
    key("some.key", tmp_path / "secrets")

    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "secrets" / "some.key").stat().st_mode & 0o777 == 0o600


def test_two_who_ask_at_once_get_the_same_secret(tmp_path: Path):
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda _: key("some.key", tmp_path), range(40)))

    assert len(found) == 1


def test_a_secret_that_is_being_made_leaves_nothing_beside(tmp_path: Path):
    key("some.key", tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["some.key"]


def test_keys_for_two_purposes_differ_and_each_stays_the_same():
    whole = "ab" * 32

    assert part(whole, "public") == part(whole, "public")
    assert part(whole, "public") != part(whole, "staff")
    assert part(whole, "public") != whole
