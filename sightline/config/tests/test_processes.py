"""A process knows its own login and keys, and nothing of the others."""

from pathlib import Path

import pytest

from sightline.config.processes import LOGINS, environment
from sightline.config.server import Database, Given


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A database that nobody needs to reach."""
    return Database(Given("postgresql://operator:the-operators-word@db.example/stories"), "stories", tmp_path)


@pytest.mark.parametrize("kind", LOGINS)
def test_it_knows_the_pass_word_of_its_own_login_alone(kind: str, database: Database):
    told = " ".join(
        environment(kind, database, {"DATABASE_URL": "postgresql://operator:the-operators-word@x/y"}).values()
    )

    known = {login for login in LOGINS.values() if database.key(login) in told}
    assert known == {LOGINS[kind]}
    assert "the-operators-word" not in told


def test_the_public_front_cannot_say_who_reads(database: Database):
    inherited = {"SIGHTLINE_CONTEXT_KEY": database.key("context.key")}

    assert environment("public", database, inherited)["SIGHTLINE_CONTEXT_KEY"] == ""
    assert environment("staff", database, {})["SIGHTLINE_CONTEXT_KEY"] == database.key("context.key")


def test_the_public_front_cannot_sign_for_the_staff_front(database: Database):
    keys = {kind: environment(kind, database, {})["SIGHTLINE_DJANGO_KEY"] for kind in LOGINS}

    assert len(set(keys.values())) == len(LOGINS)


def test_what_is_no_secret_is_inherited(database: Database):
    assert environment("staff", database, {"PATH": "/bin"})["PATH"] == "/bin"
