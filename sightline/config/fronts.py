"""The two fronts, each a web server process of its own that knows only its own login."""

import json
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic, sleep
from typing import IO
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from sightline.config.health import ADDRESS
from sightline.config.problems import Problem
from sightline.config.processes import environment
from sightline.config.running import Process, running
from sightline.config.server import Database

HOST = "127.0.0.1"
PATIENCE = 60  # seconds for a front to answer


class FrontFailed(Problem):
    """A front cannot be served; the text says why."""


@dataclass(frozen=True)
class Front:
    """A front that is being served: which one, where, and by which process."""

    kind: str
    port: int
    process: Process

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{HOST}:{self.port}"


@contextmanager
def serving(
    kind: str, port: int, database: Database, surroundings: Mapping[str, str], log: IO[bytes] | None = None
) -> Iterator[Front]:
    """The front of that kind on that port, once it answers; stopped afterwards.

    kind: `public` or `staff`. surroundings: the environment it inherits, less what only others may know.
    log: where its messages go, if not where ours go.
    """
    _refuse_taken(port)
    with running(_command(port), environment(kind, database, surroundings), log) as process:
        front = Front(kind, port, process)
        _wait_until_it_answers(front)
        yield front


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _command(port: int) -> list[str]:
    """No access log, no word of what serves; a little queue, then 503 rather than a long wait."""
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    limits = ["--workers", "1", "--blocking-threads", "4", "--backpressure", "64", "--http", "1", "--no-ws"]
    quiet = ["--no-access-log", "--log-level", "warning"]
    return [*granian, *limits, *quiet, "sightline.config.wsgi:application"]


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise FrontFailed(f"Port {port} is in use. Choose another: make run PORT=8100") from error


def _wait_until_it_answers(front: Front) -> None:
    until = monotonic() + PATIENCE
    while not _healthy(front):
        if front.process.poll() is not None:
            raise FrontFailed(f"The {front.kind} front stopped while starting; its messages are above.")
        if monotonic() > until:
            raise FrontFailed(f"The {front.kind} front did not answer within {PATIENCE} seconds.")
        sleep(0.05)


def _healthy(front: Front) -> bool:
    try:
        with build_opener(ProxyHandler({})).open(front.address + ADDRESS, timeout=5) as answer:
            return bool(json.load(answer)["database"] == "answers")
    except (URLError, OSError):
        return False
