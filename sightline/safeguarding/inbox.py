"""What waits for one reader in care: each list is a query over facts, and nothing is pushed."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from sightline.agencies.models import Person
from sightline.kit.clocks.deadlines import london_day
from sightline.kit.policies import policy_of
from sightline.kit.records import RecordQuerySet, facts_once_confirmed
from sightline.kit.rules import Rule
from sightline.safeguarding.models import (
    Acceptance,
    Case,
    FirstPlace,
    FollowUp,
    Identity,
    Placement,
    PlacementRequest,
    Relay,
    RelayMessage,
)
from sightline.visits.models import Encounter

SOON = timedelta(days=14)


def to_take(by: Person) -> QuerySet[Encounter]:
    """People met of concern whom the reader may take into care, the longest waiting first."""
    return may_do(Encounter.objects.waiting(), "take", by).order_by("met_at")


def held(by: Person) -> QuerySet[Case]:
    """People in the reader's care."""
    return Case.objects.open().readable(by=by)


def names_of(cases: list[Case]) -> dict[Any, str]:
    """What each of these people calls themselves, by the key of the case."""
    rows = Identity.objects.filter(case__in=[case.pk for case in cases]).order_by("recorded_at")
    return {each.case_id: each.calls_self for each in rows}


def accepted(cases: list[Case]) -> set[Any]:
    """The keys of those of the cases that a provider has accepted."""
    return set(Acceptance.objects.filter(case__in=[case.pk for case in cases]).values_list("case", flat=True))


def questions(by: Person) -> QuerySet[RelayMessage]:
    """Words of the police that the reader passes on or declines."""
    return may_do(RelayMessage.objects.waiting(), "pass_on", by).select_related("investigator", "relay")


def due(by: Person, now: datetime) -> QuerySet[FollowUp]:
    """Days of the coming two weeks, and those gone by, on which the reader asks somebody again."""
    days = FollowUp.objects.waiting().filter(due_on__lte=london_day(now + SOON))
    return may_do(days, "tick", by).select_related("case")


def requests(by: Person) -> QuerySet[PlacementRequest]:
    """Beds asked of the reader's service."""
    return may_do(PlacementRequest.objects.waiting(), "take", by)


def offers(by: Person) -> QuerySet[Placement]:
    """Homes offered to the reader's house, not yet answered. Without addresses."""
    return may_do(Placement.objects.waiting(), "accept", by)


def homes(by: Person) -> QuerySet[Placement]:
    """Homes where people live, for those who may know: the newest first, without addresses."""
    living = Placement.objects.unaddressed().filter(state="accepted").order_by("-placed_at")
    return living.readable(by=by).select_related("provider")


def relays(by: Person) -> QuerySet[Relay]:
    """The relays at whose other end the reader asks."""
    return Relay.objects.filter(investigator=by.pk).order_by("-opened_at")


def first_places(by: Person) -> QuerySet[FirstPlace]:
    """Where people whom the reader's teams met were received."""
    return may_do(FirstPlace.objects.order_by("-since"), "know", by)


def may_do(records: RecordQuerySet, verb: str, by: Person) -> QuerySet:
    """Those of the records for which a verb's rule lets the reader do it, with the reader's facts as values."""
    policy: Any = policy_of(records.model)
    rule: Rule = policy.rule_for(verb)
    return records.filter(rule.q_with(facts_once_confirmed(by, rule.facts())))
