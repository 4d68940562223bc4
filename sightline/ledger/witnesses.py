"""Witnesses: others who keep the heads, and refuse a past that is shorter than the one they know, or different.

A witness is a folder that somebody else looks after. In it stands `heads.txt`, one signed head a line, oldest first;
lines are only ever added.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from sightline.ledger.heads import Head, NotAHead, Signed, read

FILE = "heads.txt"
END = 4096  # bytes at the end of a book, in which several lines stand


class Unreachable(Exception):
    """The witness cannot be told now; it is told later."""


class KnowsOtherwise(Exception):
    """What the witness was told before does not agree with what it is told now."""


@dataclass(frozen=True)
class Witness:
    """Somebody who keeps the heads. daily: is told one head a day, for a page that is open to everybody."""

    name: str
    folder: Path
    daily: bool = False

    def heads(self) -> list[Signed]:
        """All that it was ever told, oldest first. Raises Unreachable, NotAHead."""
        try:
            return [read(line) for line in _lines((self.folder / FILE).read_text())]
        except FileNotFoundError:
            self._reach()
            return []
        except OSError as error:
            raise Unreachable(self.name) from error

    def last(self) -> Signed | None:
        """The newest that it was told, read from the end of its file."""
        lines = _lines(self._end())
        return read(lines[-1]) if lines else None

    def tell(self, heads: Sequence[Signed]) -> int:
        """Tell it these heads, oldest first, each one that followed the last it knows; how many it kept.

        Raises KnowsOtherwise when they do not follow from what it knows, Unreachable when it cannot be told.
        """
        self._finish(heads)
        last = self.last()
        fresh = list(_following(heads, last.head if last else None, self.name))
        if self.daily and last and fresh and fresh[-1].head.at.date() <= last.head.at.date():
            return 0
        return self._keep(fresh[-1:] if self.daily else fresh)

    def _finish(self, heads: Sequence[Signed]) -> None:
        """A line that broke off, because who wrote it was ended in the middle of it, is written to its end."""
        before, _, begun = self._end().rpartition("\n")
        if not begun:
            return
        known = read(before.splitlines()[-1]).head.number if before else 0
        later = (signed.line for signed in heads if signed.head.number > known)
        whole = next((line for line in later if line.startswith(begun)), None)
        if whole is None:
            raise KnowsOtherwise(f"{self.name} ends with what is the beginning of no head after {known}")
        self._write(f"{whole[len(begun) :]}\n")

    def _end(self) -> str:
        """The last of its file, with two lines at least; empty when it was told nothing yet."""
        try:
            with open(self.folder / FILE, "rb") as file:
                file.seek(max(0, file.seek(0, os.SEEK_END) - END))
                return file.read().decode()
        except FileNotFoundError:
            self._reach()
            return ""
        except OSError as error:
            raise Unreachable(self.name) from error

    def _keep(self, heads: Sequence[Signed]) -> int:
        self._write("".join(f"{signed.line}\n" for signed in heads))
        return len(heads)

    def _write(self, text: str) -> None:
        try:
            with open(self.folder / FILE, "a") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise Unreachable(self.name) from error

    def _reach(self) -> None:
        """A folder that is not there is a witness who is away, never one who knows nothing."""
        if not self.folder.is_dir():
            raise Unreachable(self.name)


def _lines(text: str) -> list[str]:
    """The lines of a book; one that broke off is none yet."""
    *whole, begun = text.split("\n")
    if begun:
        with suppress(NotAHead):
            whole.append(read(begun).line)
    return whole


def witnesses() -> list[Witness]:
    """Those that the settings name: a partner's folder, and the one that the public page is made from."""
    named = [Witness(name, Path(folder)) for name, folder in settings.WITNESSES.items()]
    return [*named, published()]


def published() -> Witness:
    """What everybody may read: one head a day, since a finer one would tell when much is going on."""
    return Witness("public", Path(settings.PUBLISHED), daily=True)


def _following(heads: Sequence[Signed], last: Head | None, name: str) -> Iterator[Signed]:
    """Those after the last it knows, each linked to the one before."""
    known = {signed.head.number: signed.head for signed in heads}
    if last and known.get(last.number) != last:
        raise KnowsOtherwise(f"{name} knows another head {last.number}")
    before = last
    for signed in heads:
        if before and signed.head.number <= before.number:
            continue
        if signed.head.number != (before.number if before else 0) + 1 or (
            before and signed.head.previous != before.hash
        ):
            raise KnowsOtherwise(f"{name} was not told what comes before head {signed.head.number}")
        before = signed.head
        yield signed
