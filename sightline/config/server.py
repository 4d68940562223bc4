"""The database server: the operator's own, named by DATABASE_URL, or else the embedded one."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from sightline.config import embedded, keys, roles
from sightline.config.paths import SECRETS

OLDEST = 18
DATABASE = "sightline"


class TooOld(Exception):
    """The operator's server is of a version that Sightline does not run on."""


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
    """One database, its roles made, and who may log in to it."""

    server: Server
    name: str
    passwords: Mapping[str, str]

    def url(self, login: str) -> str:
        """Where this login reaches the database."""
        return self.server.url(login, self.passwords[login], self.name)


@contextmanager
def database(surroundings: Mapping[str, str]) -> Iterator[Database]:
    """The database that the service uses, made if need be, on a server that runs meanwhile.

    surroundings: the process environment; DATABASE_URL in it names the operator's server and database.
    """
    if address := surroundings.get("DATABASE_URL"):
        yield _made(Given(address), str(conninfo_to_dict(address).get("dbname") or DATABASE))
    else:
        with embedded.cluster("run").held() as cluster:
            yield _made(cluster, DATABASE)


def passwords(logins: Mapping[str, object], *, testing: bool = False) -> dict[str, str]:
    """The pass word of each login."""
    key = partial(keys.key, folder=SECRETS / "test") if testing else keys.key
    return {login: key(login) for login in logins}


def _made(server: Server, name: str) -> Database:
    secrets = passwords(roles.LOGINS)
    with psycopg.connect(server.keeper_url(), autocommit=True) as connection:
        _refuse_old(connection)
        roles.make_roles(connection, secrets)
        roles.make_database(connection, name)
    return Database(server, name, secrets)


def _refuse_old(connection: psycopg.Connection) -> None:
    version = connection.info.server_version // 10_000
    if version < OLDEST:
        raise TooOld(
            f"DATABASE_URL names a PostgreSQL {version} server. Sightline needs PostgreSQL {OLDEST} or newer: "
            "upgrade the server, or unset DATABASE_URL to use the embedded one."
        )
