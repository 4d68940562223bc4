"""What the desk does with a report: take it, pass on what may leave, close it; and what an analyst answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sightline.agencies.models import Area, Person
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.ledger.writing import also_note
from sightline.reports.models import Report, SanitisedReport


@action("take")
def take(report: Report, *, by: Person, at: datetime) -> None:
    """Begin to look at a report, so that nobody else does the same. Raises WrongStep when a colleague was quicker."""
    advance(report, "take", by=by, at=at, taken_by=by, taken_at=at)


@action("pass_on", act="disclose")
def pass_on(
    report: Report,
    *,
    by: Person,
    at: datetime,
    area: Area,
    text: str,
    provenance: str,
    place: str = "",
    kinds: Sequence[str] = (),
    signs: Sequence[str] = (),
) -> SanitisedReport:
    """Write what may leave the desk, for the analysts of the area. The report itself stays.

    text: what happens, in words that do not point to the source. provenance: how the source knows, as vaguely as grading
    allows. kinds, signs: the report's own when left out.
    """
    advance(report, "pass_on", by=by, at=at)
    also_note(recipient=f"the analysts of {area.name}", country="GB")
    return SanitisedReport.objects.create(
        report=report,
        desk_id=report.desk_id,
        area=area,
        level=report.level,
        kinds=list(kinds) or report.kinds,
        signs=list(signs) or report.signs,
        text=text,
        provenance=provenance,
        place=place,
        campaign=report.campaign,
        written_by=by,
        written_at=at,
    )


@action("close")
def close(report: Report, *, by: Person, at: datetime, why: str) -> None:
    """Close a report that goes no further; `why` stays with it."""
    advance(report, "close", by=by, at=at, why=why)


@action("grade")
def mark_graded(sanitised: SanitisedReport, *, by: Person, at: datetime) -> None:
    """Intelligence has made an item of it."""
    advance(sanitised, "grade", by=by, at=at)


@action("send_back")
def mark_sent_back(sanitised: SanitisedReport, *, by: Person, at: datetime, why: str) -> None:
    """An analyst cannot use it as it is; `why` tells the desk what to write again."""
    advance(sanitised, "send_back", by=by, at=at, why=why)


@action("rewrite")
def rewrite(
    sanitised: SanitisedReport, *, by: Person, at: datetime, text: str, provenance: str, place: str = ""
) -> SanitisedReport:
    """Write another for the analysts who sent this one back; the first stays as it was."""
    advance(sanitised, "rewrite", by=by, at=at)
    kept = ("report_id", "desk_id", "area_id", "level", "kinds", "signs", "campaign")
    same = {name: getattr(sanitised, name) for name in kept}
    words = {"text": text, "provenance": provenance, "place": place}
    return SanitisedReport.objects.create(**same, **words, written_by=by, written_at=at)
