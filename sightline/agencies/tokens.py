"""The words that an agency's program shows to come in, and what is kept of them."""

import secrets
from hashlib import sha256


def new_token() -> str:
    """256 random bits, as 43 letters."""
    return secrets.token_urlsafe(32)


def mark_of(token: str) -> bytes:
    """What is kept of a token: its SHA-256, from which nobody comes back to it."""
    return sha256(token.encode()).digest()
