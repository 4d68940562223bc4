"""Back the database up while it runs; the keys go elsewhere, or not at all."""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from sightline.config import backups, server
from sightline.config.problems import Problem


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("folder", type=Path, help="a new folder for the backup")
    parser.add_argument("--keys", type=Path, help="a new folder for a copy of the keys, for another keeper")


def run(options: argparse.Namespace) -> None:
    """Take it, verify it, and say how large it is and how long it took."""
    begun = monotonic()
    with server.database(os.environ) as database:
        if not server.exists(database):
            raise Problem("There is no database yet. make run makes it.")
        folder = backups.take(database, options.folder, at=datetime.now(UTC), keys=options.keys)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"Backed up into {folder}: {size / 1e6:.0f} MB, verified, in {monotonic() - begun:.1f} s.")
    print(f"The keys are in {options.keys}." if options.keys else "The keys were not copied: --keys FOLDER does that.")
