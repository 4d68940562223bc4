"""The operator's own server serves as well as the embedded one."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from sightline.config import server
from sightline.config.embedded import Cluster

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def operators(own_cluster: Cluster) -> Iterator[str]:
    """Where an operator's role, which is no superuser, reaches a server of the operator's."""
    with own_cluster.held():
        with psycopg.connect(own_cluster.keeper_url(), autocommit=True) as connection:
            connection.execute("create role operator login createrole createdb password 'word'")
        yield own_cluster.url("operator", "word", "stories")


@pytest.fixture
def address(operators: str) -> str:
    """The operator's server, without a database of ours."""
    with psycopg.connect(make_conninfo(operators, dbname="postgres"), autocommit=True) as connection:
        server.drop(connection, "stories")
    return operators


def logged_in(database: server.Database, login: str) -> tuple[object, ...] | None:
    """Who the database says that the login is."""
    with psycopg.connect(database.url(login)) as connection:
        return connection.execute("select session_user::text, current_database()::text").fetchone()


def test_a_role_that_makes_roles_and_databases_is_enough(address: str):
    with server.database({"DATABASE_URL": address}) as database:
        assert not server.exists(database)

        draft = server.draft(database, server.logins_for({}))
        server.put_in_place(draft, database)

        assert server.exists(database)
        assert logged_in(database, "sl_staff_login") == ("sl_staff_login", "stories")


def test_a_new_database_replaces_the_old_and_whoever_uses_it(address: str):
    with server.database({"DATABASE_URL": address}) as database:
        server.put_in_place(server.draft(database, server.logins_for({})), database)
        with psycopg.connect(database.url("sl_migrator"), autocommit=True) as user:
            user.execute("set role sl_owner")
            user.execute("create table story (word text)")

            server.put_in_place(server.draft(database, server.logins_for({})), database)

            with pytest.raises(psycopg.OperationalError):
                user.execute("select * from story")


def test_a_second_start_finds_the_roles_made(address: str):
    for _ in range(2):
        with server.database({"DATABASE_URL": address}) as database:
            assert database.name == "stories"


def test_the_one_who_replays_the_story_has_no_login_to_a_real_database(address: str):
    with server.database({"DATABASE_URL": address, "SIGHTLINE_DEMONSTRATION": "1"}) as database:
        server.put_in_place(server.draft(database, server.logins_for({})), database)

        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            logged_in(database, "sl_demonstrator")


def test_an_older_server_is_refused_in_a_sentence(address: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(server, "OLDEST", 99)

    with pytest.raises(server.TooOld, match="needs PostgreSQL 99 or newer"), server.database({"DATABASE_URL": address}):
        pass


def test_the_kind_of_line_is_the_operators_for_every_login():
    given = server.Given("postgresql://operator:word@db.example/stories?sslmode=verify-full")

    assert "sslmode=verify-full" in given.url("sl_staff_login", "its word", "stories")
    assert "operator" not in given.url("sl_staff_login", "its word", "stories")
