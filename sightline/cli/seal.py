"""Seal the ledger every few seconds, and tell its witnesses."""

import argparse
from time import sleep

from django.conf import settings
from django.utils import timezone

from sightline.ledger.sealer import Sealer
from sightline.ledger.witnesses import witnesses


def arguments(parser: argparse.ArgumentParser) -> None:
    """How often."""
    parser.add_argument("--every", type=float, default=10, metavar="SECONDS", help="at most so many between seals (10)")
    parser.add_argument("--once", action="store_true", help="one round, then end")


def run(options: argparse.Namespace) -> None:
    """Go round until told to stop."""
    sealer = Sealer(settings.SEAL_KEY, witnesses())
    if options.once:
        print(f"{sealer.round(timezone.now())} seals made.")
        return
    while True:
        sealer.patiently(timezone.now())
        sleep(options.every)
