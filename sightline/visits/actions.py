"""At the door: begin a visit, record it, raise it, close it; hand people on and arrests over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sightline.agencies.models import Agency, Person
from sightline.kit.refusals import WrongStep
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.operations import actions as operations
from sightline.operations.models import Tasking
from sightline.visits.models import (
    Account,
    Arrest,
    AwarenessGiven,
    Encounter,
    Escalation,
    IndicatorSeen,
    Intervention,
    Visit,
)
from sightline.visits.once import once


@action("begin")
@once(Visit)
def begin(tasking: Tasking, *, by: Person, at: datetime, key: UUID) -> Visit:
    """Begin the visit that the team was sent on, with the visit's own copy of what the tasking says.

    Raises WrongStep when a colleague has already begun it.
    """
    operations.mark_begun(tasking, by=by, at=at)
    return Visit.objects.create(
        id=key,
        tasking=tasking,
        operation_id=tasking.operation_id,
        area_id=tasking.area_id,
        team_id=tasking.team_id,
        premises_kind=tasking.premises_kind,
        place=tasking.place,
        address=tasking.address,
        type_planned=tasking.visit_type,
        type_actual=tasking.visit_type,
        purpose=tasking.purpose,
        arrived_at=at,
        begun_by=by,
    )


@action("escalate")
@once(Escalation)
def escalate(
    visit: Visit,
    *,
    by: Person,
    at: datetime,
    to: str,
    reason: str,
    power: str = "",
    authorised_by: str = "",
    key: UUID,
) -> Escalation:
    """Raise a visit to another type, or bring it down, with the reason.

    to: a VisitType. Raises WrongStep when the visit is closed, or already of that type.
    """
    before, mine = visit.type_actual, Visit.objects.filter(pk=visit.pk).still_open()
    if not mine.filter(type_actual=before).exclude(type_actual=to).update(type_actual=to):
        raise WrongStep("escalate", visit)
    visit.type_actual = to
    return Escalation.objects.create(
        **visit.keys,
        id=key,
        before=before,
        after=to,
        reason=reason,
        power=power,
        authorised_by=authorised_by,
        happened_at=at,
        recorded_by=by,
    )


@action("record")
@once(Intervention)
def intervene(
    visit: Visit, *, by: Person, at: datetime, kind: str, purpose: str = "", says: str = "", key: UUID
) -> Intervention:
    """Record one thing done for or about people: the unit that a week of action counts. kind: a VisitType."""
    return Intervention.objects.create(
        **visit.keys, id=key, kind=kind, purpose=purpose, says=says, happened_at=at, recorded_by=by
    )


@action("record")
@once(IndicatorSeen)
def notice_sign(visit: Visit, *, by: Person, at: datetime, code: str, basis: str, key: UUID) -> IndicatorSeen:
    """Record a sign of the vocabulary intelligence/indicators and how it is known. Raises Taken when it is there already."""
    return IndicatorSeen.objects.create(**visit.keys, id=key, code=code, basis=basis, recorded_by=by, recorded_at=at)


@action("record")
@once(Encounter)
def meet(
    visit: Visit,
    *,
    by: Person,
    at: datetime,
    description: str,
    age: str,
    part: str = Encounter.Part.OTHER,
    language: str = "",
    interpreter: bool = False,
    alone: bool = False,
    with_them: str = "",
    wish: str = Encounter.Wish.NOT_ASKED,
    urgent: str = "",
    concern_says: str = "",
    alleges: Iterable[str] = (),
    key: UUID,
) -> Encounter:
    """Record a person met, without a name; with `concern_says` they appear in safeguarding's inbox.

    description: how a colleague would know them again. language: BCP 47. alleges: codes of exploitation.
    """
    return Encounter.objects.create(
        **visit.keys,
        id=key,
        place=visit.place,
        part=part,
        description=description,
        age=age,
        language=language,
        interpreter=interpreter,
        alone=alone,
        with_them=with_them,
        wish=wish,
        urgent=urgent,
        concern=bool(concern_says),
        concern_says=concern_says,
        alleges=list(alleges),
        met_at=at,
        met_by=by,
    )


@action("raise_concern")
def raise_concern(encounter: Encounter, *, by: Person, at: datetime, says: str) -> Encounter:
    """Say what the concern for a person met is; from now on safeguarding sees them.

    Raises WrongStep when the encounter is no longer open.
    """
    mine = Encounter.objects.filter(pk=encounter.pk, state=Encounter.State.MET)
    if not mine.update(concern=True, concern_says=says):
        raise WrongStep("raise_concern", encounter)
    encounter.concern, encounter.concern_says = True, says
    return encounter


@action("tell")
@once(Account)
def hear(encounter: Encounter, *, by: Person, at: datetime, says: str, language: str = "", key: UUID) -> Account:
    """Keep what a person said, in their own words, as a record of its own. language: BCP 47."""
    return Account.objects.create(
        **encounter.keys,
        id=key,
        encounter=encounter,
        concern=encounter.concern,
        says=says,
        language=language,
        told_at=at,
        told_to=by,
    )


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


@action("record")
@once(AwarenessGiven)
def give_awareness(
    visit: Visit, *, by: Person, at: datetime, says: str, leaflets: int = 0, language: str = "", key: UUID
) -> AwarenessGiven:
    """Record what was explained or left at the door. language: BCP 47."""
    return AwarenessGiven.objects.create(
        **visit.keys, id=key, says=says, leaflets=leaflets, language=language, recorded_by=by, recorded_at=at
    )


@action("close")
def close(
    visit: Visit, *, by: Person, at: datetime, outcome: str, people_met: int, visit_again: bool = False, note: str = ""
) -> Visit:
    """Close a visit with its outcome.

    Raises WrongStep while a person of concern has not been handed on, and when the outcome says that potential victims
    were found although there is concern for nobody.
    """
    people = Encounter.objects.filter(visit=visit).of_concern()
    found_nobody = outcome == Visit.Outcome.VICTIMS and not people.exists()
    if found_nobody or people.waiting().exists():
        raise WrongStep("close", visit)
    advance(
        visit,
        "close",
        by=by,
        at=at,
        outcome=outcome,
        left_at=at,
        people_met=people_met,
        visit_again=visit_again,
        note=note,
    )
    return visit


@action("take")
def mark_taken(encounter: Encounter, *, by: Person, at: datetime) -> Encounter:
    """Mark a person met as taken into care, by the coordinator who takes them. Raises WrongStep when somebody has."""
    advance(encounter, "take", by=by, at=at)
    return encounter


@action("close")
def close_encounter(encounter: Encounter, *, by: Person, at: datetime, why: str) -> Encounter:
    """Close an encounter without concern; where there was concern only a coordinator may, and says why."""
    advance(encounter, "close", by=by, at=at, why=why)
    return encounter


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
