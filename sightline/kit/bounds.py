"""Runs first in the process apart: bounds that the reader can no longer lift, then the reader itself.

    python -I bounds.py READER SECONDS MEGABYTES

The file system is closed by Landlock, where the kernel has it: the reader may read Python and the libraries it is made
of, and write in its own empty folder; nothing else is there for it. A filter of system calls, where we know the machine's
numbers, leaves it alone: it may start threads and no process, signal nobody, look into nobody and open no line. A script
of its own, which imports nothing of ours.
"""

import ctypes
import errno
import os
import platform
import resource
import runpy
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

CREATE, ADD, RESTRICT = 444, 445, 446  # numbers of the system calls, the same on every machine
ASK_VERSION, BENEATH, NO_NEW_RIGHTS = 1, 1, 38
RUN, READ, LIST = 1 << 0, 1 << 2, 1 << 3
KNOWN = {1: 13, 2: 14, 3: 15, 5: 16}  # how many kinds of access to files each version of Landlock knows
OPEN_FILES = 64
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000

FILTER_CALLS, BY_PROGRAM = 22, 2
LOAD, IS, AT_LEAST, HAS, ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06  # what a step of a filter's program does
CALL, MACHINE, FIRST_ARGUMENT = 0, 4, 16  # where in what the program looks at
ALLOWED, REFUSED, UNKNOWN, KILLED = 0x7FFF0000, 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS, 0x80000000
OTHER_NUMBERING, THREAD = 0x40000000, 0x10000


class Machine(NamedTuple):
    """A kind of machine as the kernel names it, and its numbers of the system calls that a reader has no use for.

    others: fork and vfork where it has them, execve, execveat, kill, ptrace, reading and writing another's memory, socket,
    and pidfd_open.
    """

    name: int
    clone: int
    newer_clone: int
    others: tuple[int, ...]


MACHINES = {
    "x86_64": Machine(0xC000003E, 56, 435, (57, 58, 59, 322, 62, 101, 310, 311, 41, 434)),
    "aarch64": Machine(0xC00000B7, 220, 435, (221, 281, 129, 117, 270, 271, 198, 434)),
}

system = ctypes.CDLL(None, use_errno=True)


def main(reader: str, seconds: int, megabytes: int) -> None:
    """Bind this process, then be the reader."""
    system.unshare(NEW_USER | NEW_NETWORK)  # no network, where the kernel lets a process give it up by itself
    bound(seconds, megabytes)
    fence(reader, Path.cwd())
    leave_alone()
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


def leave_alone() -> None:
    """No other process can be started, signalled, looked into or spoken to. On a machine we do not know nothing changes."""
    if machine := MACHINES.get(platform.machine()):
        steps = b"".join(struct.pack("=HBBI", *step) for step in program(machine))
        held = ctypes.create_string_buffer(steps, len(steps))
        told = struct.pack("@HP", len(steps) // 8, ctypes.addressof(held))
        _done(system.prctl(NO_NEW_RIGHTS, 1, 0, 0, 0))
        _done(system.prctl(FILTER_CALLS, BY_PROGRAM, told, 0, 0))


def program(machine: Machine) -> list[tuple[int, int, int, int]]:
    """The filter as steps: what to do, how many steps to skip where it is so and where not, and with which number.

    A newer clone hides its flags from filters: it is said not to exist, and the libraries take the older one.
    """
    others = len(machine.others)
    tail = [
        (IS, 0, 1, machine.newer_clone),
        (ANSWER, 0, 0, UNKNOWN),
        (IS, 0, 2, machine.clone),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (HAS, 0, 1, THREAD),
        (ANSWER, 0, 0, ALLOWED),
        (ANSWER, 0, 0, REFUSED),
    ]
    last = len(tail) - 1
    return [
        (LOAD, 0, 0, MACHINE),
        (IS, 1, 0, machine.name),
        (ANSWER, 0, 0, KILLED),
        (LOAD, 0, 0, CALL),
        (AT_LEAST, others + last, 0, OTHER_NUMBERING),
        *((IS, last + left, 0, number) for left, number in zip(reversed(range(others)), machine.others, strict=True)),
        *tail,
    ]


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
