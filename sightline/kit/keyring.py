"""The data keys that one act or page uses: asked of the database together, kept until its transaction ends.

What opens them, the sealing keys, is in the settings of those processes that need it and never in the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from sightline.kit import ciphers
from sightline.kit.refusals import OtherKeys, Unconfirmed, Unopened

PUTS_IN = "sl_public"  # may seal and store, and never opens


class Keyring:
    """Data keys by subject: whose they are. None where the key was destroyed."""

    def __init__(self, *, opens: bool = True):
        self.opens = opens
        self.known: dict[UUID, bytes | None] = {}
        self.wanted: set[UUID] = set()
        self.withheld: set[UUID] = set()

    def expect(self, subject: UUID) -> None:
        """Its sealed text has been read: when the first one is opened, the keys of all come in one query."""
        if subject not in self.known:
            self.wanted.add(subject)

    def key(self, subject: UUID) -> bytes | None:
        """The data key of that subject; None when it was destroyed.

        Raises Unopened when it does not open here, Unconfirmed when it is only for who has confirmed that it is them.
        """
        if subject not in self.known:
            self._fetch(self.wanted | {subject})
        if subject in self.withheld:
            raise Unconfirmed("open")
        return self.known[subject]

    def key_to_seal(self, subject: UUID, *, guarded: bool = False) -> bytes:
        """The same for sealing: made and kept when there is none yet. guarded: see DataKey."""
        found = self.key(subject) if self.opens else self.known.get(subject)
        if found is None:
            found = self.known[subject] = _made(subject, guarded) if self.opens else _put_in(subject)
        return found

    def _fetch(self, subjects: Iterable[UUID]) -> None:
        found = dict.fromkeys(subjects)
        with connection.cursor() as cursor:
            cursor.execute("select * from priv.wrapped_keys(%s)", [list(found)])
            rows = cursor.fetchall()
        self.withheld |= {subject for subject, _, key in rows if key is None}
        self.known |= found | {subject: unwrapped(bytes(key), agency, subject) for subject, agency, key in rows if key}
        self.wanted -= found.keys()


_ring: ContextVar[Keyring | None] = ContextVar("keyring", default=None)


@contextmanager
def keyring_for(role: str) -> Iterator[None]:
    """A keyring of its own for what is done through that role."""
    was = _ring.set(Keyring(opens=role != PUTS_IN))
    try:
        yield
    finally:
        _ring.reset(was)


def keyring() -> Keyring:
    """The one in use; outside any act, as for the owner, one that remembers nothing."""
    return _ring.get() or Keyring()


def unwrapped(wrapped: bytes, agency: UUID | None, subject: UUID) -> bytes:
    """A data key as it is used. Raises Unopened when this process has no sealing key that opens it."""
    sealing = settings.SEALING_KEYS.get(ciphers.version_of(wrapped))
    if sealing is None:
        raise Unopened(f"This process does not have version {ciphers.version_of(wrapped)} of the sealing key.")
    try:
        return ciphers.unwrap(wrapped, sealing, agency, subject)
    except ciphers.DoesNotOpen as error:
        raise Unopened("The sealing key of this process is not the one that was used.") from error


def newest() -> tuple[int, bytes]:
    """The sealing key to seal with, and its version. Raises Unopened when this process has none."""
    if not settings.SEALING_KEYS:
        raise Unopened("This process has no sealing key.")
    return max(settings.SEALING_KEYS.items())


def _made(subject: UUID, guarded: bool) -> bytes:
    """A new data key, wrapped by the writer's agency; when two make one at once, the first stands for both."""
    version, sealing = newest()
    agency, data_key = _own_agency(), ciphers.new_key()
    wrapped = ciphers.wrap(data_key, sealing, version, agency, subject)
    with connection.cursor() as cursor:
        cursor.execute("select * from priv.keep_key(%s, %s, %s, %s)", [subject, agency, wrapped, guarded])
        holder, stands = cursor.fetchone()
    return unwrapped(bytes(stands), holder, subject)


def _put_in(subject: UUID) -> bytes:
    """A new data key that this process cannot get back: boxed for the door."""
    if settings.DOOR_KEY is None:
        raise Unopened("This process does not have the door's key.")
    (version, door), data_key = settings.DOOR_KEY, ciphers.new_key()
    with connection.cursor() as cursor:
        cursor.execute("select priv.put_key_in(%s, %s)", [subject, ciphers.box(data_key, door, version, subject)])
    return data_key


def _own_agency() -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute("select priv.own_agency()")
        return cursor.fetchone()[0]


# Whether the sealing keys are those of the database ------------------------------------------------------


def marks() -> list[tuple[int, bytes, bool]]:
    """What the database knows of the sealing keys, for a process that may not read the table."""
    with connection.cursor() as cursor:
        cursor.execute("select * from priv.sealing_keys()")
        return [(version, bytes(mark), retired) for version, mark, retired in cursor.fetchall()]


def refuse_other_keys(marks: Any) -> None:
    """Raise OtherKeys where a key that the database still needs is missing here, or is another one.

    marks: version, mark and whether it is retired, as priv.sealing_keys gives them.
    """
    for version, mark, retired in marks:
        key = settings.SEALING_KEYS.get(version)
        if key is None and not retired:
            raise OtherKeys(f"Version {version} of the sealing key is missing: {PUT_BACK.format(version)}")
        if key is not None and ciphers.mark(key) != bytes(mark):
            raise OtherKeys(
                f"Version {version} of the sealing key is not the one that sealed: {PUT_BACK.format(version)}"
            )


PUT_BACK = "put sealing-{}.key back from its backup. Nothing sealed can be read without it."
