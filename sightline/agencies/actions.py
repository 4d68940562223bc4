"""Enrolling people and granting roles: the administrators' work, and never for themselves."""

from __future__ import annotations

from datetime import datetime

from sightline.agencies.models import Agency, Area, Grant, Person
from sightline.ledger.acts import action


@action("enrol", on=Person)
def enrol(*, by: Person, at: datetime, name: str, agency: Agency, office: str = "") -> Person:
    """Put a member of staff into the directory. They hold no role yet and so see nothing."""
    return Person.objects.create(name=name, agency=agency, office=office)


@action("grant", act="grant")
def grant(person: Person, *, by: Person, at: datetime, role: str, agency: Agency, area: Area | None = None) -> Grant:
    """Let a person hold a role at an agency, in an area or everywhere, from now on.

    role: one of Role. Raises Refused when an administrator grants themselves anything.
    """
    return Grant.objects.create(person=person, role=role, agency=agency, area=area, since=at, granted_by=by)


@action("end", act="revoke")
def end_grant(grant: Grant, *, by: Person, at: datetime) -> None:
    """End a role; what it opened closes in the next transaction."""
    Grant.objects.filter(pk=grant.pk).update(until=at)
