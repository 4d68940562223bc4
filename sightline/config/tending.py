"""Processes that work beside the fronts: one that is kept running, one that is run every night."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from time import monotonic

from sightline.config import running
from sightline.config.processes import environment
from sightline.config.running import Process
from sightline.config.server import Database

PAUSE = 5  # seconds before a process that ended is started again
NIGHT = 2  # the hour, UTC, after which the night's work is done


@dataclass
class Kept:
    """A verb of ours that runs as long as the service does; one that ends is started again."""

    kind: str
    database: Database
    words: Sequence[str]
    process: Process | None = None
    not_before: float = 0

    def look(self, now: datetime) -> None:
        """Start it, unless it runs."""
        if (self.process is None or self.process.poll() is not None) and monotonic() >= self.not_before:
            with running.undisturbed():
                self.process = start(self.kind, self.database, self.words)
            self.not_before = monotonic() + PAUSE


@dataclass
class Nightly:
    """A verb of ours that runs once a night; the night of the start has had its run."""

    kind: str
    database: Database
    words: Sequence[str]
    done: date
    process: Process | None = None

    def look(self, now: datetime) -> None:
        """Run it when a night has come."""
        if now.hour >= NIGHT and now.date() > self.done:
            with running.undisturbed():
                self.process, self.done = start(self.kind, self.database, self.words), now.date()


@contextmanager
def beside(database: Database) -> Iterator[list[Kept | Nightly]]:
    """The sealer, and the verifier of the night; stopped afterwards."""
    work: list[Kept | Nightly] = [
        Kept("sealer", database, ["seal"]),
        Nightly("verifier", database, ["ledger", "verify", "--night"], datetime.now(UTC).date()),
    ]
    try:
        yield work
    finally:
        for each in work:
            if each.process is not None and each.process.poll() is None:
                running.stop(each.process)


def start(kind: str, database: Database, words: Sequence[str]) -> Process:
    """Start a verb of ours as a process of that kind, which knows what that kind may know."""
    command = [sys.executable, "-m", "sightline.cli", *words]
    return running.start(command, environment(kind, database, os.environ))
