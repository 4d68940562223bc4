"""The hash tree over all entries, as RFC 9162, section 2.1, has it.

A leaf is sha256(0x00 || what the entry says); a node is sha256(0x01 || left || right). Hashes are 32 bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

SIZE = 32


def leaf_of(text: bytes) -> bytes:
    """The leaf of what an entry says."""
    return sha256(b"\x00" + text).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two that stand beside each other."""
    return sha256(b"\x01" + left + right).digest()


@dataclass
class Tree:
    """A tree that grows at its end and remembers no more than its whole parts, the largest first."""

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def add(self, leaf: bytes) -> None:
        """Grow by one leaf."""
        self.peaks.append(leaf)
        whole = self.size
        while whole & 1:
            right, left = self.peaks.pop(), self.peaks.pop()
            self.peaks.append(node(left, right))
            whole >>= 1
        self.size += 1

    @property
    def root(self) -> bytes:
        """The hash of all leaves so far, in their order."""
        if not self.peaks:
            return sha256(b"").digest()
        *larger, found = self.peaks
        for peak in reversed(larger):
            found = node(peak, found)
        return found


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The hash of these leaves in this order."""
    *_, top = levels(leaves)
    return top[0] if top else sha256(b"").digest()


def levels(leaves: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """The tree from its leaves to its root; the last of an odd number goes up as it is."""
    yield leaves
    while len(leaves) > 1:
        pairs = [node(leaves[left], leaves[left + 1]) for left in range(0, len(leaves) - 1, 2)]
        leaves = [*pairs, leaves[-1]] if len(leaves) % 2 else pairs
        yield leaves


def inclusion(leaves: Sequence[bytes], position: int) -> list[bytes]:
    """What shows that the leaf at this position, from 0, is in the tree of these leaves; from the bottom up."""
    path = []
    for level in levels(leaves):
        if position ^ 1 < len(level):
            path.append(level[position ^ 1])
        position >>= 1
    return path


def consistency(leaves: Sequence[bytes], size: int) -> list[bytes]:
    """What shows that the tree of these leaves began as the tree of its first `size`, at least 1."""
    return _beginning(leaves, size, whole=True)


def _beginning(leaves: Sequence[bytes], size: int, *, whole: bool) -> list[bytes]:
    if size == len(leaves):
        return [] if whole else [root_of(leaves)]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if size <= half:
        return [*_beginning(leaves[:half], size, whole=whole), root_of(leaves[half:])]
    return [*_beginning(leaves[half:], size - half, whole=False), root_of(leaves[:half])]
