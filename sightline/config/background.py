"""Processes that work beside the fronts, each with its own login: they listen to nobody."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sightline.config.processes import environment
from sightline.config.running import Process, running
from sightline.config.server import Database


@contextmanager
def working(kind: str, verb: str, database: Database, surroundings: Mapping[str, str]) -> Iterator[Process]:
    """A process of that kind doing that verb of ours; stopped afterwards."""
    command = [sys.executable, "-m", "sightline.cli", verb]
    with running(command, environment(kind, database, surroundings)) as process:
        yield process
