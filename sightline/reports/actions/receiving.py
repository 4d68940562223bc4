"""What a call handler, a partner or a field note brings: known senders, exact times, the same rules of danger."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from sightline.agencies.models import Agency, Area, Person
from sightline.kit.refusals import WrongStep
from sightline.ledger.acts import action
from sightline.ledger.writing import also_note
from sightline.reports import danger, desks, receipts
from sightline.reports.alarm import alarm
from sightline.reports.models import CallNote, Level, Particulars, Report, ReporterContact
from sightline.reports.questions import Kept, kept

NO_RULE = {"R11"}  # the rule that holds when no other does


@action("receive", on=Report)
def receive(
    *,
    by: Person,
    at: datetime,
    desk: Agency,
    door: str,
    area: Area | None = None,
    partner: Agency | None = None,
    partner_reference: str = "",
    campaign: str = "",
    contact: Mapping[str, str] | None = None,
    **told: Any,
) -> Report:
    """Store a report that came by a call, from a partner or from the field; its desk is called when it is red.

    door: one of Report.Door. area: from the place in the words, when left out. told: answers by the fields of the questions,
    and columns of a report. contact: how to reach the reporter, the fields of ReporterContact; kept apart, and by the
    desk's own people only.
    Raises Taken when the partner has already sent this reference.
    """
    known = {"partner": partner, "partner_reference": partner_reference, "campaign": campaign}
    area = area or desks.area_of(told.get("place", ""))
    report, answers = _made(told, door=door, desk=desk, area=area, received_at=at, **known)
    report.save(force_insert=True)
    _keep_beside(report, answers, contact or {})
    if door == Report.Door.CALL:
        _keep_receipt(report)
    return report


@action("receive", on=Report, each=True)
def receive_several(
    *, by: Person, at: datetime, door: str, partner: Agency, told: Sequence[Mapping[str, Any]]
) -> list[Report]:
    """Store several reports of a partner at once, each as `receive` does, with an entry of its own in the ledger.

    told: of each what `receive` takes: desk, area, partner_reference, campaign, and answers. All are stored or none:
    raises Taken when the partner has already sent one of the references.
    """
    made = [_made(each, door=door, partner=partner, received_at=at) for each in told]
    reports = Report.objects.bulk_create([report for report, _ in made])
    for report, answers in made:
        _keep_beside(report, answers, {})
    also_note(fields=sorted({"door", "partner"}.union(*told)))
    return reports


@action("hear")
def hear(report: Report, *, by: Person, at: datetime, **told: Any) -> None:
    """Write down more of what a caller says, while the call is open. A level may rise by it and never falls."""
    was, texts = report.level, _told(report, told)
    report.area = report.area or desks.area_of(report.place)
    if not _changed("hear_more(%s, %s)", report.pk, report.as_json()):
        raise WrongStep("hear", report)
    _keep_particulars(report, texts, at)
    _call_if_red(report, was, at)


@action("tell_again")
def tell_again(report: Report, *, by: Person, at: datetime, **told: Any) -> bool:
    """A partner sends a reference again: whether anything is new in it. What was told before is kept for the desk.

    told: answers by the fields of the questions. A level may rise by it and never falls. Raises WrongStep when the report
    is closed or passed on.
    """
    before, was = report.told, report.level
    texts = _told(report, told)
    new = dict(texts.items() - _known(report).items()) if texts else {}
    if report.told == before and not new:
        return False
    report.area = desks.area_of(report.place) or report.area
    earlier = json.dumps(before, cls=DjangoJSONEncoder)
    if not _changed("tell_again(%s, %s, %s, %s)", report.pk, report.as_json(), earlier, at):
        raise WrongStep("tell_again", report)
    _keep_particulars(report, new, at)
    _call_if_red(report, was, at)
    return True


@action("hear")
def write_down(report: Report, *, by: Person, at: datetime, basis: str, text: str) -> CallNote:
    """Add a line to the notes of a call. basis: one of CallNote.Basis."""
    return CallNote.objects.create(report=report, desk_id=report.desk_id, basis=basis, text=text, by=by, at=at)


@action("hear")
def note_contact(
    report: Report, *, by: Person, at: datetime, reach: str, name: str = "", when_safe: str = ""
) -> ReporterContact:
    """Keep how to reach the reporter, who agreed to it."""
    given = {"reach": reach, "name": name, "when_safe": when_safe}
    return ReporterContact.objects.create(report=report, desk_id=report.desk_id, **given)


def _made(told: Mapping[str, Any], **columns: Any) -> tuple[Report, Kept]:
    """A report with its level and the reasons for it, not yet stored, and the answers that are kept apart from it."""
    found, answers = danger.level(told), kept(told)
    return Report(level=found.word, reasons=found.codes, **columns, **answers.columns), answers


def _keep_beside(report: Report, answers: Kept, contact: Mapping[str, str]) -> None:
    """What is kept apart from a report just stored; and its desk is called when it is red."""
    _keep_particulars(report, answers.texts, report.received_at)
    if contact or answers.contact:
        ReporterContact.objects.create(report=report, desk=report.desk, **{**answers.contact, **contact})
    if report.level == Level.RED:
        alarm(report, key=str(report.pk), at=report.received_at)


def _told(report: Report, told: Mapping[str, Any]) -> dict[str, str]:
    """The report with this told too: its level and the reasons for it found again. Gives what is kept apart from it."""
    answers = kept(told, report.answers)
    for name, value in answers.columns.items():
        setattr(report, name, value)
    found = danger.level({name: getattr(report, name) for name in Report.TOLD} | answers.texts)
    if set(found.codes) - set(report.reasons):  # what a person has set already is raised by something new alone
        report.level = danger.higher(found.word, report.level)
    report.reasons = _with_reasons(report, found.codes)
    return answers.texts


def _known(report: Report) -> dict[str, str]:
    return Particulars.told_in(Particulars.objects.filter(report=report).in_order())


def _keep_particulars(report: Report, texts: Mapping[str, str], at: datetime) -> None:
    if texts:
        whose = {"report_id": report.pk, "desk_id": report.desk_id, "partner_id": report.partner_id}
        Particulars.objects.create(**whose, texts=dict(texts), told_at=at)


def _changed(function: str, *given: Any) -> bool:
    """The columns of what was told are granted to nobody; a function changes them for who may, while it is open."""
    with connection.cursor() as cursor:
        cursor.execute(f"select priv.{function}", given)
        return cursor.fetchone()[0] == 1


def _call_if_red(report: Report, was: str, at: datetime) -> None:
    if report.level == Level.RED and was != Level.RED:
        alarm(report, key=str(report.pk), at=at)


def _keep_receipt(report: Report) -> None:
    """So that the caller can come back with a code; no staff role may read it."""
    key = report.call_key
    with connection.cursor() as cursor:
        kept = receipts.kept(receipts.code_of(key))
        cursor.execute("select priv.keep_receipt(%s, %s, %s)", [receipts.id_of(key, "receipt"), report.pk, kept])


def _with_reasons(report: Report, more: list[str]) -> list[str]:
    """The rules that held before and those that hold now, in order; "no rule holds" goes once one does."""
    held = {*more, *report.reasons} - (NO_RULE if report.level != Level.ROUTINE else set())
    return sorted(held, key=_number)


def _number(rule: str) -> int:
    return int(rule.removeprefix("R"))
