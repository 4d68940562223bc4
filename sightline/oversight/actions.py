"""Counting, choosing what is published, and saying it."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from sightline.agencies.models import Person
from sightline.ledger.acts import action
from sightline.operations.models import Operation
from sightline.oversight.models import Count


@action("count")
def count(operation: Operation, *, by: Person, at: datetime) -> list[Count]:
    """Count every measure of an operation now; the database's counting role reads, and writes the counts.

    Raises Refused for who does not command in the area.
    """
    with connection.cursor() as cursor:
        cursor.execute("select priv.count_operation(%s, %s)", [operation.pk, at])
    return list(Count.objects.filter(operation=operation, counted_at=at))
