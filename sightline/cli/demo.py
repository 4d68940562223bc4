"""Replace the database by a new one in which the demonstration has been replayed."""

import argparse
import os

from sightline.cli.making import make_new
from sightline.config import server


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(options: argparse.Namespace) -> None:
    """Make it beside the old one, and put it in its place once it is complete."""
    os.environ["SIGHTLINE_DEMONSTRATION"] = "1"
    with server.database(os.environ) as database:
        make_new(database)
    print("The database is new, with the demonstration.")
