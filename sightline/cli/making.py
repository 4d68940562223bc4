"""A database brought up to date, or made new beside the old and put in its place when it is complete."""

import os
import subprocess
import sys

from sightline.cli import VERBS
from sightline.config import server
from sightline.config.problems import Problem
from sightline.config.processes import begin_witnesses, environment
from sightline.config.server import Database


class NotMade(Problem):
    """A step of making the database failed; its own messages have been printed."""


def prepare(database: Database) -> None:
    """Migrate, write the policies, gather static files."""
    run_as("owner", database, "prepare")


def make_new(database: Database) -> None:
    """A new database, with the demonstration where that is wanted. One that fails halfway leaves the old untouched."""
    draft = server.draft(database, server.logins_for(os.environ))
    prepare(draft)
    if os.environ.get("SIGHTLINE_DEMONSTRATION") == "1" and "replay" in VERBS:
        run_as("demo", draft, "replay")
    server.put_in_place(draft, database)
    begin_witnesses(database, anew=True)
    run_as("sealer", database, "seal", "--once")
    run_as("verifier", database, "ledger", "verify")


def run_as(kind: str, database: Database, *words: str) -> None:
    """Run a verb of ours in a process that knows the login of that kind."""
    command = [sys.executable, "-m", "sightline.cli", *words]
    if subprocess.run(command, env=environment(kind, database, os.environ)).returncode:
        raise NotMade(f"sightline {' '.join(words)} failed; its messages are above.")
