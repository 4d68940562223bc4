"""How soon a report was read and answered, as the database counts it: by its level, by working days, and in the middle."""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce
from itertools import groupby
from operator import or_

from django.db.models import (
    Aggregate,
    Case,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDay

from sightline.kit.clocks.calendars import bank_holidays
from sightline.reports.danger import within
from sightline.reports.models import DeskMessage, Level, Report

REPLY_WITHIN = 3  # working days, to the first reply or status


class Median(Aggregate):
    """The middle of all, so that one report that lay for a month does not speak for the others."""

    function = "percentile_cont"
    template = "%(function)s(0.5) within group (order by %(expressions)s)"
    output_field = DurationField()


class ClosedAt(Func):
    """When a report was closed, for who may read it."""

    template = "(select min(s.at) from priv.steps_of_reports_report(%(expressions)s) s where s.verb = 'close')"
    output_field = DateTimeField()


def in_time() -> Q:
    """Read by somebody as soon as its level asks; the public's own come to the hour, so an hour is theirs."""
    hour = Q(door=Report.Door.PUBLIC)
    soon = (
        Q(level=level, read_at__lte=F("received_at") + within(level) + extra) & (hour if extra else ~hour)
        for level in Level.values
        for extra in (timedelta(), timedelta(hours=1))
    )
    return reduce(or_, soon)


def replied() -> Q:
    """Taken or closed, which the reporter reads as a status, or written to by the desk, before `reply_by`."""
    return Q(read_at__lt=F("reply_by")) | Q(written_at__lt=F("reply_by"))


def rows_with_deadline(reports: QuerySet) -> QuerySet:
    """Reports with the moment by which the reporter should have heard, three working days on, and with when the desk first
    wrote and first read: some are closed at once and never taken."""
    days = list(reports.order_by().values_list("received_at__date", flat=True).distinct())
    by_length = groupby(sorted(days, key=_days_to_reply), key=_days_to_reply)
    ends = [
        When(received_at__date__in=list(same), then=Value(timedelta(days=length + 1))) for length, same in by_length
    ]
    after = Case(*ends, default=Value(timedelta(days=REPLY_WITHIN + 1)), output_field=DurationField())
    written = DeskMessage.objects.filter(report=OuterRef("pk")).order_by("at").values("at")[:1]
    reply_by = ExpressionWrapper(TruncDay("received_at") + after, output_field=DateTimeField())
    at_once = Case(When(state=Report.State.CLOSED, taken_at=None, then=ClosedAt("pk")), output_field=DateTimeField())
    read_at = Coalesce("taken_at", at_once)
    return reports.annotate(reply_by=reply_by, written_at=Subquery(written), read_at=read_at)


def _days_to_reply(day: date) -> int:
    return (bank_holidays().add_working_days(day, REPLY_WITHIN, "england-and-wales") - day).days


def percent(part: int | None, whole: int | None) -> str:
    """A share in words, or nothing where one of the two is hidden or there is no whole."""
    return f"{round(100 * part / whole)}%" if part is not None and whole else ""
