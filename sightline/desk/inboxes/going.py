"""What waits in operations and at doors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from sightline.desk.inboxes.inbox import Inbox, Line, each
from sightline.kit.clocks.deadlines import london_day
from sightline.kit.templatetags.kit import day, moment
from sightline.operations.models import BriefingCopy, Operation, PartnerAction, Target, Tasking, Team
from sightline.visits.models import Visit

NEAR = timedelta(hours=1)
WEEK = timedelta(days=7)


def operation(record: Operation, now: datetime) -> Line:
    """An operation that waits for its commander's word."""
    proposed = record.state == Operation.State.PROPOSED
    return Line(
        url=reverse("operations:operation", args=[record.ref]),
        ref=record.ref,
        preview=f"{record.name}, {day(record.starts_on)}",
        step=_("Approve it, or call it off") if proposed else _("Brief everyone"),
        state=record.get_state_display(),
        kind="turn",
        since=record.proposed_at,
    )


def target(record: Target, now: datetime) -> Line:
    """A place proposed for an operation."""
    return Line(
        url=reverse("operations:target", args=[record.ref]),
        ref=record.ref,
        preview=record.label,
        step=_("Choose how to visit it, or drop it"),
        state=_("Your turn"),
        since=record.proposed_at,
    )


def briefings(copies: Sequence[BriefingCopy], now: datetime) -> list[Line]:
    """Briefings of the reader's teams that they have not said they read."""
    teams = Team.objects.in_bulk([copy.team_id for copy in copies])
    return [briefing(copy, teams[copy.team_id]) for copy in copies if copy.team_id in teams]


def briefing(copy: BriefingCopy, team: Team) -> Line:
    """One briefing to read."""
    return Line(
        url=reverse("operations:briefing", args=[team.ref]),
        name=_("Briefing of %(team)s") % {"team": team.name},
        step=_("Read it, and say so"),
        state=_("Your turn"),
    )


def promises(actions: Sequence[PartnerAction], now: datetime) -> list[Line]:
    """What the reader's agency has promised."""
    operations = Operation.objects.in_bulk([action.operation_id for action in actions])
    return [promise(one, operations[one.operation_id], now) for one in actions if one.operation_id in operations]


def promise(action: PartnerAction, operation: Operation, now: datetime) -> Line:
    """One thing promised, and by when."""
    late = action.due_on is not None and action.due_on < london_day(now)
    return Line(
        url=reverse("operations:partners", args=[operation.ref]),
        name=action.says,
        preview=operation.name,
        step=_("Do it, and tick it"),
        note=_("Promised by %(day)s") % {"day": day(action.due_on)},
        state=_("Late") if late else _("Your turn"),
        kind="soon" if late else "turn",
    )


def door(record: Tasking, now: datetime) -> Line:
    """A visit released to the reader's team."""
    near = record.starts_at - now <= NEAR
    return Line(
        url=reverse("visits:begin", args=[record.ref]),
        ref=record.ref,
        preview=f"{record.place}, {record.get_visit_type_display()}",
        step=_("Begin at the door"),
        note=moment(record.starts_at),
        state=_("Soon") if near else _("Planned"),
        kind="soon" if near else "quiet",
        since=record.starts_at if record.starts_at <= now else None,
    )


def open_visit(record: Visit, now: datetime) -> Line:
    """A visit that has begun and has no outcome yet."""
    return Line(
        url=reverse("visits:door", args=[record.ref]),
        ref=record.ref,
        preview=record.place,
        step=_("Record what you find, then close it"),
        state=record.get_state_display(),
        since=record.arrived_at,
    )


GOING = [
    Inbox(
        "operations",
        "operations",
        gettext_lazy("Operations"),
        ngettext_lazy("%(n)s to decide", "%(n)s to decide", "n"),
        "approve",
        lambda by, now: Operation.objects.waiting().order_by("starts_on", "ref"),
        each(operation),
    ),
    Inbox(
        "places",
        "operations",
        gettext_lazy("Places"),
        ngettext_lazy("%(n)s place to choose", "%(n)s places to choose", "n"),
        "choose",
        lambda by, now: Target.objects.filter(state=Target.State.PROPOSED).order_by("proposed_at", "ref"),
        each(target),
    ),
    Inbox(
        "briefings",
        "operations",
        gettext_lazy("Briefings"),
        ngettext_lazy("%(n)s briefing to read", "%(n)s briefings to read", "n"),
        "acknowledge",
        lambda by, now: BriefingCopy.objects.filter(read_at=None).order_by("briefing", "number"),
        briefings,
    ),
    Inbox(
        "promises",
        "operations",
        gettext_lazy("Promised"),
        ngettext_lazy("%(n)s promised", "%(n)s promised", "n"),
        "tick",
        lambda by, now: PartnerAction.objects.filter(
            agency=by.agency_id, done_on=None, due_on__lte=london_day(now + WEEK)
        ).order_by("due_on"),
        promises,
    ),
    Inbox(
        "doors",
        "visits",
        gettext_lazy("Doors"),
        ngettext_lazy("%(n)s to begin", "%(n)s to begin", "n"),
        "begin",
        lambda by, now: Tasking.objects.waiting().order_by("starts_at", "ref"),
        each(door),
    ),
    Inbox(
        "open-visits",
        "visits",
        gettext_lazy("Open visits"),
        ngettext_lazy("%(n)s still open", "%(n)s still open", "n"),
        "close",
        lambda by, now: Visit.objects.still_open().order_by("arrived_at", "ref"),
        each(open_visit),
    ),
]
