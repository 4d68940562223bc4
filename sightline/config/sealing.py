"""The sealing keys as files, `sealing-1.key` and so on, and as the environment of a process tells them.

The highest version seals; all that are there open. Lose them and what is sealed is lost: back them up apart from the
database (docs/keys.md).
"""

import re
from pathlib import Path

from sightline.config import keys
from sightline.config.problems import Problem
from sightline.kit import ciphers

FILE = re.compile(r"sealing-(\d{1,3})\.key")
LAST = 255  # a version is one byte


def versions(folder: Path) -> dict[int, bytes]:
    """The sealing keys in a folder of secrets by version; the first one is made when there is none."""
    found = sorted(int(match[1]) for path in folder.glob("sealing-*.key") if (match := FILE.fullmatch(path.name)))
    return {version: bytes.fromhex(keys.key(named(version), folder)) for version in found or [1]}


def make(version: int, folder: Path) -> None:
    """Make the key of that version, where it is not there yet."""
    if not 0 < version <= LAST:
        raise Problem("There have been 255 versions of the sealing key: a version is one byte, and no more are left.")
    keys.key(named(version), folder)


def named(version: int) -> str:
    """The file of a version."""
    return f"sealing-{version}.key"


def written(folder: Path) -> str:
    """All versions as an environment tells them: "1:ab... 2:cd..."."""
    return " ".join(f"{version}:{key.hex()}" for version, key in versions(folder).items())


def written_door(folder: Path) -> str:
    """The public half of the newest version, in the same form."""
    version, key = max(versions(folder).items())
    return f"{version}:{ciphers.door_of(key).hex()}"


def read(told: str) -> dict[int, bytes]:
    """The keys that an environment tells."""
    pairs = (each.split(":") for each in told.split())
    return {int(version): bytes.fromhex(key) for version, key in pairs}


def read_door(told: str) -> tuple[int, bytes] | None:
    """The door's public half with its version, where an environment tells it."""
    return max(read(told).items(), default=None)
