"""Who acts: the one switch between people and database roles, in service and in tests alike."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from sightline.kit.keyring import keyring_for

LASTS_FOR = 120  # seconds; a request is over long before

request_id: ContextVar[UUID | None] = ContextVar("request_id", default=None)
device: ContextVar[str] = ContextVar("device", default="")  # of a member of staff; nobody else's has a name


class SomeoneWithKey(Protocol):
    """A person, known to the kit by key alone."""

    pk: Any


def token(person: UUID | None, *, now: float | None = None, confirmed: float = False) -> str:
    """The signed context of a person: "person.expiry.confirmed.signature", empty for nobody.

    now: seconds since 1970. confirmed: until when the person counts as having confirmed that it is them, in the same
    seconds; True for as long as the context lasts. The database verifies all of it; see kit/sql/functions.sql.
    """
    if person is None:
        return ""
    expiry = int((now or time.time()) + LASTS_FOR)
    message = f"{person}.{expiry}.{expiry if confirmed is True else int(confirmed)}"
    signature = hmac.new(bytes.fromhex(settings.CONTEXT_KEY), message.encode(), hashlib.sha256).hexdigest()
    return f"{message}.{signature}"


def enter(role: str, context: str) -> None:
    """Take a role and a signed context until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('role', %s, true), set_config('app.context', %s, true)", [role, context])


def where_we_are() -> tuple[str, str]:
    """The role and the context now in force."""
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('role'), coalesce(current_setting('app.context', true), '')")
        return cursor.fetchone()


def reader() -> UUID | None:
    """The person whom the database takes the context for, or None."""
    return reader_and_role()[0]


def reader_and_role() -> tuple[UUID | None, str]:
    """The same, and the role now in force."""
    with connection.cursor() as cursor:
        cursor.execute("select priv.reader(), current_setting('role')")
        return cursor.fetchone()


def confirmed_now() -> bool:
    """Whether the database takes the person as having confirmed lately that it is them."""
    with connection.cursor() as cursor:
        cursor.execute("select priv.confirmed_lately()")
        return cursor.fetchone()[0]


@contextmanager
def acting_as(person: SomeoneWithKey | None, role: str = "sl_staff", *, confirmed: float = False) -> Iterator[None]:
    """Act as a person through a working role, in one transaction.

    confirmed: until when the person has confirmed that it is them, or True; see `token`.
    An error, or a page that is not to be kept, rolls back to here, and PostgreSQL puts role and context back itself.
    A released savepoint does not, so a nested use puts them back by hand.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic(), keyring_for(role):
        was = None if outermost else where_we_are()
        enter(role, token(person.pk if person else None, confirmed=confirmed))
        yield
        if was and not connection.needs_rollback:
            enter(*was)
