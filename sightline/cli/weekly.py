"""Write the weekly note to owners of records: who saw yours. Repeating it changes nothing."""

import argparse
from datetime import date, timedelta

from django.utils.timezone import localdate

from sightline.trust.weekly import WEEK, monday, write


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which week."""
    parser.add_argument("--week", type=date.fromisoformat, help="any day of it; the week before this one if left out")


def run(options: argparse.Namespace) -> None:
    """Write them, and say how many."""
    week = monday(options.week) if options.week else monday(localdate()) - WEEK
    notes = write(week)
    print(f"{notes} notes for the week from {week} to {week + timedelta(days=6)}.")
