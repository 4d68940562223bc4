"""A front with a mighty login, or a table without its walls, is not served."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from psycopg import Cursor

from sightline.config.safety import Unsafe, faults, refuse_unsafe, refuse_wrong_keys
from tests.fronts import Fronts

pytestmark = pytest.mark.slow


@pytest.fixture(params=["sl_staff_login", "sl_public_login", "sl_worker_login"])
def service(request: pytest.FixtureRequest, fronts: Fronts) -> Iterator[Cursor]:
    """A cursor as one of the logins of the service."""
    with psycopg.connect(fronts.database.url(request.param)) as logged_in:
        yield logged_in.cursor()


def test_the_logins_of_the_service_are_fit_to_serve(service: Cursor):
    assert faults(service) == []


def test_a_login_that_may_become_the_owner_is_not(fronts: Fronts):
    with psycopg.connect(fronts.database.url("sl_migrator")) as logged_in:
        assert faults(logged_in.cursor()) == ["its login may become sl_owner, who owns tables"]


def test_the_superuser_is_not(fronts: Fronts):
    with psycopg.connect(fronts.database.server.keeper_url(fronts.database.name)) as logged_in:
        assert "its login may become sl_super, whom no rule holds back" in faults(logged_in.cursor())


@pytest.mark.django_db
def test_a_table_without_walls_is_found():
    with connection.cursor() as cursor:
        cursor.execute("create table bare (word text)")

        assert "the table bare is not behind its walls" in faults(cursor)


@pytest.mark.django_db
def test_the_front_says_why_it_is_not_served():
    with pytest.raises(Unsafe, match="Not served: its login may become sl_owner"):
        refuse_unsafe()


@pytest.mark.django_db
def test_a_front_with_another_sealing_key_is_not_served(settings):
    settings.SEALING_KEYS = {1: bytes(32)}

    with pytest.raises(Unsafe, match="Version 1 of the sealing key is not the one that sealed"):
        refuse_wrong_keys()


@pytest.mark.django_db
def test_a_front_that_only_puts_in_needs_no_sealing_key(settings):
    settings.SEALING_KEYS = {}

    refuse_wrong_keys()


@pytest.mark.django_db
def test_a_front_without_any_key_is_not_served(settings):
    settings.SEALING_KEYS, settings.DOOR_KEY = {}, None

    with pytest.raises(Unsafe, match="Version 1 of the sealing key is missing"):
        refuse_wrong_keys()
