"""A time-limited sight as a rule: the part of a record that two people opened to one, for an hour. And where a record is."""

from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Q

from sightline.kit.facts import me
from sightline.kit.rules import Rule
from sightline.kit.vocabulary import load
from sightline.sharing.models.sights import PARTS


def in_sight(name: str, part: str, column: str = "pk") -> Rule:
    """Whoever was let see that part (sharing/sights) of the record that the column names; of the row itself by default.

    name: the rule's own, as it keeps its number.
    """
    who = " or ".join(load(PARTS)[part].get("asks"))
    says = f"the {who} for whom two people opened it for an hour"
    return Rule(name, says, lambda: Q(**{f"{column}__in": me.sights(part)}))


class Place(NamedTuple):
    """Where the record of a reference is found: its key, its area, and for reports the desk that received it."""

    record: UUID
    area: UUID | None
    desk: UUID | None


def located(part: str, about: str) -> Place | None:
    """The record of that reference, without content; None where there is none, or not for this reader."""
    with connection.cursor() as cursor:
        cursor.execute("select record, area, desk from priv.meant_to_see(%s, %s)", [part, about])
        found = cursor.fetchone()
    return Place(*found) if found else None
