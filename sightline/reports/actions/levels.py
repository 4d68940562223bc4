"""How soon a report must be looked at, as a person says it; and the calls that follow when nobody looks."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from sightline.agencies.models import Person, Role
from sightline.kit.models import Notice
from sightline.kit.refusals import WrongStep
from sightline.kit.steps import advance
from sightline.kit.vocabulary import load
from sightline.ledger.acts import action
from sightline.reports.alarm import alarm
from sightline.reports.danger import within
from sightline.reports.models import Level, LevelChange, Report


@action("set_level")
def set_level(report: Report, *, by: Person, at: datetime, to: str, why: str) -> LevelChange:
    """Raise or lower the level, with the reason. To lower danger now only asks: a second person agrees or leaves it.

    Raises WrongStep when it has that level already.
    """
    if report.level == to:
        raise WrongStep("set_level", report)
    whose = {"report": report, "desk_id": report.desk_id, "asked_by": by, "asked_at": at}
    change = LevelChange.objects.create(**whose, was=report.level, to=to, why=why)
    if change.was != Level.RED:
        advance(change, "settle", by=by, at=at)
        _set(change)
        if to == Level.RED:
            alarm(report, key=f"level {change.pk}", at=at)
    return change


@action("agree")
def agree_to_level(change: LevelChange, *, by: Person, at: datetime) -> None:
    """Lower danger now, as the second person. Raises Refused for the one who asked."""
    advance(change, "agree", by=by, at=at, answered_by=by, answered_at=at)
    _set(change)


@action("leave")
def leave_level(change: LevelChange, *, by: Person, at: datetime) -> None:
    """Leave the level as it is."""
    advance(change, "leave", by=by, at=at, answered_by=by, answered_at=at)


@action("ring", on=Notice, role="sl_worker")
def ring_again(*, by: None, at: datetime) -> int:
    """Call whoever is next for each report of danger now that nobody has taken; how many calls. Once a minute."""
    whom = load("reports/danger/escalation").values()
    minutes, roles = [each.get("after_minutes") for each in whom], [each.get("role") for each in whom]
    with connection.cursor() as cursor:
        cursor.execute(
            "select priv.ring_again(%s, %s, %s)", [minutes, roles, at.replace(minute=0, second=0, microsecond=0)]
        )
        return int(cursor.fetchone()[0])


@action("ring", on=Notice, role="sl_worker")
def send_up(*, by: None, at: datetime) -> int:
    """Call the commander on duty about each report that nobody took in its time, once; how many calls. Once an hour."""
    levels = [level for level in Level.values if level != Level.RED]
    minutes = [within(level) // timedelta(minutes=1) for level in levels]
    with connection.cursor() as cursor:
        hour = at.replace(minute=0, second=0, microsecond=0)
        cursor.execute("select priv.send_up(%s, %s, %s, %s)", [levels, minutes, Role.COMMANDER.value, hour])
        return int(cursor.fetchone()[0])


def _set(change: LevelChange) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select priv.set_level(%s)", [change.pk])
        if cursor.fetchone()[0] != 1:
            raise WrongStep("set_level", change.report)
    change.report.level = change.to
