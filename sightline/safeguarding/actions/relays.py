"""Words between police and a person in care, carried by whoever holds the person."""

from datetime import datetime
from uuid import UUID

from sightline.agencies.models import Person
from sightline.kit.refusals import WrongStep
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.safeguarding.models import Case, Relay, RelayMessage
from sightline.safeguarding.naming import places_in
from sightline.visits.once import once


@action("record")
def open_relay(case: Case, *, by: Person, at: datetime, investigator: Person, calls_self: str) -> Relay:
    """Let one investigator reach the person without learning where they are.

    calls_self: what the investigator may call the person; it need not be a name.
    """
    return Relay.objects.create(
        case_id=case.pk,
        area_id=case.area_id,
        investigator=investigator,
        calls_self=calls_self,
        opened_by=by,
        opened_at=at,
    )


@action("write")
@once(RelayMessage)
def write(relay: Relay, *, by: Person, at: datetime, text: str, key: UUID) -> RelayMessage:
    """Write through the relay. An investigator's words wait; the person's answer goes at once, naming no writer.

    Raises WrongStep when an answer holds a phone number, a postcode or an e-mail address.
    """
    answers = relay.investigator_id != by.pk
    if answers and places_in(text):
        raise WrongStep("write", relay)
    return RelayMessage.objects.create(
        id=key,
        relay=relay,
        case_id=relay.case_id,
        investigator_id=relay.investigator_id,
        text=text,
        from_person_in_care=answers,
        written_by=None if answers else by,
        written_at=at,
    )


@action("pass_on")
def pass_on(message: RelayMessage, *, by: Person, at: datetime) -> RelayMessage:
    """The person was told, and that they may say no."""
    advance(message, "pass_on", by=by, at=at)
    return message


@action("decline")
def decline(message: RelayMessage, *, by: Person, at: datetime, why: str = "") -> RelayMessage:
    """It is not passed on: it would harm, or the person wants to hear nothing."""
    advance(message, "decline", by=by, at=at, why=why)
    return message
