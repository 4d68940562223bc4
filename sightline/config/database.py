"""A PostgreSQL address turned into the framework's connection settings."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict

PLACES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def connection(address: str, *, assume: str | None = None, pool: bool = False) -> dict[str, Any]:
    """Connection settings for an address such as postgresql://login:word@host/name.

    assume: the role to act as from the start; None where each transaction takes on its own.
    """
    parts = conninfo_to_dict(address)
    named = {place: str(parts.pop(part, "") or "") for part, place in PLACES.items()}
    options: dict[str, Any] = dict(parts)
    if assume:
        options["assume_role"] = assume
    if pool:
        # A database that was away is asked anew by the next request, not after waits that double for five minutes.
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 4, "reconnect_timeout": 5}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **named,
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": pool,  # a connection that the server has closed is replaced, not handed out
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
