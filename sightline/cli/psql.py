"""PostgreSQL's own shell on the service's database."""

import argparse
import os
import subprocess

from sightline.config import server
from sightline.config.embedded import program


def arguments(parser: argparse.ArgumentParser) -> None:
    """What psql takes."""
    parser.add_argument("words", nargs="*", help="passed on to psql; put -- before words that begin with a dash")


def run(options: argparse.Namespace) -> int:
    """Open the shell as the keeper of the server, whom no policy holds back."""
    with server.database(os.environ) as database:
        address = database.server.keeper_url(database.name)
        return subprocess.run([program("psql"), address, *options.words]).returncode
