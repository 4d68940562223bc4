"""In whose name somebody reports from the field."""

from uuid import UUID

from sightline.agencies.models import Agency, Person
from sightline.kit.facts import me
from sightline.kit.records import facts_of

IN_THE_FIELD = {me.agencies_as("visiting officer").key, me.agencies_as("visiting partner").key}


def may_report(person: Person) -> bool:
    """Whether they visit for any agency at all."""
    return bool(_agencies(person))


def agency_of(person: Person) -> Agency | None:
    """The agency for which they visit: their own, where they hold the role at several; None where they do not."""
    at = _agencies(person)
    return person.agency if person.agency_id in at else Agency.objects.filter(pk__in=at).order_by("name").first()


def _agencies(person: Person) -> set[UUID]:
    """Those at which they visit."""
    held = facts_of(person, IN_THE_FIELD)
    return {agency for role in IN_THE_FIELD for agency in held[role]}
