"""Reports of a partner from a file, answered row by row: one bad row never blocks the others.

The partner's own reference makes it safe to send the same file again: a row that is here already is never stored twice.
One whose words have changed is told again, while the report is open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Person
from sightline.kit.refusals import WrongStep
from sightline.ledger.acts import Taken
from sightline.ledger.finding import listed
from sightline.reports import actions, desks
from sightline.reports.forms.partner import PartnerForm
from sightline.reports.models import Report
from sightline.reports.tables import MOST_ROWS

COLUMNS: tuple[str, ...] = (
    *("partner_reference", "observed_on", "place", "what", "signs", "kinds", "danger", "people", "children"),
    *("moving", "campaign"),
)
NEEDED, ALLOWED = COLUMNS[:3], COLUMNS[3:]
SEVERAL = ("signs", "kinds")  # codes with a semicolon between them
FINISHED = _("The desk has finished with this one. Send what is new under a reference of its own.")


@dataclass(frozen=True)
class Answer:
    """What became of one row. outcome: "stored", "told again", "here already" or "refused"; wrong: field and reason."""

    row: int
    reference: str
    outcome: str
    report: Report | None = None
    wrong: list[tuple[str, str]] = field(default_factory=list)


def bring_in(
    rows: Collection[Mapping[str, Any]], *, partner: Agency, by: Person, at: datetime, desk: Agency | None = None
) -> Iterator[Answer]:
    """Store each row that is whole, in its own act, and say what became of it. Rows count from 2, as in a table.

    desk: whose call handlers read all of them; left out, the desk of each row's place.
    """
    known = _known(partner, map(_reference, rows))
    for number, row in enumerate(rows, start=2):
        yield _one(number, row, known, partner=partner, by=by, at=at, desk=desk)


def _known(partner: Agency, references: Iterable[str]) -> dict[str, Report]:
    """Those of the references that are here already, as far as the reader may know."""
    sent = Report.objects.filter(partner=partner, partner_reference__in=list(references))
    return {report.partner_reference: report for report in listed(sent, asked="references sent", most=MOST_ROWS)}


def _reference(row: Mapping[str, Any]) -> str:
    return str(row.get("partner_reference") or "").strip()


def _one(number: int, row: Mapping[str, Any], known: dict[str, Report], **act: Any) -> Answer:
    form, reference = PartnerForm(_typed(row)), _reference(row)
    if not form.is_valid():
        wrong = [(name, " ".join(map(str, errors))) for name, errors in form.errors.items()]
        return Answer(number, reference, "refused", wrong=wrong)
    if reference in known:
        return _again(number, reference, known[reference], form, by=act["by"], at=act["at"])
    try:
        report = receive(form, door=Report.Door.IMPORT, **act)
    except Taken:
        return Answer(number, reference, "here already")
    known[reference] = report
    return Answer(number, reference, "stored", report)


def _again(number: int, reference: str, report: Report, form: PartnerForm, **act: Any) -> Answer:
    """A reference that is here already: nothing changes, unless its words did while the report is open."""
    told = {name: value for name, value in form.cleaned_data.items() if name in report.told}
    if told.items() <= report.told.items():
        return Answer(number, reference, "here already", report)
    try:
        actions.tell_again(report, **act, **told)
    except WrongStep:
        return Answer(number, reference, "refused", report, [("partner_reference", str(FINISHED))])
    return Answer(number, reference, "told again", report)


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
