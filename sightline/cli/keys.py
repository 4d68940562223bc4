"""The keys of what is sealed: rotate them, or say which there are.

Rotating takes two runs. The first makes a new version, with which the fronts must be started again, so that all of
them can open what it will wrap. The second wraps every data key anew and retires the old version.
"""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

import django

from sightline.config import processes, sealing, server
from sightline.config.server import Database

KEPT = "Keep its file, now {}, as long as backups from before today are kept; then destroy it."


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    parser.add_argument("act", choices=["rotate", "show"])


def run(options: argparse.Namespace) -> None:
    """Do it, as the owner of the database."""
    with server.database(os.environ) as database:
        _become_owner(database)
        print("\n".join(rotate(database.secrets) if options.act == "rotate" else shown(database.secrets)))


def rotate(folder: Path) -> list[str]:
    """One run: a new version when all stands under the newest, else the old ones' work moved to it. What was done."""
    from sightline.kit import rewrapping

    rewrapping.register()
    newest = max(sealing.versions(folder))
    if rewrapping.older_in_use():
        done = f"{rewrapping.rewrap()} data keys are wrapped by version {newest} now."
        return [done, *(_put_aside(folder, old) for old in rewrapping.retire(datetime.now(UTC).date()))]
    sealing.make(newest + 1, folder)
    return [f"Version {newest + 1} is made. Start the fronts again, then run this once more."]


def shown(folder: Path) -> list[str]:
    """The versions, and how many data keys each wraps."""
    from sightline.kit import rewrapping

    here = sealing.versions(folder)
    return [f"{line}{'' if version in here else '; its file is not here'}" for version, line in rewrapping.told()]


def _put_aside(folder: Path, version: int) -> str:
    """Give a retired key another name: no process is told of it any more."""
    path = folder / sealing.named(version)
    aside = path.rename(path.with_suffix(".retired"))
    return f"Version {version} is retired. {KEPT.format(aside.name)}"


def _become_owner(database: Database) -> None:
    os.environ.update(processes.environment("owner", database, os.environ))
    django.setup()
