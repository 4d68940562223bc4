"""Meet people, hear them, hand them on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sightline.agencies.models import Person
from sightline.kit.refusals import WrongStep
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.visits.models import Account, ContactGiven, Encounter, Visit
from sightline.visits.once import once


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


@action("tell")
@once(ContactGiven)
def keep_contact(
    encounter: Encounter,
    *,
    by: Person,
    at: datetime,
    how: str,
    hours: str = "",
    never: str = "",
    language: str = "",
    key: UUID,
) -> ContactGiven:
    """Keep a safe way to reach a person met, which they agreed to, as a record of its own.

    never: what must not be said or written there. language: in which they agreed, BCP 47.
    """
    return ContactGiven.objects.create(
        **encounter.keys,
        id=key,
        encounter=encounter,
        concern=encounter.concern,
        how=how,
        hours=hours,
        never=never,
        language=language,
        told_at=at,
        told_to=by,
    )


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
