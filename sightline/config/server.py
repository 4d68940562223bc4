"""The database server: the operator's own, named by DATABASE_URL, or else the embedded one."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from sightline.config import embedded, keys, roles
from sightline.config.paths import SECRETS
from sightline.config.problems import Problem

OLDEST = 18
DATABASE = "sightline"


class TooOld(Problem):
    """The operator's server is of a version that Sightline does not run on."""


class Away(Problem):
    """The operator's server does not answer."""


class Server(Protocol):
    """Where databases are, for those who make roles and those who log in."""

    def keeper_url(self, database: str = ...) -> str: ...

    def url(self, login: str, password: str, database: str) -> str: ...


@dataclass(frozen=True)
class Given:
    """The operator's server. `address` names a role that may create roles and databases."""

    address: str

    def keeper_url(self, database: str = "postgres") -> str:
        """Where the operator's role reaches that database."""
        return make_conninfo(self.address, dbname=database)

    def url(self, login: str, password: str, database: str) -> str:
        """Where this login reaches that database, over the same kind of line as the operator's."""
        return make_conninfo(self.address, user=login, password=password, dbname=database)


@dataclass(frozen=True)
class Database:
    """One database, and the folder of secrets by which its logins and keys are known."""

    server: Server
    name: str
    secrets: Path = SECRETS

    def url(self, login: str) -> str:
        """Where this login reaches the database."""
        return self.server.url(login, keys.key(login, self.secrets), self.name)

    def key(self, name: str) -> str:
        """A key of the processes that work on this database."""
        return keys.key(name, self.secrets)


@contextmanager
def database(surroundings: Mapping[str, str]) -> Iterator[Database]:
    """The database that the service uses, on a server that runs meanwhile, with its roles; it may not exist yet.

    surroundings: the process environment; DATABASE_URL in it names the operator's server and database.
    """
    logins = logins_for(surroundings)
    if address := surroundings.get("DATABASE_URL"):
        yield _with_roles(Database(Given(address), _named(address)), logins)
    else:
        with embedded.cluster("run").held() as cluster:
            yield _with_roles(Database(cluster, DATABASE), logins)


def logins_for(surroundings: Mapping[str, str]) -> roles.Logins:
    """Who may log in: in a demonstration also whoever replays its story."""
    return roles.DEMONSTRATION_LOGINS if surroundings.get("SIGHTLINE_DEMONSTRATION") == "1" else roles.LOGINS


@contextmanager
def keeper(server: Server) -> Iterator[psycopg.Connection]:
    """A connection as the role that makes roles and databases, outside any transaction."""
    with psycopg.connect(server.keeper_url(), autocommit=True) as connection:
        yield connection


def passwords(logins: Iterable[str], secrets: Path = SECRETS) -> dict[str, str]:
    """The pass word of each login."""
    return {login: keys.key(login, secrets) for login in logins}


def exists(database: Database) -> bool:
    """Whether the database has been made."""
    with keeper(database.server) as connection:
        return (
            connection.execute("select 1 from pg_database where datname = %s", [database.name]).fetchone() is not None
        )


def let_in(database: Database, logins: Iterable[str]) -> None:
    """Let these logins connect, and nobody else: an older database knows nothing of a login that came later."""
    with keeper(database.server) as connection:
        roles.close_to_others(connection, database.name, logins)


def draft(database: Database, logins: Iterable[str]) -> Database:
    """An empty database beside it, to be filled and then put in its place."""
    beside = replace(database, name=f"{database.name}_draft")
    with keeper(database.server) as connection:
        drop(connection, beside.name)
        roles.make_database(connection, beside.name, logins)
    return beside


def put_in_place(draft: Database, database: Database) -> None:
    """Let the finished draft be the database; what was there is dropped."""
    with keeper(database.server) as connection:
        drop(connection, database.name)
        rename = sql.SQL("alter database {} rename to {}")
        connection.execute(rename.format(sql.Identifier(draft.name), sql.Identifier(database.name)))


def drop(connection: psycopg.Connection, name: str) -> None:
    """Drop the database of that name, if it is there, and whoever is connected to it."""
    connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _with_roles(database: Database, logins: roles.Logins) -> Database:
    try:
        with keeper(database.server) as connection:
            _refuse_old(connection)
            roles.make_roles(connection, passwords(logins), logins)
    except psycopg.OperationalError as error:
        raise Away(f"DATABASE_URL names a server that does not answer, or refuses its role: {error}") from error
    return database


def _named(address: str) -> str:
    return str(conninfo_to_dict(address).get("dbname") or DATABASE)


def _refuse_old(connection: psycopg.Connection) -> None:
    version = connection.info.server_version // 10_000
    if version < OLDEST:
        raise TooOld(
            f"DATABASE_URL names a PostgreSQL {version} server. Sightline needs PostgreSQL {OLDEST} or newer: "
            "upgrade the server, or unset DATABASE_URL to use the embedded one."
        )
