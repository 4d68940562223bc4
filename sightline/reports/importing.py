"""Reports of a partner from a file, answered row by row: one bad row never blocks the others.

The partner's own reference makes it safe to send the same file again: a row that is already here stays as it is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sightline.agencies.models import Agency, Person
from sightline.ledger.acts import Taken
from sightline.reports import actions, desks
from sightline.reports.forms.partner import PartnerForm
from sightline.reports.models import Report

COLUMNS: tuple[str, ...] = (
    *("partner_reference", "observed_on", "place", "what", "signs", "kinds", "danger", "people", "children"),
    *("moving", "campaign"),
)
NEEDED = COLUMNS[:3]
SEVERAL = ("signs", "kinds")  # codes with a semicolon between them


class NotAFile(ValueError):
    """The file cannot be read as rows at all; the message says what to do."""


@dataclass(frozen=True)
class Answer:
    """What became of one row. outcome: "stored", "here already" or "refused"; wrong: field and reason."""

    row: int
    reference: str
    outcome: str
    report: Report | None = None
    wrong: list[tuple[str, str]] = field(default_factory=list)


def rows_of(content: bytes) -> Iterator[dict[str, str]]:
    """The rows of a CSV file. Raises NotAFile when it is no text, or lacks a column that every row needs."""
    try:
        lines = content.decode("utf-8-sig").replace("\x00", "").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise NotAFile(_("This is no text in UTF-8. Save the file as “CSV UTF-8” and send it again.")) from error
    reader = csv.DictReader(lines, restkey="", restval="")
    missing = [name for name in NEEDED if name not in (reader.fieldnames or [])]
    if missing:
        raise NotAFile(_("The first line lacks these columns: %(names)s.") % {"names": ", ".join(missing)})
    try:
        yield from reader
    except csv.Error as error:
        raise NotAFile(_("The file stops being readable as a table. Save it as CSV again.")) from error


def bring_in(
    rows: Iterable[Mapping[str, Any]], *, partner: Agency, by: Person, at: datetime, desk: Agency | None = None
) -> Iterator[Answer]:
    """Store each row that is whole, in its own act, and say what became of it. Rows count from 2, as in a table.

    desk: whose call handlers read all of them; left out, the desk of each row's place.
    """
    known = dict(Report.objects.filter(partner=partner).values_list("partner_reference", "pk"))
    for number, row in enumerate(rows, start=2):
        yield _one(number, row, known, partner=partner, by=by, at=at, desk=desk)


def _one(number: int, row: Mapping[str, Any], known: dict[str, Any], **act: Any) -> Answer:
    form = PartnerForm(_typed(row))
    reference = str(row.get("partner_reference") or "").strip()
    if not form.is_valid():
        wrong = [(name, " ".join(map(str, errors))) for name, errors in form.errors.items()]
        return Answer(number, reference, "refused", wrong=wrong)
    if reference in known:
        return Answer(number, reference, "here already", Report.objects.filter(pk=known[reference]).first())
    try:
        report = receive(form, door=Report.Door.IMPORT, **act)
    except Taken:
        return Answer(number, reference, "here already")
    known[reference] = report.pk
    return Answer(number, reference, "stored", report)


def receive(form: PartnerForm, *, door: str, desk: Agency | None = None, **act: Any) -> Report:
    """Store what a partner's form holds, at the desk of its place unless another is named. act: partner, by, at."""
    area = desks.area_of(form.cleaned_data["place"])
    return actions.receive(desk=desk or desks.desk_for(area), area=area, door=door, **act, **form.cleaned_data)


def _typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as a form takes it: known columns alone, several codes apart."""
    typed: dict[str, Any] = {name: row.get(name) or "" for name in COLUMNS}
    for name in SEVERAL:
        typed[name] = [code.strip() for code in str(typed[name]).split(";") if code.strip()]
    return typed
