"""Arrest, hand the arrest over, tell safeguarding of a person who may be a victim."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sightline.agencies.models import Agency, Person
from sightline.kit.refusals import WrongStep
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.visits.models import Arrest, Encounter, Visit
from sightline.visits.once import once


@action("record")
@once(Arrest)
def arrest(
    visit: Visit,
    *,
    by: Person,
    at: datetime,
    person_says: str,
    offence: str,
    grounds: str,
    necessity: str,
    age: str = "adult",
    may_be_victim: bool = False,
    language: str = "",
    risk: str = "",
    cautioned_at: datetime | None = None,
    force: Agency | None = None,
    key: UUID,
) -> Arrest:
    """Record an arrest as the arresting officer knows it; it appears in the investigators' inbox of the area.

    force: the arresting officer's, if not that of `by`. may_be_victim raises the statutory defence for a later look.
    """
    return Arrest.objects.create(
        **visit.keys,
        id=key,
        place=visit.place,
        person_says=person_says,
        age=age,
        offence=offence,
        grounds=grounds,
        necessity=necessity,
        language=language,
        risk=risk,
        may_be_victim=may_be_victim,
        cautioned_at=cautioned_at,
        arrested_at=at,
        arrested_by=by,
        force_id=force.pk if force else by.agency_id,
    )


@action("take")
def mark_arrest_taken(arrest: Arrest, *, by: Person, at: datetime) -> Arrest:
    """Mark an arrest as with the investigators. Raises WrongStep when a colleague has taken it."""
    advance(arrest, "take", by=by, at=at)
    return arrest


@action("note_concern")
@once(Encounter)
def note_concern(
    arrest: Arrest, *, by: Person, at: datetime, description: str, says: str, age: str, key: UUID
) -> Encounter:
    """Tell safeguarding that an arrested person may be a victim: a person met, with concern.

    The investigator who tells does not read it afterwards. Raises WrongStep when it has been told before.
    """
    if not Arrest.objects.filter(pk=arrest.pk, concern_at__isnull=True).update(may_be_victim=True, concern_at=at):
        raise WrongStep("note_concern", arrest)
    arrest.may_be_victim, arrest.concern_at = True, at
    return Encounter.objects.create(
        **arrest.keys,
        id=key,
        arrest=arrest,
        part=Encounter.Part.ARRESTED,
        place=arrest.place,
        description=description,
        age=age,
        language=arrest.language,
        concern=True,
        concern_says=says,
        met_at=at,
        met_by=by,
    )
