"""Taking a person into care, walking beside them, and handing them over."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sightline.agencies.models import Person
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.ledger.writing import also_note
from sightline.safeguarding.models import Acceptance, Case, FollowUp, Holding, Identity, SafeContact
from sightline.visits import actions as visits
from sightline.visits.models import Age, ContactGiven, Encounter
from sightline.visits.once import once


@action("take")
def open_case(encounter: Encounter, *, by: Person, at: datetime, language: str) -> Case:
    """Take a person met into care and make `by` their coordinator. A child, or someone unsure, goes the child way.

    language: the language the person speaks, BCP 47 ("vi", "sq").
    Raises WrongStep when somebody else has already taken them.
    """
    visits.mark_taken(encounter, by=by, at=at)
    way = Case.Way.ADULT if encounter.age == Age.ADULT else Case.Way.CHILD
    case = Case.objects.create(
        encounter_id=encounter.pk,
        area_id=encounter.area_id,
        team_id=encounter.team_id,
        age=encounter.age,
        way=way,
        description=encounter.description,
        language=language,
        interpreter=encounter.interpreter,
        met_at=encounter.met_at,
        opened_by=by,
        opened_at=at,
    )
    _hold(case, by, Holding.Part.COORDINATOR, at, first=True)
    _keep_contact(case, by, at)
    return case


@action("make_safe")
def make_safe(case: Case, *, by: Person, at: datetime, says: str = "") -> Case:
    """The person is out of danger. says: how, in a few words."""
    return _step(case, "make_safe", by, at, says)


@action("inform")
def inform(case: Case, *, by: Person, at: datetime, says: str = "") -> Case:
    """The person was told their choices, alone and in their language."""
    return _step(case, "inform", by, at, says)


@action("accept_help")
def accept_help(case: Case, *, by: Person, at: datetime, says: str = "") -> Case:
    """The person wants help; they may have said no before."""
    return _step(case, "accept_help", by, at, says)


@action("decline_help")
def decline_help(case: Case, *, by: Person, at: datetime, says: str = "") -> Case:
    """The person does not want help now. They may come back at any time."""
    return _step(case, "decline_help", by, at, says)


@action("enter_support")
def enter_support(case: Case, *, by: Person, at: datetime, says: str = "") -> Case:
    """The person has begun with the provider."""
    return _step(case, "enter_support", by, at, says)


@action("move_on")
def move_on(case: Case, *, by: Person, at: datetime, says: str = "") -> Case:
    """The person begins to leave support for a life of their own."""
    return _step(case, "move_on", by, at, says)


@action("keep_in_touch")
def keep_in_touch(case: Case, *, by: Person, at: datetime, says: str = "") -> Case:
    """Support has ended or was not wanted; somebody asks again on the days agreed."""
    return _step(case, "keep_in_touch", by, at, says)


@action("close")
def close(case: Case, *, by: Person, at: datetime, why: str) -> Case:
    """Care ends: a decision that a person takes and gives a reason for."""
    return _step(case, "close", by, at, why)


@action("record")
@once(Identity)
def record_identity(
    case: Case,
    *,
    by: Person,
    at: datetime,
    calls_self: str,
    full_name: str = "",
    born_on: date | None = None,
    nationality: str = "",
    key: UUID,
) -> Identity:
    """Record who the person is, anew each time; what was recorded before stays."""
    return Identity.objects.create(
        id=key,
        case_id=case.pk,
        calls_self=calls_self,
        full_name=full_name,
        born_on=born_on,
        nationality=nationality,
        recorded_at=at,
        recorded_by=by,
    )


@action("record")
@once(SafeContact)
def record_contact(
    case: Case, *, by: Person, at: datetime, how: str, hours: str = "", never: str = "", asked_for: str = "", key: UUID
) -> SafeContact:
    """Record how the person may safely be reached and what they asked for, anew each time."""
    return SafeContact.objects.create(
        id=key, case_id=case.pk, how=how, hours=hours, never=never, asked_for=asked_for, recorded_at=at, recorded_by=by
    )


@action("hand_over", act="transfer")
def hand_over(case: Case, *, by: Person, at: datetime, to: Person, part: str) -> Holding:
    """Give the person in care to a colleague. `by` sees nothing more of them when this has ended.

    part: of Holding.Part. A support worker must be of the provider that accepted the person.
    Raises WrongStep while no provider has accepted, Refused when handing over to oneself.
    """
    if to.pk == by.pk:
        raise Refused("hand_over", case)
    if part == Holding.Part.SUPPORT_WORKER and not _accepted(case, to):
        raise WrongStep("hand_over", case)
    also_note(recipient_person=to.pk, recipient_agency=to.agency_id)
    theirs = _hold(case, to, part, at)
    Holding.objects.filter(case=case.pk, person=by, ended_at__isnull=True).update(ended_at=at)
    return theirs


@action("record")
@once(FollowUp)
def plan_follow_up(case: Case, *, by: Person, at: datetime, due_on: date, says: str, key: UUID) -> FollowUp:
    """Set a day on which somebody asks how the person is."""
    return FollowUp.objects.create(id=key, case_id=case.pk, due_on=due_on, says=says)


@action("tick")
def tick_follow_up(follow_up: FollowUp, *, by: Person, at: datetime, outcome: str) -> FollowUp:
    """Say how it went. Raises WrongStep when somebody already has."""
    done: dict[str, Any] = {"done_at": at, "done_by": by, "outcome": outcome}
    if not FollowUp.objects.filter(pk=follow_up.pk, done_at__isnull=True).update(**done):
        raise WrongStep("tick", follow_up)
    for name, value in done.items():
        setattr(follow_up, name, value)
    return follow_up


def _step(case: Case, verb: str, by: Person, at: datetime, says: str) -> Case:
    advance(case, verb, by=by, at=at, why=says)
    return case


def _hold(case: Case, person: Person, part: str, at: datetime, *, first: bool = False) -> Holding:
    return Holding.objects.create(
        case_id=case.pk,
        opened_by_id=case.opened_by_id,
        area_id=case.area_id,
        person=person,
        part=part,
        first=first,
        since=at,
    )


def _keep_contact(case: Case, by: Person, at: datetime) -> None:
    """Copy the safe way that was agreed at the door: whoever takes over later cannot read the meeting."""
    given = ContactGiven.objects.filter(encounter=case.encounter_id).order_by("told_at").last()
    if given:
        said = {"how": given.how, "hours": given.hours, "never": given.never}
        SafeContact.objects.create(case_id=case.pk, recorded_at=at, recorded_by=by, **said)


def _accepted(case: Case, worker: Person) -> bool:
    return Acceptance.objects.filter(case=case.pk, provider=worker.agency_id).exists()
