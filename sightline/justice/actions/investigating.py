"""Investigate: open a case, say who works on it and whom it suspects, keep its orders, close it."""

from __future__ import annotations

from datetime import date, datetime

from sightline.agencies.models import Agency, Area, Person
from sightline.justice.models import Investigation, Investigator, Order, Suspect
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.operations.models import Operation


@action("open", on=Investigation)
def open_investigation(
    *,
    by: Person,
    at: datetime,
    title: str,
    crime_reference: str,
    agency: Agency,
    area: Area,
    operation: Operation | None = None,
) -> Investigation:
    """Open an investigation led by `by`, an investigator of the area.

    crime_reference: the force's own. Raises Taken when the agency has used it already.
    """
    opened = Investigation.objects.create(
        title=title,
        crime_reference=crime_reference,
        agency=agency,
        area=area,
        operation=operation,
        lead=by,
        opened_at=at,
    )
    Investigator.objects.create(investigation=opened, lead=by, person=by, since=at)
    return opened


@action("staff", act="grant")
def staff(investigation: Investigation, *, by: Person, at: datetime, person: Person) -> Investigator:
    """Let a person work on the investigation from now on: all of it opens to them. Raises Taken when they do already."""
    _still_open(investigation, "staff")
    return Investigator.objects.create(
        investigation=investigation, lead_id=investigation.lead_id, person=person, since=at
    )


@action("leave", act="revoke")
def leave(investigator: Investigator, *, by: Person, at: datetime) -> None:
    """End a person's work on the investigation; it closes to them in the next transaction. The lead stays."""
    if investigator.person_id == investigator.lead_id:
        raise Refused("leave", investigator)
    Investigator.objects.filter(pk=investigator.pk, until=None).update(until=at)


@action("work")
def add_suspect(
    investigation: Investigation,
    *,
    by: Person,
    at: datetime,
    name: str,
    acts: str,
    since: date,
    reason: str,
    role_says: str = "",
) -> Suspect:
    """Write down that a person is suspected, since when and why. acts: Suspect.Acts, alone or with others."""
    _still_open(investigation, "work")
    return Suspect.objects.create(
        investigation=investigation,
        name=name,
        acts=acts,
        since=since,
        reason=reason,
        role_says=role_says,
        recorded_by=by,
    )


@action("work")
def record_order(
    investigation: Investigation,
    *,
    by: Person,
    at: datetime,
    suspect: Suspect,
    kind: str,
    prohibits: str,
    made_on: date,
    ends_on: date | None = None,
) -> Order:
    """Write down one prohibition of an order a court made. kind: Order.Kind. ends_on: none means until further order."""
    _still_open(investigation, "work")
    return Order.objects.create(
        investigation=investigation,
        suspect=suspect,
        kind=kind,
        prohibits=prohibits,
        made_on=made_on,
        ends_on=ends_on,
        recorded_by=by,
    )


@action("close")
def close(investigation: Investigation, *, by: Person, at: datetime, why: str) -> None:
    """Close the investigation, with the reason."""
    advance(investigation, "close", by=by, at=at, why=why)


def _still_open(investigation: Investigation, verb: str) -> None:
    if not Investigation.objects.filter(pk=investigation.pk, state=Investigation.State.OPEN).exists():
        raise WrongStep(verb, investigation)
