"""Reports of a partner from a file, answered row by row: one bad row never blocks the others.

The partner's own reference makes it safe to send the same file again: a row that is here already is never stored twice.
One whose words have changed is told again, while the report is open.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Person
from sightline.kit.refusals import WrongStep
from sightline.ledger.acts import Taken
from sightline.ledger.finding import listed
from sightline.places.telling import area_told
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
AT_ONCE = 250  # rows that are stored in one act
FINISHED = _("The desk has finished with this one. Send what is new under a reference of its own.")


@dataclass(frozen=True)
class Answer:
    """What became of one row. outcome: "stored", "told again", "here already" or "refused"; wrong: field and reason."""

    row: int
    reference: str
    outcome: str
    report: Report | None = None
    wrong: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """One row as it was read: its number, the partner's reference, and what it tells, or what is wrong with it."""

    number: int
    reference: str
    told: dict[str, Any]
    wrong: list[tuple[str, str]]

    def answer(self, outcome: str, report: Report | None = None, wrong: Sequence[tuple[str, str]] = ()) -> Answer:
        """What became of it."""
        return Answer(self.number, self.reference, outcome, report, list(wrong))


def bring_in(
    rows: Collection[Mapping[str, Any]], *, partner: Agency, by: Person, at: datetime, desk: Agency | None = None
) -> Iterator[Answer]:
    """Store each row that is whole, whatever the others are, and say what became of it. Rows count from 2, as in a table.

    desk: whose call handlers read all of them; left out, the desk of each row's place.
    """
    known, form = _known(partner, map(_reference, rows)), PartnerForm()
    place = partial(cache(desks.placed_in), desk=desk)
    act = {"partner": partner, "by": by, "at": at}
    read = (_read(form, number, row) for number, row in enumerate(rows, start=2))
    while lot := list(islice(read, AT_ONCE)):
        stored = _store(_fresh(lot, known), place, **act)
        known |= {answer.reference: answer.report for answer in stored.values() if answer.report}
        yield from (stored.get(row.number) or _otherwise(row, known, by=by, at=at) for row in lot)


def _known(partner: Agency, references: Iterable[str]) -> dict[str, Report]:
    """Those of the references that are here already, as far as the reader may know."""
    sent = Report.objects.filter(partner=partner, partner_reference__in=list(references))
    return {report.partner_reference: report for report in listed(sent, asked="references sent", most=MOST_ROWS)}


def _reference(row: Mapping[str, Any]) -> str:
    return str(row.get("partner_reference") or "").strip()


def _read(form: PartnerForm, number: int, row: Mapping[str, Any]) -> Row:
    """A row as the partner's form takes it; one form reads them all."""
    told = form.read(_typed(row))
    wrong = [(name, " ".join(map(str, errors))) for name, errors in form.errors.items()]
    return Row(number, _reference(row), told, wrong)


def _fresh(rows: Iterable[Row], known: Mapping[str, Report]) -> list[Row]:
    """Those that are whole and whose reference is not here yet; of one that comes twice, the first."""
    fresh: dict[str, Row] = {}
    for row in rows:
        if not row.wrong and row.reference not in known:
            fresh.setdefault(row.reference, row)
    return list(fresh.values())


def _store(rows: Sequence[Row], place: Callable[[str], tuple[Agency, Area | None]], **act: Any) -> dict[int, Answer]:
    """Store them in one act, or in two halves where one of them cannot be: what became of each, by its number."""
    if not rows:
        return {}
    told = [row.told | _placed(row, place) for row in rows]
    try:
        reports = actions.receive_several(door=Report.Door.IMPORT, told=told, **act)
    except Taken:
        if len(rows) == 1:
            return {rows[0].number: rows[0].answer("here already")}
        half = len(rows) // 2
        return _store(rows[:half], place, **act) | _store(rows[half:], place, **act)
    return {row.number: row.answer("stored", report) for row, report in zip(rows, reports, strict=True)}


def _placed(row: Row, place: Callable[[str], tuple[Agency, Area | None]]) -> dict[str, Agency | Area | None]:
    desk, area = place(area_told(row.told["place"]))
    return {"desk": desk, "area": area}


def _otherwise(row: Row, known: Mapping[str, Report], **act: Any) -> Answer:
    """A row that is not whole, or whose reference is here already: that one changes when its words did, while it is open."""
    if row.wrong:
        return row.answer("refused", wrong=row.wrong)
    report = known.get(row.reference)
    if report is None:  # its first is another's, or hidden
        return row.answer("here already")
    told = {name: value for name, value in row.told.items() if name in report.told}
    if told.items() <= report.told.items():
        return row.answer("here already", report)
    try:
        actions.tell_again(report, **act, **told)
    except WrongStep:
        return row.answer("refused", report, [("partner_reference", str(FINISHED))])
    return row.answer("told again", report)


def receive(form: PartnerForm, *, door: str, desk: Agency | None = None, **act: Any) -> Report:
    """Store what a partner's form holds, at the desk of its place unless another is named. act: partner, by, at."""
    desk, area = desks.placed(form.cleaned_data["place"], desk)
    return actions.receive(desk=desk, area=area, door=door, **act, **form.cleaned_data)


def _typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as a form takes it: known columns alone, several codes apart."""
    typed: dict[str, Any] = {name: row.get(name) or "" for name in COLUMNS}
    for name in SEVERAL:
        typed[name] = [code.strip() for code in str(typed[name]).split(";") if code.strip()]
    return typed
