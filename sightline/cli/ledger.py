"""Verify the ledger: each entry's mark is computed again and compared."""

import argparse

from sightline.ledger.verifying import verify


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    parser.add_argument("act", choices=["verify"])


def run(options: argparse.Namespace) -> int:
    """Say what was found; 1 when an entry was rewritten."""
    found = verify()
    print(f"{found.entries} entries, {len(found.differ)} rewritten.")
    for entry in found.differ:
        print(f"rewritten: {entry}")
    return 1 if found.differ else 0
