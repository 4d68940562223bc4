"""A head: what stands for the whole ledger at one moment, in one line that is signed and given to witnesses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

NAME = "sightline-ledger-1"
FIRST = bytes(32)  # stands where the first head names the one before it
MOMENT = "%Y-%m-%dT%H:%M:%SZ"


class NotAHead(ValueError):
    """The line is no signed head."""


@dataclass(frozen=True)
class Head:
    """So many entries, in this order: number from 1, size in entries, root of their tree, the head before, the time."""

    number: int
    size: int
    root: bytes
    previous: bytes
    at: datetime

    @property
    def text(self) -> str:
        """The line that is signed."""
        moment = self.at.astimezone(UTC).strftime(MOMENT)
        return f"{NAME} {self.number} {self.size} {self.root.hex()} {self.previous.hex()} {moment}"

    @property
    def hash(self) -> bytes:
        """What the next head names this one by."""
        return sha256(self.text.encode()).digest()

    def signed(self, key: str) -> Signed:
        """The head with its signature. key: the private Ed25519 key, 32 bytes in hex."""
        private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key))
        return Signed(self, private.public_key().public_bytes_raw(), private.sign(self.text.encode()))


@dataclass(frozen=True)
class Signed:
    """A head, the public key it was signed with, and the signature (Ed25519, 64 bytes)."""

    head: Head
    key: bytes
    signature: bytes

    @property
    def line(self) -> str:
        """As a witness keeps it."""
        return f"{self.head.text} {self.key.hex()} {self.signature.hex()}"

    def holds(self, trusted: tuple[str, ...]) -> bool:
        """Whether one of the trusted keys (hex) signed exactly this."""
        if self.key.hex() not in trusted:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(self.signature, self.head.text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


def read(line: str) -> Signed:
    """The signed head of a witness's line. Raises NotAHead."""
    try:
        name, number, size, root, previous, at, key, signature = line.split()
        moment = datetime.strptime(at, MOMENT).replace(tzinfo=UTC)
        head = Head(int(number), int(size), bytes.fromhex(root), bytes.fromhex(previous), moment)
        found = Signed(head, bytes.fromhex(key), bytes.fromhex(signature))
    except ValueError as error:
        raise NotAHead("This line is no signed head of a ledger.") from error
    if found.line != line.strip() or name != NAME:
        raise NotAHead("This line is no signed head of a ledger.")
    return found


def public_key(key: str) -> str:
    """The public half of a private key, both in hex."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key)).public_key().public_bytes_raw().hex()
