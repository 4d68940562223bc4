"""Runs first in the process apart: bounds that the reader can no longer lift, then the reader itself.

    python -I bounds.py READER SECONDS MEGABYTES

The file system is closed by Landlock, where the kernel has it: the reader may read Python and the libraries it is made
of, and write in its own empty folder; nothing else is there for it. A script of its own, which imports nothing of ours.
"""

import ctypes
import os
import resource
import runpy
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

CREATE, ADD, RESTRICT = 444, 445, 446  # numbers of the system calls, the same on every machine
ASK_VERSION, BENEATH, NO_NEW_RIGHTS = 1, 1, 38
RUN, READ, LIST = 1 << 0, 1 << 2, 1 << 3
KNOWN = {1: 13, 2: 14, 3: 15, 5: 16}  # how many kinds of access to files each version of Landlock knows
OPEN_FILES = 64
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000

system = ctypes.CDLL(None, use_errno=True)


def main(reader: str, seconds: int, megabytes: int) -> None:
    """Bind this process, then be the reader."""
    system.unshare(NEW_USER | NEW_NETWORK)  # no network, where the kernel lets a process give it up by itself
    bound(seconds, megabytes)
    fence(reader, Path.cwd())
    runpy.run_path(reader, run_name="__main__")


def bound(seconds: int, megabytes: int) -> None:
    """So much work, memory, file and core at the most."""
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, megabytes << 20),
        (resource.RLIMIT_FSIZE, megabytes << 20),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def version() -> int:
    """Which version of Landlock the kernel has; 0 or less for none."""
    return int(system.syscall(CREATE, None, 0, ASK_VERSION))


def fence(reader: str, folder: Path) -> None:
    """Close the file system but for what the reader is made of and its own folder. Without Landlock nothing is closed."""
    known = max((number for at, number in KNOWN.items() if at <= version()), default=0)
    if not known:
        return
    every = (1 << known) - 1
    asked = struct.pack("=Q", every)
    rules = _done(system.syscall(CREATE, asked, len(asked), 0))
    _open(rules, folder, every)
    for path in readable(reader):
        _open(rules, path, READ | RUN | LIST if path.is_dir() else READ)
    _done(system.prctl(NO_NEW_RIGHTS, 1, 0, 0, 0))
    _done(system.syscall(RESTRICT, rules, 0))
    os.close(rules)


def readable(reader: str) -> Iterator[Path]:
    """Python, the libraries and the reader."""
    named = [sys.prefix, sys.base_prefix, "/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/dev/urandom", reader]
    yield from (path for path in map(Path, named) if path.exists())


def _open(rules: int, path: Path, allowed: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    _done(system.syscall(ADD, rules, BENEATH, struct.pack("=Qi", allowed, place), 0))
    os.close(place)


def _done(answer: int) -> int:
    """What the system answered. Raises OSError when it refused: then the reader is not run at all."""
    if answer < 0:
        raise OSError(ctypes.get_errno(), "the fence cannot be put up")
    return int(answer)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
