"""What waits for a second and a third pair of eyes: crossings, agreements, rules, conflicts, sights and exports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from sightline.desk.inboxes.inbox import Inbox, Line, each
from sightline.safeguarding.models import Crossing
from sightline.sharing.models import Agreement, Conflict, Sight
from sightline.trust.models import ChangedRules, Export

BY_VERB = {"approve": gettext_lazy("Approve it, or refuse"), "confirm": gettext_lazy("Approve it as the second person")}


def crossing(record: Crossing, now: datetime) -> Line:
    """Details of a person that somebody wants to send to an immigration agency: it names nobody here."""
    return _line("safeguarding:crossing", record, _("Details to immigration"), record.asked_at)


def agreement(record: Agreement, now: datetime) -> Line:
    """An agreement that agencies signed and that opens nothing yet."""
    return _line("sharing:agreement", record, record.title, record.drafted_at)


def changed_rules(record: ChangedRules, now: datetime) -> Line:
    """What a release changes in who may what."""
    return _line("trust:change", record, _("A change of the rules"), record.proposed_at)


def sight(record: Sight, now: datetime) -> Line:
    """One record that somebody wants to see for an hour; which one is read on its page."""
    return _line("trust:sight", record, str(record.opens.label), record.asked_at)


def export(record: Export, now: datetime) -> Line:
    """Entries of the ledger that somebody wants as a file."""
    return _line("trust:export", record, _("Entries of the ledger as a file"), record.asked_at)


def declared(record: Conflict, now: datetime) -> Line:
    """A conflict of interest that no auditor has read; with what it is, is read on its page."""
    return Line(
        url=reverse("trust:conflict", args=[record.ref]),
        ref=record.ref,
        preview=_("Somebody has a conflict of interest; the record is closed to them"),
        step=_("Let it stand, or end it"),
        state=_("Not read yet"),
        since=record.recorded_at,
    )


def conflict(record: Conflict, now: datetime) -> Line:
    """Something that is closed to its holder, and that a colleague must take over."""
    return Line(
        url=reverse("trust:hand_over", args=[record.ref]),
        ref=record.about,
        preview=_("You have a conflict of interest with it, and still hold it"),
        step=_("Hand it over"),
        state=_("Your turn"),
        kind="soon",
        since=record.recorded_at,
    )


def _line(page: str, record: Any, says: str, since: datetime) -> Line:
    verb = "confirm" if record.state == "approved" else "approve"
    return Line(
        url=reverse(page, args=[record.ref]),
        ref=record.ref,
        preview=says,
        step=BY_VERB[verb],
        state=record.get_state_display(),
        since=since,
    )


def by_two(
    code: str, station: str, chip: Promise, short: Any, waiting: Callable[[], QuerySet], line: Callable[..., Line]
) -> list[Inbox]:
    """An inbox for who may approve first, and one for who may then confirm."""
    lines = each(line)
    return [
        Inbox(
            f"{code}-first", station, chip, short, "approve", lambda by, now: waiting().exclude(state="approved"), lines
        ),
        Inbox(
            f"{code}-second", station, chip, short, "confirm", lambda by, now: waiting().filter(state="approved"), lines
        ),
    ]


DECIDING = [
    *by_two(
        "crossings",
        "safe",
        gettext_lazy("Crossings to immigration"),
        ngettext_lazy("%(n)s crossing to decide", "%(n)s crossings to decide", "n"),
        lambda: Crossing.objects.waiting(),
        crossing,
    ),
    *by_two(
        "agreements",
        "trust",
        gettext_lazy("Sharing agreements"),
        ngettext_lazy("%(n)s agreement to approve", "%(n)s agreements to approve", "n"),
        lambda: Agreement.objects.waiting().order_by("drafted_at", "ref"),
        agreement,
    ),
    *by_two(
        "rules",
        "trust",
        gettext_lazy("Changes of the rules"),
        ngettext_lazy("%(n)s change of the rules", "%(n)s changes of the rules", "n"),
        lambda: ChangedRules.objects.waiting().order_by("proposed_at", "ref"),
        changed_rules,
    ),
    Inbox(
        "declared",
        "trust",
        gettext_lazy("Conflicts to read"),
        ngettext_lazy("%(n)s conflict of interest to read", "%(n)s conflicts of interest to read", "n"),
        "let_stand",
        lambda by, now: Conflict.objects.unseen(),
        each(declared),
    ),
    Inbox(
        "conflicts",
        "trust",
        gettext_lazy("Conflicts of interest"),
        ngettext_lazy("%(n)s to hand over", "%(n)s to hand over", "n"),
        "hand_over",
        lambda by, now: Conflict.objects.order_by("recorded_at", "ref"),
        each(conflict),
    ),
    Inbox(
        "sights",
        "trust",
        gettext_lazy("Records to see for an hour"),
        ngettext_lazy("%(n)s wish to see a record", "%(n)s wishes to see a record", "n"),
        "approve",
        lambda by, now: Sight.objects.waiting(),
        each(sight),
    ),
    Inbox(
        "exports",
        "trust",
        gettext_lazy("Files of the ledger"),
        ngettext_lazy("%(n)s file of the ledger to approve", "%(n)s files of the ledger to approve", "n"),
        "approve",
        lambda by, now: Export.objects.waiting(),
        each(export),
    ),
]
