"""Entries of the ledger leave as a file once: an auditor asks, another person approves exactly that."""

from __future__ import annotations

from datetime import date, datetime

from sightline.agencies.models import Person, Role
from sightline.kit.facts import me
from sightline.kit.models import Notice, duty
from sightline.kit.records import facts_of
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.ledger.models import Entry
from sightline.ledger.notes import note
from sightline.ledger.writing import also_note
from sightline.trust.looks import MOST, entries_about
from sightline.trust.models import Export
from sightline.trust.references import keys_of


@action("ask", on=Export)
def ask_to_export(
    *, by: Person, at: datetime, real: datetime, about: str, reason: str, since: date | None = None, act: str = ""
) -> Export:
    """Ask for the entries about a record as a file; how many there are now is written into the wish, and who may approve is told.

    real: the real moment, after which no entry is taken. since, act: as `entries_about` takes them.
    """
    also_note(reason=reason)
    wish = Export(about=about, since=since, act=act, until=real, reason=reason, asked_by=by, asked_at=at)
    wish.count = len(_meant(wish))
    wish.save(force_insert=True)
    Notice.objects.bulk_create(Notice(duty=whose, subject=wish.ref, sent_at=at) for whose in _approvers(by))
    return wish


@action("approve", act="approve")
def approve_export(export: Export, *, by: Person, at: datetime) -> None:
    """Approve it, as the second person: it may be made, once."""
    advance(export, "approve", by=by, at=at, approved_by=by)


@action("refuse", act="refuse")
def refuse_export(export: Export, *, by: Person, at: datetime, why: str) -> None:
    """Refuse it, with the reason: nothing leaves."""
    advance(export, "refuse", by=by, at=at, why=why)


@action("make")
def make_export(export: Export, *, by: Person, at: datetime) -> list[Entry]:
    """The entries that were asked for and approved, to be written into the file; a second time there are none.

    Raises WrongStep when nobody approved it, or it was made.
    """
    advance(export, "make", by=by, at=at, made_at=at)
    found = _meant(export)
    kind = Entry._meta.label
    note("disclose", "export", kind=kind, basis=export.ref, asked="who looked", found=len(found), recipient="file")
    return found


def _approvers(by: Person) -> list[str]:
    """The duties of auditors and of oversight where whoever asks is an auditor."""
    key = me.areas_as(Role.AUDITOR.value).key
    return [duty(role, area) for area in facts_of(by, {key})[key] for role in (Role.AUDITOR, Role.OVERSIGHT)]


def _meant(export: Export) -> list[Entry]:
    entries = entries_about(keys_of(export.about), export.since, export.act)
    return list(entries.filter(at__lte=export.until)[:MOST])
