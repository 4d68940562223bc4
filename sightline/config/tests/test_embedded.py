"""The embedded PostgreSQL starts, is shared, and stops with its last user."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from sightline.config import embedded
from sightline.config.embedded import CannotStart, Cluster

pytestmark = pytest.mark.slow


def ask(cluster: Cluster, question: str) -> object:
    """The one value that the superuser is answered."""
    with psycopg.connect(cluster.keeper_url()) as connection:
        row = connection.execute(question).fetchone()  # type: ignore[call-overload]
    assert row
    return row[0]


def test_it_is_up_while_it_is_held_and_down_afterwards(own_cluster: Cluster):
    with own_cluster.held():
        assert str(ask(own_cluster, "show server_version")).startswith("18.")

    with pytest.raises(psycopg.OperationalError):
        ask(own_cluster, "select 1")


def test_the_last_to_let_go_stops_it(own_cluster: Cluster):
    with own_cluster.held():
        with own_cluster.held():
            pass

        assert ask(own_cluster, "select 1") == 1


def test_it_keeps_its_data(own_cluster: Cluster):
    with own_cluster.held():
        ask(own_cluster, "with made as (select lo_from_bytea(4242, 'here')) select * from made")

    with own_cluster.held():
        assert ask(own_cluster, "select lo_get(4242)") == b"here"


def test_it_starts_again_after_it_was_killed(own_cluster: Cluster):
    with own_cluster.held():
        process = int((own_cluster.home / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(process, signal.SIGKILL)

        with own_cluster.held():
            assert ask(own_cluster, "select 1") == 1


def test_it_is_revived_where_it_was_killed_and_left_alone_where_it_is_up(own_cluster: Cluster):
    with own_cluster.held():
        up = int((own_cluster.home / "data" / "postmaster.pid").read_text().split()[0])
        own_cluster.revive()
        assert int((own_cluster.home / "data" / "postmaster.pid").read_text().split()[0]) == up
        os.kill(up, signal.SIGKILL)

        own_cluster.revive()

        assert ask(own_cluster, "select 1") == 1


def test_it_listens_on_no_network_and_speaks_english_in_code_point_order(own_cluster: Cluster):
    with own_cluster.held():
        assert ask(own_cluster, "show listen_addresses") == ""
        assert ask(own_cluster, "select datcollate || datlocale from pg_database limit 1") == "C.UTF-8C.UTF-8"


def test_only_we_reach_its_socket(own_cluster: Cluster):
    with own_cluster.held():
        assert own_cluster.socket.stat().st_mode & 0o777 == 0o700


def test_a_login_without_its_pass_word_is_refused(own_cluster: Cluster):
    with own_cluster.held():
        with psycopg.connect(own_cluster.keeper_url()) as connection:
            connection.execute("create role somebody login password 'right'")

        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(own_cluster.url("somebody", "wrong", "postgres"))


def test_half_a_start_is_begun_again(own_cluster: Cluster):
    whole = own_cluster.home / "data"
    whole.rename(own_cluster.home / "draft")

    with own_cluster.held():
        assert ask(own_cluster, "select 1") == 1


def test_a_long_path_gets_a_short_socket(tmp_path: Path):
    deep = Cluster(tmp_path / ("deep" * 30))

    assert deep.socket.parent == Path(tempfile.gettempdir())
    assert deep.socket != Cluster(tmp_path / ("other" * 30)).socket


def test_a_folder_of_somebody_else_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    real = os.lstat(tmp_path)
    stranger = os.stat_result([*real[:4], 4_000_000, *real[5:]])
    monkeypatch.setattr(embedded.os, "lstat", lambda path: stranger)

    with pytest.raises(CannotStart, match="belongs to somebody else"):
        embedded._ours(str(tmp_path), 0o700)


def test_a_user_without_a_name_is_told_what_to_do(own_cluster: Cluster, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(embedded.os, "getuid", lambda: 4_000_000)  # on nobody's list
    embedded._account.cache_clear()

    with pytest.raises(CannotStart, match=r"User 4000000 .* useradd .* DATABASE_URL"), own_cluster.held():
        pass


def test_a_start_that_fails_says_why(own_cluster: Cluster, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(embedded.FORGETFUL, "max_connections", "no number")

    with pytest.raises(CannotStart, match="pg_ctl failed"), own_cluster.held():
        pass


MAKE = "import sys; from sightline.config import embedded; embedded.ACCOUNT = sys.argv[1]; print(embedded._account().pw_uid)"


@pytest.mark.skipif(os.getuid() != 0, reason="only root makes an account")
def test_processes_that_start_at_once_share_one_account():
    name = f"sightline-{os.getpid()}"

    started = [subprocess.Popen([sys.executable, "-c", MAKE, name], stdout=subprocess.PIPE) for _ in range(4)]
    numbers = {process.communicate()[0] for process in started}
    subprocess.run(["userdel", name], check=True, capture_output=True)

    assert len(numbers) == 1
    assert all(process.returncode == 0 for process in started)
