"""An address becomes connection settings."""

from sightline.config.database import connection


def test_an_address_names_login_place_and_database():
    found = connection("postgresql://sl_staff_login:secret@db.example:5433/sightline")

    named = {name: found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert named == {
        "NAME": "sightline",
        "USER": "sl_staff_login",
        "PASSWORD": "secret",
        "HOST": "db.example",
        "PORT": "5433",
    }


def test_a_socket_folder_is_a_host():
    assert connection("postgresql://me:x@/sightline?host=%2Fvar%2Fsome%2Ffolder")["HOST"] == "/var/some/folder"


def test_what_the_operator_says_of_the_line_is_kept():
    assert connection("postgresql://me@host/db?sslmode=verify-full")["OPTIONS"] == {"sslmode": "verify-full"}


def test_the_owner_acts_as_owner_from_the_start():
    assert connection("postgresql://me@host/db", assume="sl_owner")["OPTIONS"] == {"assume_role": "sl_owner"}


def test_a_pool_hands_out_no_dead_connection():
    found = connection("postgresql://me@host/db", pool=True)

    assert found["OPTIONS"]["pool"]["max_size"] > 1
    assert found["CONN_HEALTH_CHECKS"] is True
    assert found["CONN_MAX_AGE"] == 0
