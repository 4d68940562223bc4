"""The database roles: who may log in, and which one working role each login may take on.

Roles belong to the whole server, so they are made here and never by a migration. What a role may do
with tables is said by the policies.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from psycopg import Connection, sql

OWNER = "sl_owner"
COUNTER = "sl_counter"  # the owner makes a function that is this role's own
WORKING = ("sl_staff", "sl_public", "sl_worker", "sl_counter", "sl_sealer", "sl_auditor", "sl_door")
LOGINS = {
    "sl_staff_login": ("sl_staff", "sl_door"),
    "sl_public_login": ("sl_public",),
    "sl_worker_login": ("sl_worker",),
    "sl_sealer_login": ("sl_sealer",),
    "sl_verifier_login": ("sl_auditor",),
    "sl_migrator": (OWNER,),
}
DEMONSTRATION_LOGINS = LOGINS | {"sl_demonstrator": (OWNER, *WORKING)}  # may connect to demonstrations only
TEST_LOGINS = LOGINS | {"sl_test": (OWNER, *WORKING)}

PLAIN = "nosuperuser nobypassrls nocreaterole noreplication noinherit"
Logins = Mapping[str, tuple[str, ...]]
LATEST = 4  # raise it when what is made here changes
LOCK = 0x51_60_17  # one process at a time makes roles on a server


def make_roles(connection: Connection, passwords: Mapping[str, str], logins: Logins, *, testing: bool = False) -> None:
    """Make the roles on this server, or bring them up to date; quick when nothing is left to do.

    connection: as a role that may create roles. passwords: one for each login.
    testing: lets the owner create databases.
    """
    mark = _mark(logins, passwords)
    with connection.transaction():
        connection.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        if _marked(connection) == mark:
            return
        _make(connection, OWNER, f"nologin {PLAIN} {'createdb' if testing else 'nocreatedb'}")
        for role in WORKING:
            _make(connection, role, f"nologin {PLAIN} nocreatedb")
        for login, roles in logins.items():
            _make(connection, login, f"login {PLAIN} nocreatedb", passwords[login])
            _allow(connection, login, roles)
        _allow(connection, OWNER, (COUNTER,))
        _act_for(connection, [OWNER, *logins])
        connection.execute(sql.SQL("comment on role {} is {}").format(sql.Identifier(OWNER), mark))


def make_database(connection: Connection, name: str, logins: Iterable[str]) -> None:
    """Make an empty database of the owner's; only these logins may connect to it."""
    create = sql.SQL("create database {} owner {}")
    connection.execute(create.format(sql.Identifier(name), sql.Identifier(OWNER)))
    close_to_others(connection, name, logins)


def close_to_others(connection: Connection, name: str, logins: Iterable[str]) -> None:
    """Let nobody but these logins connect to the database, whatever else lives on the server."""
    database = sql.Identifier(name)
    connection.execute(sql.SQL("revoke all on database {} from public").format(database))
    names = sql.SQL(", ").join(map(sql.Identifier, logins))
    connection.execute(sql.SQL("grant connect on database {} to {}").format(database, names))


def _make(connection: Connection, role: str, attributes: str, password: str | None = None) -> None:
    found = connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
    verb = sql.SQL("alter" if found else "create")
    secret = sql.SQL("password {}").format(password) if password else sql.SQL("")
    name, rest = sql.Identifier(role), sql.SQL(_settable(connection, attributes))
    connection.execute(sql.SQL("{} role {} {} {}").format(verb, name, rest, secret))


def _settable(connection: Connection, attributes: str) -> str:
    """Only a superuser may speak of these three, even to say no; no is what they are without."""
    if connection.info.parameter_status("is_superuser") == "on":
        return attributes
    return " ".join(word for word in attributes.split() if word not in {"nosuperuser", "nobypassrls", "noreplication"})


def _allow(connection: Connection, login: str, roles: tuple[str, ...]) -> None:
    """A login has nothing of its own: it takes a role on for a transaction, or sees nothing."""
    grant = sql.SQL("grant {} to {} with inherit false, set true")
    for role in roles:
        connection.execute(grant.format(sql.Identifier(role), sql.Identifier(login)))


def _act_for(connection: Connection, roles: Iterable[str]) -> None:
    """Let an operator's role that is no superuser make the owner's databases, and end the logins' connections."""
    if connection.info.parameter_status("is_superuser") != "on":
        grant = sql.SQL("grant {} to current_user with inherit true, set true")
        connection.execute(grant.format(sql.SQL(", ").join(map(sql.Identifier, roles))))


def _mark(logins: Logins, passwords: Mapping[str, str]) -> str:
    """What tells whether the roles are as these logins and pass words want them."""
    wanted = repr((LATEST, sorted(logins.items()), sorted(passwords.items())))
    return sha256(wanted.encode()).hexdigest()


def _marked(connection: Connection) -> str | None:
    row = connection.execute(
        "select shobj_description(oid, 'pg_authid') from pg_roles where rolname = %s", [OWNER]
    ).fetchone()
    return row[0] if row else None
