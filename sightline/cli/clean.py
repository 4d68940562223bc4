"""Stop and remove the databases that this checkout made on this machine."""

import argparse

from sightline.config.embedded import remove_all


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(options: argparse.Namespace) -> None:
    """Remove them; an operator's own server, named by DATABASE_URL, is not touched."""
    remove_all()
