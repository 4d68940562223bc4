"""What the desk does with a report: take it, write and check what may leave, close it; and what an analyst answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sightline.agencies.models import Area, Person
from sightline.kit.refusals import WrongStep
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.ledger.writing import also_note
from sightline.reports import danger
from sightline.reports.models import Level, Report, SanitisedReport


@action("take")
def take(report: Report, *, by: Person, at: datetime) -> None:
    """Begin to look at a report, so that nobody else does the same. Raises WrongStep when a colleague was quicker."""
    advance(report, "take", by=by, at=at, taken_by=by, taken_at=at)
    if report.held:
        Report.objects.filter(pk=report.pk).update(held=False)


@action("pass_on")
def pass_on(
    report: Report,
    *,
    by: Person,
    at: datetime,
    area: Area,
    text: str,
    provenance: str,
    place: str = "",
    known_to: str = "",
    kinds: Sequence[str] = (),
    signs: Sequence[str] = (),
) -> SanitisedReport:
    """Write what may leave the desk, for the analysts of the area. The report itself stays.

    What speaks of danger waits for a colleague's check; the rest leaves at once. text: what happens, in words that do not
    point to the source. provenance: how the source knows, as vaguely as grading allows. known_to: one of KnownTo.
    kinds, signs: the report's own when left out. Raises WrongStep when it is not in hand, or a version is being checked.
    """
    _in_hand(report)
    words = {"text": text, "provenance": provenance, "place": place, "known_to": known_to}
    told = {"kinds": list(kinds) or report.kinds, "signs": list(signs) or report.signs, "campaign": report.campaign}
    of = {"report": report, "desk_id": report.desk_id, "area": area, "level": report.level}
    return _written(SanitisedReport(**of, **told, **words, written_by=by, written_at=at))


@action("release", act="disclose")
def release(sanitised: SanitisedReport, *, by: Person, at: datetime) -> None:
    """Let what speaks of no danger leave the desk, without a second pair of eyes."""
    _leave(sanitised, "release", by=by, at=at)


@action("check", act="disclose")
def check(sanitised: SanitisedReport, *, by: Person, at: datetime) -> None:
    """Find that nothing in it points to the source, and let it leave the desk. Never by who wrote it."""
    _leave(sanitised, "check", by=by, at=at, checked_by=by)


@action("turn_down")
def turn_down(sanitised: SanitisedReport, *, by: Person, at: datetime, why: str) -> None:
    """Have it written again before it leaves: `why` says what still points to the source."""
    advance(sanitised, "turn_down", by=by, at=at, why=why)


@action("let_in")
def let_in(report: Report, *, by: Person, at: datetime) -> None:
    """Put a report that was held in a flood among the others. Raises WrongStep when it is there already."""
    if not Report.objects.filter(pk=report.pk, held=True).update(held=False):
        raise WrongStep("let_in", report)


@action("close")
def close(report: Report, *, by: Person, at: datetime, why: str, closed_as: str = Report.ClosedAs.OTHER) -> None:
    """Close a report that goes no further; `why` stays with it, and what it was closed as is counted."""
    advance(report, "close", by=by, at=at, why=why, closed_as=closed_as)


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
    sanitised: SanitisedReport,
    *,
    by: Person,
    at: datetime,
    text: str,
    provenance: str,
    place: str = "",
    known_to: str = "",
) -> SanitisedReport:
    """Write another in the place of one that was sent back; the first stays as it was. It is checked as the first was."""
    advance(sanitised, "rewrite", by=by, at=at)
    same = {
        name: getattr(sanitised, name) for name in ("report_id", "desk_id", "area_id", "kinds", "signs", "campaign")
    }
    words = {"text": text, "provenance": provenance, "place": place, "known_to": known_to}
    level = danger.higher(sanitised.level, sanitised.report.level)
    return _written(SanitisedReport(**same, **words, level=level, written_by=by, written_at=at))


def _in_hand(report: Report) -> None:
    """Whether a version may be written of it now. Raises WrongStep."""
    taken = Report.objects.filter(pk=report.pk, state=Report.State.TAKEN).exists()
    if not taken or SanitisedReport.objects.filter(report=report, state=SanitisedReport.State.WRITTEN).exists():
        raise WrongStep("pass_on", report)


def _written(sanitised: SanitisedReport) -> SanitisedReport:
    """Stored to be checked, or gone at once where nothing is urgent."""
    sanitised.save(force_insert=True)
    if sanitised.level == Level.ROUTINE:
        release(sanitised, by=sanitised.written_by, at=sanitised.written_at)
    return sanitised


def _leave(sanitised: SanitisedReport, verb: str, *, by: Person, at: datetime, **sets: Any) -> None:
    """It goes to the analysts of its area, and the report is passed on if it was not before."""
    advance(sanitised, verb, by=by, at=at, left_at=at, **sets)
    report = sanitised.report
    if report.state != Report.State.PASSED_ON:
        advance(report, "pass_on", by=by, at=at)
    also_note(recipient=f"the analysts of {sanitised.area.name}", country="GB")
