"""The weekly note: who saw yours. Written by the owner of the database, read by each owner of records alone."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from sightline.agencies.models import Agency, Person
from sightline.kit.clocks.deadlines import LONDON
from sightline.trust.models import WeeklyNote

WEEK = timedelta(days=7)


def monday(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def write(week: date) -> int:
    """Write a note to every owner whose records somebody else saw in the week from that Monday; how many notes.

    A note that is there already stays: running it again changes nothing. As the owner of the database.
    """
    start = datetime.combine(week, time.min, LONDON)
    lines = _lines(start, start + WEEK)
    told = set(WeeklyNote.objects.filter(week=week).values_list("person_id", flat=True))
    notes = [WeeklyNote(person_id=owner, week=week, lines=seen) for owner, seen in lines.items() if owner not in told]
    return len(WeeklyNote.objects.bulk_create(notes))


def _lines(since: datetime, until: datetime) -> dict[UUID, list[dict[str, Any]]]:
    with connection.cursor() as cursor:
        cursor.execute("select owner, ref, who, agency, roles, times from priv.seen_of_owners(%s, %s)", [since, until])
        rows = cursor.fetchall()
    people = dict(Person.objects.filter(pk__in={row[2] for row in rows}).values_list("pk", "name"))
    agencies = dict(Agency.objects.filter(pk__in={row[3] for row in rows}).values_list("pk", "name"))
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for owner, ref, who, agency, roles, times in rows:
        line = {"ref": ref, "who": people.get(who, ""), "agency": agencies.get(agency, "")}
        found[owner].append(line | {"roles": roles, "times": times})
    return found
