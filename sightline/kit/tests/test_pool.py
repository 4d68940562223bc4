"""Six at once share three connections: nobody ever meets another's role or context, and nothing is left behind."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper

from sightline.config import database, keys
from sightline.kit.acting import acting_as, reader, where_we_are

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

THREADS, TURNS = 6, 25


class Someone:
    """A person, known by key alone."""

    def __init__(self) -> None:
        self.pk = uuid4()


@pytest.fixture
def address() -> str:
    """This test's database, reached as the staff front reaches it."""
    word = keys.key("sl_staff_login", settings.TEST_SECRETS)
    return settings.CLUSTER.url("sl_staff_login", word, settings.DATABASES["default"]["NAME"])


@pytest.fixture
def pooled(address: str) -> Iterator[dict]:
    """Settings of a pool with fewer connections than threads."""
    told = {**connection.settings_dict, **database.connection(address, pool=True)}
    told["OPTIONS"] = {**told["OPTIONS"], "pool": {"min_size": 1, "max_size": 3, "timeout": 20}}
    yield told
    DatabaseWrapper(told, "pooled").close_pool()


def enter_pool(told: dict) -> None:
    """Let this thread's connection be one of the pool."""
    connections["default"] = DatabaseWrapper(told, "pooled")


def one_turn(fails: bool) -> list[str]:
    """Act as somebody new; what was met of anybody else."""
    me, wrong = Someone(), []
    before = where_we_are()
    try:
        with acting_as(me):
            wrong += [] if reader() == me.pk else ["another's context"]
            wrong += [] if where_we_are()[0] == "sl_staff" else ["another's role"]
            if fails:
                with connection.cursor() as cursor:
                    cursor.execute("select 1 / 0")
    except DatabaseError:
        pass
    after = where_we_are()
    connection.close()  # back into the pool, as after each request
    return [*wrong, *(f"left over: {found}" for found in (before, after) if found not in {("none", ""), ("", "")})]


def turns(told: dict) -> list[str]:
    """One thread's turns, every third of which ends in an error."""
    enter_pool(told)
    return [found for number in range(TURNS) for found in one_turn(fails=number % 3 == 0)]


def test_nobody_meets_another_and_nothing_is_left_over(pooled: dict):
    with ThreadPoolExecutor(THREADS) as threads:
        found = [wrong for each in threads.map(turns, [pooled] * THREADS) for wrong in each]

    assert found == []


def test_outside_a_transaction_the_front_reads_no_record(pooled: dict):
    def read() -> str:
        enter_pool(pooled)
        try:
            with connection.cursor() as cursor:
                cursor.execute("select count(*) from reports_report")
        except DatabaseError as error:
            return str(error)
        finally:
            connection.close()
        return "read"

    with ThreadPoolExecutor(1) as thread:
        assert "permission denied" in thread.submit(read).result()


@pytest.mark.parametrize("role", ["sl_owner", "sl_public", "sl_auditor", "sl_counter", "sl_sealer", "sl_worker"])
def test_the_staff_front_takes_on_no_other_role(role: str, pooled: dict):
    def take_on() -> str:
        enter_pool(pooled)
        try:
            with acting_as(Someone(), role):
                return "taken on"
        except DatabaseError as error:
            return str(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        assert "permission denied" in thread.submit(take_on).result()
