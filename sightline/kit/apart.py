"""Reading what strangers send, apart: each file in a process and a folder of its own, with bounds on time, memory and
what of the disk is there at all.

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

BOUNDS = Path(__file__).with_name("bounds.py")  # runs first in the process apart


class Unreadable(ValueError):
    """The reader found nothing it could use, or met its bounds."""


def read_apart(reader: Path, content: bytes, *, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> bytes:
    """What the reader writes of this content. Raises Unreadable when it fails, in whatever way.

    reader: a script that imports nothing of Sightline. seconds, megabytes: of work and of memory at the most.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-I", str(BOUNDS), str(reader), str(seconds), str(megabytes)]
        try:
            done = subprocess.run(command, input=content, capture_output=True, cwd=folder, env={}, timeout=2 * seconds)
        except subprocess.TimeoutExpired as error:
            raise Unreadable from error
    if done.returncode:
        raise Unreadable
    return done.stdout
