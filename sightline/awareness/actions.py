"""Plan an awareness event, say who came and what was handed out, hold it or call it off."""

from __future__ import annotations

from datetime import datetime

from sightline.agencies.models import Agency, Area, Person
from sightline.awareness.models import Attendance, Event
from sightline.kit.refusals import WrongStep
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.operations.models import Operation


@action("plan", on=Event)
def plan_event(
    *,
    by: Person,
    at: datetime,
    kind: str,
    title: str,
    venue: str,
    area: Area,
    held_at: datetime,
    audience: str,
    campaign: str,
    operation: Operation | None = None,
    expected: int | None = None,
) -> Event:
    """Plan a landlord forum, a round of hotel visits, or training.

    campaign: the code on what is handed out; a later report may carry it. Raises Taken when it is in use, and Refused
    beside an operation in which `by` has no part.
    """
    return Event.objects.create(
        kind=kind,
        title=title,
        venue=venue,
        area=area,
        held_at=held_at,
        audience=audience,
        campaign=campaign.upper(),
        operation=operation,
        expected=expected,
        lead=by,
        planned_at=at,
    )


@action("record")
def attend(
    event: Event, *, by: Person, at: datetime, organisation: str, people: int = 1, agency: Agency | None = None
) -> Attendance:
    """Write down an organisation that came and how many it sent; never who.

    Raises Taken when it is there already, and WrongStep when the event was called off.
    """
    if Event.objects.filter(pk=event.pk, state=Event.State.CALLED_OFF).exists():
        raise WrongStep("record", event)
    return Attendance.objects.create(
        event=event, area_id=event.area_id, organisation=organisation, people=people, agency=agency
    )


@action("hold")
def hold(event: Event, *, by: Person, at: datetime, attended: int, handed_out: str = "", told: str = "") -> None:
    """Say that it was held: how many came, what they took home, and what they told us in general."""
    advance(event, "hold", by=by, at=at, attended=attended, handed_out=handed_out, told=told)


@action("call_off")
def call_off(event: Event, *, by: Person, at: datetime, why: str) -> None:
    """Call it off, with the reason."""
    advance(event, "call_off", by=by, at=at, why=why)
