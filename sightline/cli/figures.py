"""Figures as a person may see them: what was published, by whom, and what was counted."""

import argparse
import json
from typing import Any

from sightline.agencies.models import Account
from sightline.config.problems import Problem
from sightline.kit.acting import acting_as
from sightline.ledger.finding import listed
from sightline.oversight.models import Count, Figure


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whose figures, and how to print them."""
    parser.add_argument("--as", dest="name", metavar="NAME", default="", help="the name a person signs in with")
    parser.add_argument("--all", action="store_true", help="of every person who commands or oversees an operation")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(options: argparse.Namespace) -> None:
    """Print them; each look is in the ledger under the person's name."""
    rows = [row for account in _accounts(options) for row in figures_for(account)]
    unique = list({row["ref"]: row for row in sorted(rows, key=lambda row: row["records"] is not None)}.values())
    print(json.dumps(unique, indent=1, ensure_ascii=False) if options.json else "\n".join(map(_line, unique)))


def figures_for(account: Account) -> list[dict[str, Any]]:
    """The figures that this person may see, oldest first."""
    with acting_as(account):
        figures = listed(Figure.objects.standing().order_by("as_at", "measure"), asked="figures")
        counts = {count.pk: count.value for count in Count.objects.filter(pk__in=[f.count_id for f in figures])}
        return [_row(figure, counts.get(figure.count_id)) for figure in figures]


def _accounts(options: argparse.Namespace) -> list[Account]:
    named = Account.objects.order_by("name")
    if not options.all:
        named = named.filter(name=options.name)
    if not named:
        raise Problem("Say whose figures: --as NAME with the name a person signs in with, or --all.")
    return list(named)


def _row(figure: Figure, counted: int | None) -> dict[str, Any]:
    return {
        "ref": figure.ref,
        "operation": figure.about,
        "measure": figure.says,
        "value": figure.value,
        "shown": figure.shown,
        "qualifier": figure.qualifier,
        "unit": figure.unit,
        "by": figure.by_whom,
        "as_at": figure.as_at.isoformat(),
        "subset_of": figure.subset_of.says if figure.subset_of else None,
        "state": figure.state,
        "source": figure.source,
        "records": counted,
    }


def _line(row: dict[str, Any]) -> str:
    counted = "not counted" if row["records"] is None else f"counted {row['records']}"
    return f"{row['ref']}  {row['shown']} {row['measure']} ({row['by']}; {counted})"
