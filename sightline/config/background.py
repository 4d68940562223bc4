"""Processes that work beside the fronts, each with its own login: they listen to nobody."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sightline.config.fronts import stop
from sightline.config.processes import environment
from sightline.config.server import Database


@contextmanager
def working(
    kind: str, verb: str, database: Database, surroundings: Mapping[str, str]
) -> Iterator["subprocess.Popen[bytes]"]:
    """A process of that kind doing that verb of ours; stopped afterwards."""
    command = [sys.executable, "-m", "sightline.cli", verb]
    process = subprocess.Popen(
        command, env=environment(kind, database, surroundings), stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield process
    finally:
        stop(process)
