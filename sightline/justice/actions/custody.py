"""Take an arrest into custody, keep its clocks, ask whether the person is a victim too, and say what came of it."""

from __future__ import annotations

from datetime import datetime

from sightline.agencies.models import Person
from sightline.justice.models import Custody, CustodyEvent, Investigation
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.ledger.finding import may
from sightline.visits import actions as visits
from sightline.visits.models import Arrest


@action("take")
def take_arrest(arrest: Arrest, *, by: Person, at: datetime, known_as: str = "") -> Custody:
    """Take over an arrest made on a visit. known_as: what to call the person, if not as the arresting officer did.

    Raises WrongStep when a colleague has already taken it.
    """
    visits.mark_arrest_taken(arrest, by=by, at=at)
    return Custody.objects.create(
        arrest=arrest,
        area_id=arrest.area_id,
        operation_id=arrest.operation_id,
        known_as=known_as or arrest.person_says,
        age=arrest.age,
        offence=arrest.offence,
        may_be_victim=arrest.may_be_victim,
        safeguarding_told_at=arrest.concern_at,
        arrested_at=arrest.arrested_at,
        taken_by=by,
    )


@action("book_in")
def book_in(
    custody: Custody,
    *,
    by: Person,
    at: datetime,
    station: str,
    arrived_at: datetime | None = None,
    authorised_at: datetime | None = None,
    cell: str = "",
    custody_number: str = "",
    interpreter: str = "",
) -> None:
    """Book a person in at a station.

    arrived_at, authorised_at: None when not known yet; a clock then says what it lacks, and an event may bring it later.
    custody_number: of the force's custody record. interpreter: the language in words.
    """
    facts = {"station": station, "cell": cell, "custody_number": custody_number, "interpreter": interpreter}
    advance(custody, "book_in", by=by, at=at, arrived_at=arrived_at, authorised_at=authorised_at, **facts)


@action("record")
def record_event(
    custody: Custody,
    *,
    by: Person,
    at: datetime,
    kind: str,
    hours: int = 0,
    says: str = "",
    happened_at: datetime | None = None,
) -> CustodyEvent:
    """Write down what moves the clocks of a person in custody.

    kind: CustodyEvent.Kind. hours: granted, for an extension or a warrant. happened_at: when, if it was not just now.
    What the law does not allow is kept too, and the clock says that it did not count it.
    Raises WrongStep when the person is not in custody.
    """
    if not Custody.objects.filter(pk=custody.pk, state=Custody.State.IN_CUSTODY).exists():
        raise WrongStep("record", custody)
    return CustodyEvent.objects.create(
        custody=custody,
        area_id=custody.area_id,
        kind=kind,
        hours=hours,
        says=says,
        happened_at=happened_at or at,
        recorded_by=by,
        recorded_at=at,
    )


@action("attach", act="combine")
def attach(custody: Custody, *, by: Person, at: datetime, investigation: Investigation) -> None:
    """Say to which investigation a person belongs. Raises Refused when `by` does not work on it."""
    if not may(investigation, "work", by):
        raise Refused("work", investigation)
    Custody.objects.filter(pk=custody.pk).update(investigation=investigation)
    custody.investigation = investigation


@action("bail")
def bail(custody: Custody, *, by: Person, at: datetime, outcome_says: str = "") -> None:
    """Release on pre-charge bail. outcome_says: the conditions, in a line."""
    _end(custody, "bail", by, at, outcome_says)


@action("release")
def release(custody: Custody, *, by: Person, at: datetime, outcome_says: str = "") -> None:
    """Release under investigation."""
    _end(custody, "release", by, at, outcome_says)


@action("charge")
def charge(custody: Custody, *, by: Person, at: datetime, outcome_says: str = "") -> None:
    """Charge the person. outcome_says: with what, authorised by whom, and the court."""
    _end(custody, "charge", by, at, outcome_says)


@action("end_without_action")
def end_without_action(custody: Custody, *, by: Person, at: datetime, outcome_says: str = "") -> None:
    """Say that no further action is taken."""
    _end(custody, "end_without_action", by, at, outcome_says)


@action("leave_unstated")
def leave_unstated(custody: Custody, *, by: Person, at: datetime) -> None:
    """Say that where the person stands is not stated: no guess, no clock; it may still become known."""
    advance(custody, "leave_unstated", by=by, at=at)


@action("raise_concern")
def raise_concern(custody: Custody, *, by: Person, at: datetime, description: str, says: str) -> None:
    """Hand a person in custody who may be a victim to safeguarding, where they appear as a person met.

    description: how to know them, no name. Nothing comes back: care and prosecution stay apart.
    Raises WrongStep when safeguarding has been told already.
    """
    arrest = Arrest.objects.get(pk=custody.arrest_id)
    told = {"may_be_victim": True, "safeguarding_told_at": at}
    if not Custody.objects.filter(pk=custody.pk, safeguarding_told_at=None).update(**told):
        raise WrongStep("raise_concern", custody)
    visits.note_concern(arrest, by=by, at=at, description=description, says=says, age=custody.age)
    custody.may_be_victim, custody.safeguarding_told_at = True, at


def _end(custody: Custody, verb: str, by: Person, at: datetime, says: str) -> None:
    """End custody. The moment it ended stays when a person who is out already is charged."""
    advance(custody, verb, by=by, at=at, ended_at=custody.ended_at or at, outcome_says=says)
