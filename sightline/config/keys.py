"""Random keys and pass words, each made once and readable by us alone."""

import hmac
import os
import secrets
import tempfile
from pathlib import Path

from sightline.config.paths import SECRETS


def key(name: str, folder: Path = SECRETS) -> str:
    """The secret of that name, 32 random bytes in hexadecimal; made when it is first asked for."""
    path = folder / name
    if not path.exists():
        _make(path)
    return path.read_text().strip()


def part(key: str, purpose: str) -> str:
    """A key for one purpose, drawn from this one (both in hexadecimal); it tells nothing about the others."""
    return hmac.digest(bytes.fromhex(key), purpose.encode(), "sha256").hex()


def _make(path: Path) -> None:
    """Write a new secret; when two try at once, the first stands."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".")  # ours alone to read, from the start
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32) + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
