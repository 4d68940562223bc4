"""The databases that tests run on are what the tests believe them to be."""

import os

import pytest
from django.db import connection


@pytest.mark.django_db
def test_a_test_begins_as_the_owner_on_a_clone_of_its_own():
    with connection.cursor() as cursor:
        cursor.execute("select session_user, current_user, current_database()")

        assert cursor.fetchone() == ("sl_test", "sl_owner", f"clone_{os.getpid()}")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "role", ["sl_staff", "sl_public", "sl_worker", "sl_counter", "sl_sealer", "sl_auditor", "sl_door"]
)
def test_a_test_may_take_on_every_working_role(role: str):
    with connection.cursor() as cursor:
        cursor.execute("select set_config('role', %s, true)", [role])
        cursor.execute("select rolsuper, rolbypassrls, rolinherit from pg_roles where rolname = current_user")

        assert cursor.fetchone() == (False, False, False)
