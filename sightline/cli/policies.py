"""The rules in the database: write them, show them, tell where the database differs from them."""

import argparse

from django.conf import settings

from sightline.config.paths import ROOT
from sightline.kit import apply, drift, numbers, papers
from sightline.oversight import seeds
from sightline.trust import sheets


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


def check() -> int:
    """Say where the database differs from the rules; 1 when it does."""
    differences = drift.drift()
    print("\n".join(differences) or "The database holds what the rules say.")
    return 1 if differences else 0


def papers_to_docs() -> int:
    """Give every rule its number, and write the documents that are made: from the rules, the steps, the two statements."""
    settings.RULE_NUMBERS.write_text(numbers.register())
    numbers.given.cache_clear()
    made = {**papers.documents(), "access-matrix.md": sheets.document(), "seeds.md": seeds.document()}
    for name, text in made.items():
        (ROOT / "docs" / name).write_text(text)
    return 0


ACTS = {"apply": write, "show": show, "check": check, "docs": papers_to_docs}
