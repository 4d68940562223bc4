"""Figures that the runs measured, kept under var/figures for the page that shows them (`make assurance`)."""

import json
import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sightline.config.paths import ROOT, VAR

FOLDER = VAR / "figures"


def record(name: str, folder: Path = FOLDER, **figures: Any) -> Path:
    """Keep what one run measured under its name, with the day, the commit and the machine; gives the file.

    name: as the page will call it, "restore drill". A later run of that name replaces it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name.replace(' ', '-')}.json"
    draft = path.with_suffix(f".{os.getpid()}")
    kept = {"name": name, "on": datetime.now(UTC).date().isoformat(), "commit": commit(), "machine": machine()}
    draft.write_text(json.dumps(kept | {"figures": figures}, indent=1, ensure_ascii=False) + "\n")
    draft.replace(path)
    return path


def recorded(folder: Path = FOLDER) -> dict[str, dict[str, Any]]:
    """What the runs on this machine kept, by name."""
    return {kept["name"]: kept for kept in (json.loads(path.read_text()) for path in sorted(folder.glob("*.json")))}


def commit() -> str:
    """The commit that was measured, shortened; empty outside a repository. A star says that files had been changed."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty=*", "--abbrev=8", "--exclude=*"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    return said.stdout.strip()


def machine() -> str:
    """The machine in terms that anybody may know."""
    return f"{os.cpu_count()} cores, {os.uname().sysname}"
