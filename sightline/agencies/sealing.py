"""What sign-in keeps of secrets: sealed where it must read them again, as a keyed mark where it need not.

The key comes from the environment of the staff front and is not in the database.
"""

from __future__ import annotations

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION, NONCE = b"\x01", 12


class NotOurs(ValueError):
    """What is to be opened was not sealed with this key for this place."""


def seal(secret: str, place: str) -> bytes:
    """The secret, readable with the key and for this place alone: version, nonce, AES-256-GCM."""
    nonce = os.urandom(NONCE)
    return VERSION + nonce + _key("seal").encrypt(nonce, secret.encode(), place.encode())


def opened(sealed: bytes, place: str) -> str:
    """What was sealed for this place. Raises NotOurs for anything else."""
    sealed = bytes(sealed)
    try:
        return _key("seal").decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], place.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise NotOurs(place) from error


def mark(purpose: str, *words: str) -> bytes:
    """A keyed mark of these words, 32 bytes: the same each time, and telling nothing without the key."""
    return hmac.digest(bytes.fromhex(settings.FACTOR_KEY), "\x00".join([purpose, *words]).encode(), "sha256")


def _key(purpose: str) -> AESGCM:
    return AESGCM(hmac.digest(bytes.fromhex(settings.FACTOR_KEY), purpose.encode(), "sha256"))
