"""How text is sealed: plain arithmetic over keys, knowing neither the database nor who reads.

    sealing key (a file, by version) -> key of an agency -> wraps the data key of a person or record -> seals its columns

Everything is AES-256-GCM with a random nonce, and bound to its place: a sealed text that is moved to another row or
column does not open. Whoever may only put in, as the public front, wraps a data key in a box to the door's public
half (X25519): only the sealing key opens it again.
"""

from __future__ import annotations

import hmac
import os
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
KEY = 32
BY_AGENCY, BY_DOOR = 0, 1  # how a data key is wrapped: the second byte
DATA_KEY_VERSION = 1  # the first byte of a sealed text
HEAD = 1 + 16  # that byte, and whose data key it is


class DoesNotOpen(Exception):
    """The key is another, or the bytes are not what was sealed here."""


def derived(key: bytes, purpose: bytes) -> bytes:
    """A key for one purpose, drawn from this one; it tells nothing about the others."""
    return hmac.digest(key, purpose, "sha256")


def new_key() -> bytes:
    """A data key: 32 random bytes."""
    return os.urandom(KEY)


def mark(key: bytes) -> bytes:
    """What tells whether a sealing key is the one that was used, and tells nothing of the key."""
    return derived(key, b"mark")[:16]


def blind(key: bytes, column: str, text: str) -> bytes:
    """A mark of 16 bytes under which exactly this text of this column can be looked up, and no other column's."""
    return derived(derived(key, f"blind {column}".encode()), text.strip().casefold().encode())[:16]


# Texts ---------------------------------------------------------------------------------------------------


def seal(plain: str | bytes, key: bytes, subject: UUID, place: str) -> bytes:
    """The text, or what a file holds, sealed with the data key of that subject, for one place only.

    place: "table.column:row". Gives version (1 byte), subject (16), nonce (12), then the sealed text.
    """
    content = plain.encode() if isinstance(plain, str) else plain
    return bytes([DATA_KEY_VERSION]) + subject.bytes + _shut(key, content, place)


def subject_of(sealed: bytes) -> UUID:
    """Whose data key opens it."""
    return UUID(bytes=sealed[1:HEAD])


def open_sealed(sealed: bytes, key: bytes, place: str) -> str:
    """The text again. Raises DoesNotOpen when key, place or bytes are others."""
    return open_bytes(sealed, key, place).decode()


def open_bytes(sealed: bytes, key: bytes, place: str) -> bytes:
    """The same for what a file holds."""
    return _open(key, sealed[HEAD:], place)


# Data keys -----------------------------------------------------------------------------------------------


def wrap(data_key: bytes, sealing: bytes, version: int, agency: UUID | None, subject: UUID) -> bytes:
    """A data key wrapped by its agency's key, which is drawn from the sealing key of that version."""
    return bytes([version, BY_AGENCY]) + _shut(_agency_key(sealing, agency), data_key, _wrapping(subject))


def box(data_key: bytes, door: bytes, version: int, subject: UUID) -> bytes:
    """A data key wrapped by the door's public half: who does this cannot open it again."""
    once = X25519PrivateKey.generate()
    shared, public = once.exchange(X25519PublicKey.from_public_bytes(door)), once.public_key().public_bytes_raw()
    return bytes([version, BY_DOOR]) + public + _shut(_box_key(shared, public, door), data_key, _wrapping(subject))


def unwrap(wrapped: bytes, sealing: bytes, agency: UUID | None, subject: UUID) -> bytes:
    """The data key again, however it was wrapped. Raises DoesNotOpen."""
    if wrapped[1] == BY_AGENCY:
        return _open(_agency_key(sealing, agency), wrapped[2:], _wrapping(subject))
    public, door = wrapped[2 : 2 + KEY], door_of(sealing)
    shared = _door_key(sealing).exchange(X25519PublicKey.from_public_bytes(public))
    return _open(_box_key(shared, public, door), wrapped[2 + KEY :], _wrapping(subject))


def version_of(wrapped: bytes) -> int:
    """By which version of the sealing key it was wrapped: its first byte."""
    return wrapped[0]


def door_of(sealing: bytes) -> bytes:
    """The public half of the door's key: it seals and never opens."""
    return _door_key(sealing).public_key().public_bytes_raw()


def _shut(key: bytes, plain: bytes, place: str) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, place.encode())


def _open(key: bytes, shut: bytes, place: str) -> bytes:
    try:
        return AESGCM(key).decrypt(shut[:NONCE], shut[NONCE:], place.encode())
    except (InvalidTag, ValueError) as error:
        raise DoesNotOpen(place.partition(":")[0]) from error


def _wrapping(subject: UUID) -> str:
    return f"kit_datakey.wrapped:{subject}"


@lru_cache(maxsize=512)
def _agency_key(sealing: bytes, agency: UUID | None) -> bytes:
    return derived(sealing, b"agency " + (agency.bytes if agency else b"none"))


def _door_key(sealing: bytes) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(derived(sealing, b"door"))


def _box_key(shared: bytes, public: bytes, door: bytes) -> bytes:
    return derived(shared, b"box " + public + door)
