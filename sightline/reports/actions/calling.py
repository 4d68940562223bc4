"""What a call handler does while a caller speaks: keep what is typed, note how the call goes, hand it over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sightline.agencies.models import Agency, Person
from sightline.kit.refusals import Refused
from sightline.ledger.acts import action
from sightline.reports.actions.levels import set_level
from sightline.reports.alarm import alarm
from sightline.reports.danger import higher
from sightline.reports.models import Call, CallDraft, HandOver, Report


@action("keep", on=CallDraft)
def begin_draft(*, by: Person, at: datetime, key: UUID, desk: Agency, report: Report | None = None) -> CallDraft:
    """Begin to keep what a handler types. key: drawn by the page; the same key always means the same draft.

    Raises Refused when the key is a colleague's.
    """
    fresh = CallDraft(id=key, desk=desk, handler=by, report=report, begun_at=at, saved_at=at)
    CallDraft.objects.bulk_create([fresh], ignore_conflicts=True)
    kept = CallDraft.objects.filter(pk=key, handler=by).first()
    if kept is None:
        raise Refused("keep", kind=CallDraft._meta.label)
    return kept


@action("keep")
def keep_typed(
    draft: CallDraft,
    *,
    by: Person,
    at: datetime,
    turn: int,
    typed: Mapping[str, Sequence[str]],
    report: Report | None = None,
) -> None:
    """Keep the form as it stands. turn: the page counts; what comes late or twice changes nothing."""
    _write(
        draft, turn=turn, saved_at=at, typed=CallDraft.as_typed(typed), empty=not typed, report=report or draft.report
    )


@action("pick_up")
def pick_up(draft: CallDraft, *, by: Person, at: datetime) -> None:
    """Go on with what a colleague left lying."""
    CallDraft.objects.filter(pk=draft.pk).update(handler=by, saved_at=at)
    draft.handler = by


@action("end")
def end_draft(draft: CallDraft, *, by: Person, at: datetime) -> None:
    """All that was typed is in the report, or nobody wants it: nothing of it stays in the draft."""
    _write(draft, typed="", empty=True, ended_at=at)


@action("hear")
def begin_call(report: Report, *, by: Person, at: datetime, started_at: datetime | None = None) -> Call:
    """A call about this report begins: its first, or the same caller again."""
    return Call.objects.create(report=report, desk_id=report.desk_id, handler=by, started_at=started_at or at)


@action("amend")
def note_call(call: Call, *, by: Person, at: datetime, **facts: Any) -> None:
    """How the call goes: fields of Call.FACTS. A risk above the report's level raises it; none below lowers it."""
    for name, value in facts.items():
        setattr(call, name, value)
    call.save(update_fields=list(facts))
    report = Report.objects.get(pk=call.report_id)
    if call.risk and higher(report.level, call.risk) != report.level:
        set_level(report, by=by, at=at, to=call.risk, why=call.risk_why)


@action("end")
def end_call(call: Call, *, by: Person, at: datetime, ended: str = Call.Ended.AGREED) -> None:
    """The call is over. ended: one of Call.Ended. The first end stands."""
    Call.objects.filter(pk=call.pk, ended_at=None).update(ended=ended, ended_at=max(at, call.started_at))


@action("hear")
def hand_over(report: Report, *, by: Person, at: datetime, to: str) -> HandOver:
    """Give the call to those who act now, and keep the moment. to: one of HandOver.To; the duty desk is called at once."""
    made = HandOver.objects.create(report=report, desk_id=report.desk_id, to=to, by=by, at=at)
    if to == HandOver.To.DUTY_DESK:
        alarm(report, key=f"hand over {made.pk}", at=at)
    return made


def _write(draft: CallDraft, **values: Any) -> None:
    """These fields of a draft, unless a later turn of it was kept already."""
    row = CallDraft.objects.select_for_update().filter(pk=draft.pk, ended_at=None).first()
    if row is None or values.get("turn", row.turn + 1) <= row.turn:
        return
    for name, value in values.items():
        setattr(row, name, value)
        setattr(draft, name, value)
    row.save(update_fields=list(values))
