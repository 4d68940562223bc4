"""What each process knows, and what its settings become over a line that is guarded: asked of a process of that kind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sightline.config import keys, processes, server
from sightline.config.paths import ROOT
from sightline.config.processes import LOGINS, environment
from sightline.config.server import Database, Given

ASKED = """
import json, sys
from django.conf import settings as s
print(json.dumps({
    "login": s.DATABASES["default"]["USER"], "assumes": s.DATABASES["default"]["OPTIONS"].get("assume_role"),
    "key": s.SECRET_KEY, "context": s.CONTEXT_KEY, "receipt": s.RECEIPT_KEY, "debug": s.DEBUG,
    "cookie": getattr(s, "SESSION_COOKIE_NAME", ""), "secure": getattr(s, "SESSION_COOKIE_SECURE", None),
    "hsts": s.SECURE_HSTS_SECONDS, "redirect": s.SECURE_SSL_REDIRECT, "hosts": s.ALLOWED_HOSTS,
    "middleware": s.MIDDLEWARE, "urls": s.ROOT_URLCONF, "pool": bool(s.DATABASES["default"]["OPTIONS"].get("pool")),
}))
"""


def told(database: Database, kind: str, **surroundings: str) -> dict:
    """The settings of a process of that kind, as the process itself has them."""
    inherited = {"PATH": os.environ["PATH"], "DATABASE_URL": "postgresql://keeper:secret@127.0.0.1/x", **surroundings}
    command = [sys.executable, "-c", ASKED]
    run = subprocess.run(command, env=environment(kind, database, inherited), cwd=ROOT, capture_output=True, check=True)
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A database that nobody needs to reach, with secrets of its own."""
    return Database(Given("postgresql://keeper:word@127.0.0.1/stories"), "stories", tmp_path_factory.mktemp("secrets"))


@pytest.fixture(scope="module")
def public(database: Database) -> dict:
    """The public front's settings."""
    return told(database, "public")


@pytest.fixture(scope="module")
def staff(database: Database) -> dict:
    """The staff front's settings, over a guarded line."""
    return told(database, "staff", SIGHTLINE_HTTPS="1", SIGHTLINE_HOSTS="staff.example")


@pytest.fixture(scope="module")
def owner(database: Database) -> dict:
    """The settings of whoever migrates."""
    return told(database, "owner")


@pytest.mark.slow
def test_each_process_logs_in_as_itself(public: dict, staff: dict, owner: dict):
    assert [each["login"] for each in (public, staff, owner)] == [LOGINS[kind] for kind in ("public", "staff", "owner")]


@pytest.mark.slow
def test_only_the_owners_process_begins_as_the_owner(public: dict, staff: dict, owner: dict):
    assert [each["assumes"] for each in (public, staff, owner)] == [None, None, "sl_owner"]


@pytest.mark.slow
def test_the_public_front_cannot_sign_who_reads(public: dict, staff: dict):
    assert public["context"] == ""
    assert len(bytes.fromhex(staff["context"])) == 32


@pytest.mark.slow
def test_the_fronts_sign_with_different_keys_and_both_know_receipts(public: dict, staff: dict):
    assert public["key"] != staff["key"]
    assert len({staff["key"], staff["context"], staff["receipt"]}) == 3
    assert public["receipt"] == staff["receipt"]


@pytest.mark.slow
def test_over_a_guarded_line_the_session_keeps_to_it(staff: dict):
    assert (staff["cookie"], staff["secure"], staff["redirect"]) == ("__Host-session", True, True)
    assert staff["hsts"] >= 365 * 24 * 3600
    assert staff["hosts"] == ["staff.example"]


@pytest.mark.slow
def test_on_the_own_machine_there_is_no_guarded_line(public: dict):
    assert (public["hsts"], public["redirect"]) == (0, False)
    assert set(public["hosts"]) == {"127.0.0.1", "localhost", "[::1]"}


@pytest.mark.slow
def test_the_public_front_has_neither_sessions_nor_sign_in(public: dict):
    assert [name for name in public["middleware"] if "session" in name.lower() or "auth" in name.lower()] == []
    assert public["urls"] == "sightline.config.urls_public"


@pytest.mark.slow
def test_nothing_is_shown_of_an_error_anywhere(public: dict, staff: dict, owner: dict):
    assert {each["debug"] for each in (public, staff, owner)} == {False}


# What a process is given ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(LOGINS))
def test_a_process_is_given_no_pass_word_but_its_own(kind: str, database: Database):
    given = environment(kind, database, {"DATABASE_URL": "postgresql://keeper:secret@127.0.0.1/x"})
    others = [keys.key(login, database.secrets) for name, login in LOGINS.items() if name != kind]

    assert not [word for word in others if word in " ".join(given.values())]
    assert "secret@" not in " ".join(given.values())


@pytest.mark.parametrize("kind", sorted(LOGINS))
def test_the_root_of_the_framework_keys_is_given_to_nobody(kind: str, database: Database):
    assert database.key("django.key") not in environment(kind, database, {}).values()


@pytest.mark.parametrize("kind", sorted(LOGINS))
def test_who_may_sign_who_reads(kind: str, database: Database):
    given = environment(kind, database, {"SIGHTLINE_CONTEXT_KEY": "inherited"})["SIGHTLINE_CONTEXT_KEY"]

    assert given == ("" if kind in ("public", "worker", "sealer", "verifier") else database.key("context.key"))


def test_what_is_inherited_is_left_as_it_was(database: Database):
    surroundings = {"DATABASE_URL": "x", "LANG": "C"}

    environment("staff", database, surroundings)

    assert surroundings == {"DATABASE_URL": "x", "LANG": "C"}


def test_two_databases_share_no_secret(tmp_path: Path):
    one, other = (Database(Given("postgresql://127.0.0.1/x"), "x", tmp_path / name) for name in ("one", "other"))

    assert not {one.key("context.key"), one.url("sl_staff_login")} & {
        other.key("context.key"),
        other.url("sl_staff_login"),
    }


@pytest.mark.parametrize(
    ("surroundings", "who"),
    [({}, False), ({"SIGHTLINE_DEMONSTRATION": "0"}, False), ({"SIGHTLINE_DEMONSTRATION": "1"}, True)],
)
def test_the_one_who_replays_logs_in_to_demonstrations_alone(surroundings: dict, who: bool):
    assert ("sl_demonstrator" in server.logins_for(surroundings)) is who


def test_no_front_is_the_one_who_replays_or_migrates():
    assert processes.LOGINS["public"] != processes.LOGINS["staff"]
    assert {"sl_migrator", "sl_demonstrator"}.isdisjoint({processes.LOGINS["public"], processes.LOGINS["staff"]})
