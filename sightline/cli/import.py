# ruff: noqa: N999 - named by its verb, as every module here
"""Bring in what others keep: the reports of a partner from a file, each row answered."""

import argparse
from pathlib import Path

from django.utils import timezone

from sightline.agencies.models import Agency, Person
from sightline.cli import persons
from sightline.config.problems import Problem
from sightline.reports import importing, tables


class CannotImport(Problem):
    """The file or the partner is none; the message says what to do."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What, from which file, whose, and by whom."""
    parser.add_argument("what", choices=["reports"])
    parser.add_argument(
        "file", type=Path, help="CSV in UTF-8, a workbook (XLSX) or JSON; its first line names the columns"
    )
    parser.add_argument("--partner", metavar="CODE", default="", help="whose reports they are, if not the person's own")
    persons.argument(parser)


def run(options: argparse.Namespace) -> int:
    """Store each row that is whole and print what became of all; 1 when a row was refused."""
    with persons.acting(options) as person:
        answers = list(brought(options.file, options.partner, person))
    for answer in answers:
        print(line(answer))
    return int(any(answer.outcome == "refused" for answer in answers))


def brought(file: Path, partner: str, person: Person) -> list[importing.Answer]:
    """What became of each row. A call handler's desk reads what they bring in for another agency."""
    whose = Agency.objects.filter(code=partner).first() if partner else person.agency
    if whose is None:
        raise CannotImport(f"There is no agency with the code {partner}.")
    desk = person.agency if whose != person.agency else None
    try:
        rows = tables.rows_of(file.read_bytes(), importing.NEEDED)
        return list(importing.bring_in(rows, partner=whose, by=person, at=timezone.now(), desk=desk))
    except (OSError, tables.NotAFile) as trouble:
        raise CannotImport(str(trouble)) from trouble


def line(answer: importing.Answer) -> str:
    """A row's answer: row, reference, outcome, then our reference or what was wrong."""
    told = answer.report.ref if answer.report else "; ".join(f"{name}: {reason}" for name, reason in answer.wrong)
    return f"{answer.row}\t{answer.reference}\t{answer.outcome}\t{told}"
