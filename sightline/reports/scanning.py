"""Asking the scanner for malware of this machine, where one is installed; and saying so where none is."""

from __future__ import annotations

import shutil
import subprocess

PROGRAMS = ("clamdscan", "clamscan")  # the one that keeps its signatures in memory first
SECONDS = 60
FOUND = 1  # what both answer when they know the file


def scanner() -> str | None:
    """The path of the scanner; None where none is installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def harmful(content: bytes) -> bool | None:
    """Whether the scanner knows this file as harmful; None when nobody looked: no scanner, or one that failed."""
    program = scanner()
    if program is None:
        return None
    try:
        command = [program, "--no-summary", "--stdout", "-"]
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return {0: False, FOUND: True}.get(done.returncode)
