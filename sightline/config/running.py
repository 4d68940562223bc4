"""Processes that we start, and being told to stop: nothing that was started is left behind."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

TO_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE = 10  # seconds for a process to finish what it is doing

Process = subprocess.Popen[bytes]


@dataclass
class _Ear:
    """What this process has been told: how many moments it is not to be disturbed at, and whether it was told then."""

    busy: int = 0
    told: bool = False


_ear = _Ear()


def hear() -> None:
    """From now on being told to stop raises KeyboardInterrupt, once: being told a second time does not hurry us."""
    _ear.told = False
    for each in TO_STOP:
        signal.signal(each, _heard)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Being told to stop in here is heard on leaving: what was started meanwhile is known by then."""
    _ear.busy += 1
    try:
        yield
    finally:
        _ear.busy -= 1
        if _ear.told and not _ear.busy:
            _ear.told = False
            raise KeyboardInterrupt


@contextmanager
def running(command: Sequence[str], surroundings: Mapping[str, str], log: IO[bytes] | None = None) -> Iterator[Process]:
    """That program as a process of its own; stopped afterwards. log: where its messages go, if not where ours go."""
    process = None
    try:
        with undisturbed():
            process = start(command, surroundings, log)
        yield process
    finally:
        if process is not None:
            stop(process)


def start(command: Sequence[str], surroundings: Mapping[str, str], log: IO[bytes] | None = None) -> Process:
    """Start that program with this environment; whoever starts it stops it, and is `undisturbed` until it is kept."""
    return subprocess.Popen(
        command, env=surroundings, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
    )


def stop(process: Process) -> None:
    """Ask the process to finish, and end it with all it started when it does not."""
    process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _heard(*_: object) -> None:
    for each in TO_STOP:
        signal.signal(each, signal.SIG_IGN)
    if _ear.busy:
        _ear.told = True
    else:
        raise KeyboardInterrupt
