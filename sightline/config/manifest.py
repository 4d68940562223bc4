"""PostgreSQL's manifest of a base backup: every file with its size and SHA-256, and a sum of the manifest itself.

We read it ourselves: the program for it that comes with the embedded PostgreSQL crashes.
Source: PostgreSQL 18, "Backup Manifest Format". The log (pg_wal) is not in it.
"""

import json
from collections.abc import Iterator, Mapping
from hashlib import file_digest, sha256
from pathlib import Path

NAME = "backup_manifest"
NOT_LISTED = ("pg_wal",)  # kept by the backup's own page
LAST = b'"Manifest-Checksum"'


def differing(copy: Path) -> Iterator[str]:
    """What in a copied cluster is not as its manifest says, part by part; nothing when all is whole."""
    try:
        listed = read(copy / NAME)
    except (OSError, ValueError, KeyError) as error:
        yield f"the manifest cannot be trusted ({type(error).__name__})"
        return
    yield from unlike(listed, {name: sum_of(copy / name) for name in found(copy)}, "the file ")


def read(path: Path) -> dict[str, str]:
    """The sum of each file by its path. Raises ValueError when the manifest is not what was written."""
    content = path.read_bytes()
    said = json.loads(content)
    if sha256(content[: content.rindex(LAST)]).hexdigest() != said["Manifest-Checksum"]:
        raise ValueError("its own sum differs")
    return {file["Path"]: file["Checksum"] for file in said["Files"] if not file["Path"].startswith(NOT_LISTED)}


def found(copy: Path) -> Iterator[str]:
    """The files that a manifest lists, as they are found."""
    for path in sorted(copy.rglob("*")):
        name = path.relative_to(copy)
        if path.is_file() and name.parts[0] not in NOT_LISTED and str(name) != NAME:
            yield str(name)


def unlike(wanted: Mapping[str, str], is_there: Mapping[str, str], what: str) -> Iterator[str]:
    """The names whose sums differ, that are missing, or that nobody wrote down."""
    for name in sorted(wanted.keys() | is_there.keys()):
        if wanted.get(name) != is_there.get(name):
            state = "is missing" if name not in is_there else "was added" if name not in wanted else "differs"
            yield f"{what}{name} {state}"


def sum_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with open(path, "rb") as file:
        return file_digest(file, "sha256").hexdigest()
