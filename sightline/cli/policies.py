"""The rules in the database: write them, show them, tell where the database differs from them."""

import argparse

from sightline.kit import apply


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the rules."""
    parser.add_argument("act", choices=sorted(ACTS))


def run(options: argparse.Namespace) -> int:
    """Do it; 1 when the database differs from the rules."""
    return ACTS[options.act]()


def write() -> int:
    """Make the database hold what the rules say, and name the tables that changed."""
    changed = apply.apply_policies()
    print(f"Changed: {', '.join(changed)}." if changed else "The database holds what the rules say.")
    return 0


def show() -> int:
    """Print the SQL that stands before each table."""
    for table, text in apply.texts().items():
        print(f"-- {table}\n{text}\n")
    return 0


ACTS = {"apply": write, "show": show}
