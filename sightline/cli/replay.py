"""Replay the demonstration into an empty database, through the actions that the pages call."""

import argparse

from sightline.demo.replay import replay


def arguments(parser: argparse.ArgumentParser) -> None:
    """How many bystanders."""
    parser.add_argument("--reports", type=int, default=320, help="reports that have no part in the stories")
    parser.add_argument("--premises", type=int, default=160, help="premises that have no part in them")


def run(options: argparse.Namespace) -> None:
    """From the police areas to the story clock."""
    replay(reports=options.reports, premises=options.premises)
