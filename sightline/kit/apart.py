"""Reading what strangers send, apart: each file in a process and a folder of its own, with bounds on time and memory.

A reader is a script of ours that takes the file on its standard input and writes what it found to its standard output.
It is given nothing of our environment, and is gone afterwards.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS = 20
MEGABYTES = 512

# What runs first in the process apart: bounds that the reader itself can no longer lift, then the reader.
BOUNDED = """
import ctypes, resource, runpy, sys
ctypes.CDLL(None).unshare(0x10000000 | 0x40000000)  # no network, where the kernel lets a process give it up by itself
script, seconds, megabytes = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
resource.setrlimit(resource.RLIMIT_FSIZE, (megabytes << 20, megabytes << 20))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
runpy.run_path(script, run_name="__main__")
"""


class Unreadable(ValueError):
    """The reader found nothing it could use, or met its bounds."""


def read_apart(reader: Path, content: bytes, *, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> bytes:
    """What the reader writes of this content. Raises Unreadable when it fails, in whatever way.

    reader: a script that imports nothing of Sightline. seconds, megabytes: of work and of memory at the most.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-I", "-c", BOUNDED, str(reader), str(seconds), str(megabytes)]
        try:
            done = subprocess.run(command, input=content, capture_output=True, cwd=folder, env={}, timeout=2 * seconds)
        except subprocess.TimeoutExpired as error:
            raise Unreadable from error
    if done.returncode:
        raise Unreadable
    return done.stdout
