"""Each login has one working role, and nothing of its own."""

from collections.abc import Iterator

import psycopg
import pytest

from sightline.config import roles
from sightline.config.embedded import Cluster

pytestmark = pytest.mark.slow
PASSWORDS = {login: f"word of {login}" for login in roles.DEMONSTRATION_LOGINS | roles.TEST_LOGINS}


@pytest.fixture(scope="module")
def superuser(own_cluster: Cluster) -> Iterator[psycopg.Connection]:
    """The superuser of a cluster with a database of the owner's."""
    with own_cluster.held(), psycopg.connect(own_cluster.keeper_url(), autocommit=True) as connection:
        roles.make_roles(connection, PASSWORDS, roles.LOGINS)
        roles.make_database(connection, "stories", roles.LOGINS)
        yield connection


@pytest.fixture
def keeper(superuser: psycopg.Connection) -> psycopg.Connection:
    """The superuser, with the roles as a service has them."""
    roles.make_roles(superuser, PASSWORDS, roles.LOGINS)
    return superuser


def logged_in(cluster: Cluster, login: str, database: str = "stories") -> psycopg.Connection:
    """A connection as that login."""
    return psycopg.connect(cluster.url(login, PASSWORDS[login], database), autocommit=True)


def test_no_role_is_mighty(keeper: psycopg.Connection):
    mighty = """select rolname from pg_roles where rolname ~ '^sl_' and rolname <> 'sl_super'
        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit)"""

    assert keeper.execute(mighty).fetchall() == []


@pytest.mark.parametrize(("login", "own"), [(login, own) for login, its in roles.LOGINS.items() for own in its])
def test_a_login_may_take_on_its_own_roles_and_no_other(
    login: str, own: str, keeper: psycopg.Connection, own_cluster: Cluster
):
    # The owner may also become the counter, to make the function that counts in its name.
    others = {roles.OWNER, *roles.WORKING} - {*roles.LOGINS[login]} - ({roles.COUNTER} if own == roles.OWNER else set())
    with logged_in(own_cluster, login) as connection:
        connection.execute(f"set role {own}")  # type: ignore[call-overload]
        for other in others:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"set role {other}")  # type: ignore[call-overload]


def test_a_login_that_took_on_no_role_has_nothing(keeper: psycopg.Connection, own_cluster: Cluster):
    with logged_in(own_cluster, "sl_migrator") as owner:
        owner.execute("set role sl_owner")
        owner.execute("create table story (word text)")
        owner.execute("grant select on story to sl_staff")

    with logged_in(own_cluster, "sl_staff_login") as staff:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            staff.execute("select * from story")
        staff.execute("set role sl_staff")
        assert staff.execute("select * from story").fetchall() == []


def test_nobody_else_may_connect_to_the_database(keeper: psycopg.Connection, own_cluster: Cluster):
    roles.make_roles(keeper, PASSWORDS, roles.DEMONSTRATION_LOGINS | roles.TEST_LOGINS)

    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        logged_in(own_cluster, "sl_test")


def test_making_them_again_changes_nothing(keeper: psycopg.Connection):
    before = keeper.execute("select array_agg(a.*::text order by a.*::text) from pg_authid a").fetchone()

    roles.make_roles(keeper, PASSWORDS, roles.LOGINS)

    assert keeper.execute("select array_agg(a.*::text order by a.*::text) from pg_authid a").fetchone() == before


def test_a_new_pass_word_replaces_the_old(keeper: psycopg.Connection, own_cluster: Cluster):
    roles.make_roles(keeper, PASSWORDS | {"sl_staff_login": "a new word"}, roles.LOGINS)

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        logged_in(own_cluster, "sl_staff_login")
    psycopg.connect(own_cluster.url("sl_staff_login", "a new word", "stories")).close()


def test_in_tests_alone_the_owner_may_make_databases(keeper: psycopg.Connection):
    roles.make_roles(keeper, PASSWORDS, roles.TEST_LOGINS, testing=True)

    assert keeper.execute("select rolcreatedb from pg_roles where rolname = 'sl_owner'").fetchone() == (True,)
