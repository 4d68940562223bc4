"""Keep the files that came with a report, say who may look at them, and open an original for a reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sightline.agencies.models import Area, Person
from sightline.ledger.acts import action
from sightline.ledger.notes import note
from sightline.ledger.writing import also_note
from sightline.reports import receipts
from sightline.reports.files import Received
from sightline.reports.models import Attachment, Entrusted, Original, Report
from sightline.reports.receipts import Found


@action("attach")
def attach(report: Report, *, by: Person, at: datetime, files: Collection[Received]) -> None:
    """Keep what became of each file: its clean copy, and the original sealed apart. One that was refused leaves its reason."""
    of = {"report": report, "desk_id": report.desk_id, "partner_id": report.partner_id}
    for each in files:
        _keep(Attachment(received_at=at, **_told(each), **of), each)


@action("attach", on=Attachment, role="sl_public")
def attach_from_public(*, by: None = None, at: datetime, code: str, files: Iterable[Received]) -> int:
    """Keep files for the report of a return code: how many are with it now; 0 when no report has that code.

    The same file sent again is kept once. A file that was refused leaves its reason.
    """
    found = receipts.report_of(code)
    if found is None:
        return 0
    number = _keep_new(found, code, files, at.replace(minute=0, second=0, microsecond=0))
    note("collect", "attach", kind=Attachment._meta.label)
    return number


@action("attach", on=Attachment)
def attach_from_field(*, by: Person, at: datetime, found: Found, key: str, files: Iterable[Received]) -> None:
    """Keep files for a report that somebody wrote in the field and does not read.

    found: their report. key: the form's one-time key; the same file sent with it again is kept once.
    """
    _keep_new(found, key, files, at)


@action("let_see", act="disclose")
def let_analysts_see(attachment: Attachment, *, by: Person, at: datetime, area: Area) -> None:
    """Let the analysts of an area look at the clean copy: nothing in it points to the source."""
    also_note(recipient=f"the analysts of {area.name}", country="GB")
    Attachment.objects.filter(pk=attachment.pk).update(area=area)


@action("entrust", act="disclose")
def entrust(report: Report, *, by: Person, at: datetime, person: Person, until: datetime, why: str) -> Entrusted:
    """Let a person look at the files of a report until then; an investigator may also open the originals."""
    also_note(recipient=person.name, recipient_person=str(person.pk), recipient_agency=str(person.agency_id))
    return Entrusted.objects.create(
        report=report, desk_id=report.desk_id, person=person, since=at, until=until, why=why, by=by
    )


@action("end")
def end_trust(entrusted: Entrusted, *, by: Person, at: datetime) -> None:
    """They may look no longer."""
    Entrusted.objects.filter(pk=entrusted.pk).update(until=at)


@action("open", act="consult")
def open_original(original: Original, *, by: Person, at: datetime, why: str) -> bytes:
    """The file as it came, for the reason given, which the ledger keeps."""
    return original.content


def _keep_new(found: Found, key: str, files: Iterable[Received], at: datetime) -> int:
    """Keep those that were not sent under this key before; how many are with the report now."""
    held = set(found.held)
    of = {"report_id": found.report, "desk_id": found.desk, "partner_id": found.partner}
    for number, each in enumerate(files):
        its = receipts.id_of(f"{key} {each.mark if each.content else number}", "attachment")
        if its not in held:
            _keep(Attachment(id=its, received_at=at, **_told(each), **of), each)
            held.add(its)
    return len(held)


def _told(each: Received) -> dict[str, Any]:
    names = ("kind", "why", "size", "scanned", "copy")
    return {name: getattr(each, name) for name in names} | {"outcome": each.state}


def _keep(attachment: Attachment, each: Received) -> None:
    Attachment.objects.bulk_create([attachment])
    if each.content:
        of = {name: getattr(attachment, name) for name in ("report_id", "desk_id", "partner_id")}
        Original.objects.bulk_create([Original(attachment=attachment, mark=each.mark, content=each.content, **of)])
