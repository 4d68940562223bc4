"""The rules in the database: write them, show them, tell what a release changes and have two people approve it."""

import argparse

from django.conf import settings
from django.db import transaction

from sightline.cli import approving
from sightline.config.paths import ROOT
from sightline.kit import apply, changes, drift, numbers, papers
from sightline.oversight import seeds
from sightline.trust import sheets


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the rules."""
    parser.add_argument("act", choices=sorted(ACTS))


def run(options: argparse.Namespace) -> int:
    """Do it; 1 when the database differs from the rules."""
    return ACTS[options.act]()


def write() -> int:
    """Make the database hold what the rules say, if two people approved what changes; name the tables that changed."""
    with transaction.atomic():
        mark = approving.must_be_approved()
        changed = apply.apply_policies()
        approving.applied(mark)
    print(f"Changed: {', '.join(changed)}." if changed else "The database holds what the rules say.")
    return 0


def difference() -> int:
    """Print which places of the matrix change when the rules in code are applied, and the mark of it all."""
    found = changes.difference()
    for each in found:
        print(f"{each.place.kind}: {each.place.verb.replace('_', ' ')} ({each.place.front})")
        for word, lines in (("-", each.before.says), ("+", each.after.says)):
            print("\n".join(f"  {word} {line}" for line in lines) or f"  {word} nobody")
    print(f"{len(found)} places change. Mark: {changes.mark_of(found)}" if found else "Nothing changes.")
    return 0


def propose() -> int:
    """Put the difference before the two people who approve it."""
    made = approving.propose()
    print(f"{made.ref} waits at /trust/changes: {made.get_state_display()}." if made else "Nothing changes.")
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


ACTS = {
    "apply": write,
    "difference": difference,
    "propose": propose,
    "show": show,
    "check": check,
    "docs": papers_to_docs,
}
