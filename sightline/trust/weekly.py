"""The weekly note: who saw yours. Written by a function of the database, read by each owner of records alone."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection

WEEK = timedelta(days=7)


def monday(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def write(week: date) -> int:
    """Write a note to every owner whose records somebody else saw in the week from that Monday; how many notes.

    A note that is there already stays: running it again changes nothing. By the worker, or the owner of the database.
    """
    with connection.cursor() as cursor:
        cursor.execute("select priv.write_weekly_notes(%s)", [week])
        return int(cursor.fetchone()[0])
