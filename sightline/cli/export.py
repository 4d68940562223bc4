"""Write what a person may read of one kind of record as CSV. The walls hold as on the pages; the ledger says who."""

import argparse
import sys
from typing import Any, TextIO

from django.apps import apps
from django.db.models import Model

from sightline.cli import persons
from sightline.config.problems import Problem
from sightline.kit import sheets
from sightline.kit.policies import policy_of
from sightline.kit.sealed import sealed_fields
from sightline.ledger.models import Entry
from sightline.ledger.notes import note


class NoSuchKind(Problem):
    """No kind of record has that name, or it is not one that people read."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which kind, and whose eyes."""
    persons.argument(parser)
    parser.add_argument("kind", help="such as reports.Report or visits.Visit")


def run(options: argparse.Namespace) -> None:
    """Print the rows that the person may read."""
    model = _kind(options.kind)
    with persons.acting(options) as person:
        persons.must_be_confirmed()
        rows = list(model.objects.readable(by=person))  # type: ignore[attr-defined]
        note("disclose", "export", kind=model._meta.label, asked="all readable", found=len(rows), recipient="file")
        write(model, rows, sys.stdout)


def write(model: type[Model], rows: list[Any], out: TextIO) -> None:
    """The rows with a heading.

    What is sealed leaves by no file: who people are, how to reach them and where they are safe is read on its page.
    """
    left_out = {"id", *(field.name for field in sealed_fields(model))}
    names = [field.attname for field in model._meta.concrete_fields if field.name not in left_out]
    sheets.write(names, ([getattr(row, name) for name in names] for row in rows), out)


def _kind(name: str) -> type[Model]:
    try:
        model = apps.get_model(name)
    except (LookupError, ValueError):
        raise NoSuchKind(f"There is no kind of record called {name}. Try reports.Report.") from None
    if model is Entry:
        raise NoSuchKind(
            "Entries of the ledger leave with a second person's approval: ask on the page of who has looked."
        )
    if policy_of(model) is None or not model.__module__.startswith("sightline."):
        raise NoSuchKind(f"Nobody may read {name} as a list.")
    return model
