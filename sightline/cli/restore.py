"""Put a backup back where there is no database, and look at everything that must hold before anybody is let in."""

import argparse
import os
from pathlib import Path
from time import monotonic

from sightline.cli import VERBS
from sightline.cli.making import prepare, run_as
from sightline.config import backups, embedded, server
from sightline.config.paths import SECRETS
from sightline.config.problems import Problem
from sightline.config.server import Database

CHECKS = {
    "policies": ("policies", "check"),
    "ledger": ("ledger", "verify", "--at-rest"),
    "retention": ("retention", "replay"),
}


class Lost(Problem):
    """The restored database holds less than what was backed up."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """From where."""
    parser.add_argument("folder", type=Path, help="the folder of a backup")
    parser.add_argument("--keys", type=Path, help="the folder of its keys, if they are not here any more")


def run(options: argparse.Namespace) -> None:
    """Restore it and check counts, rules, ledger and erasures; say how long each took."""
    if "DATABASE_URL" in os.environ:
        raise Problem("Restore the operator's own server with its own tools: the folder is a base backup.")
    begun = monotonic()
    backups.put_back(options.folder, embedded.cluster("run"))
    if options.keys:
        backups.bring_keys(options.keys, SECRETS)
    with server.database(os.environ) as database:
        print(f"Verified and copied in {monotonic() - begun:.1f} s.")
        check(options.folder, database)
    print(f"Restored, checked and ready in {monotonic() - begun:.1f} s.")


def check(folder: Path, database: Database) -> None:
    """Nothing fewer than before; tables and rules as this release has them; the ledger unchanged; the erased gone."""
    if lost := backups.fewer(backups.about(folder)["rows"], backups.rows(database)):
        raise Lost(f"Rows are missing: {'; '.join(lost)}.")
    prepare(database)
    for verb, words in CHECKS.items():
        if verb in VERBS:
            run_as(VERBS[verb].kind or "owner", database, *words)
