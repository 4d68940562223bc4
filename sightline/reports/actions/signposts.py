"""Services to turn to, kept right by an administrator; and a reporter's wish that one of them hears of their report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sightline.agencies.models import Person
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.ledger.notes import note
from sightline.ledger.writing import also_note
from sightline.reports import receipts
from sightline.reports.models import Signpost, Wish
from sightline.reports.receipts import wishes_of


@action("list", on=Signpost)
def list_service(*, by: Person, at: datetime, code: str, version: int, **says: Any) -> Signpost:
    """A service as it is shown from now on. version: one more than the one it replaces; the earlier ones stay.

    says: the other fields of a Signpost. Raises Taken when somebody else changed the service meanwhile.
    """
    return Signpost.objects.create(code=code, version=version, by=by, at=at, **says)


@action("wish", on=Wish, role="sl_public")
def wish_for(*, by: None = None, at: datetime, code: str, services: Iterable[str], sharing: str) -> int:
    """Who holds the code wishes that these services hear of the report; how many were not asked for before.

    code: 20 digits. services: codes of signposts. sharing: one of Wish.Sharing, what they may know of the reporter.
    The hour alone is kept, as of the report. Nothing is kept when no report has the code.
    """
    found, asked = receipts.report_of(code), {service for service, _state, _day in wishes_of(code)}
    hour = at.replace(minute=0, second=0, microsecond=0)
    new = [
        Wish(report_id=found.report, desk_id=found.desk, service=service, sharing=sharing, asked_at=hour)
        for service in services
        if found is not None and service not in asked
    ]
    Wish.objects.bulk_create(new, ignore_conflicts=True)
    for wish in new:
        note("collect", "wish", wish)
    return len(new)


@action("tell", act="disclose")
def tell_service(wish: Wish, *, by: Person, at: datetime, recipient: str, why: str = "") -> None:
    """The desk has passed the report on as it was asked to. recipient: the service's name; why: how it was done."""
    advance(wish, "tell", by=by, at=at, why=why, answered_by=by, answered_at=at)
    also_note(recipient=recipient, country="GB")


@action("decline")
def decline_wish(wish: Wish, *, by: Person, at: datetime, why: str) -> None:
    """The desk does not pass it on; `why` stays with the wish, and the reporter reads that it was not."""
    advance(wish, "decline", by=by, at=at, why=why, answered_by=by, answered_at=at)
