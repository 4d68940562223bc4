"""What was told, until it is graded: reports, what leaves the desk, concerns to look at again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from sightline.desk.inboxes.inbox import Inbox, Line, each
from sightline.intelligence.models import Concern
from sightline.kit.clocks.deadlines import london_day
from sightline.kit.templatetags.kit import day
from sightline.kit.vocabulary import says
from sightline.places.models import Premises
from sightline.reports.models import Level, Report, SanitisedReport, Wish
from sightline.reports.signposting import SERVICES
from sightline.reports.words import KIND, heading


def report(record: Report, now: datetime) -> Line:
    """A report that nobody has taken, or that the reader has in hand."""
    taken = record.state == Report.State.TAKEN
    return Line(
        url=reverse("reports:report", args=[record.ref]),
        ref=record.ref,
        preview=heading(record),
        step=_("Pass it on, or close it") if taken else _("Take it"),
        state=record.get_level_display(),
        kind=KIND[Level(record.level)],
        since=record.received_at,
    )


def sanitised(record: SanitisedReport, now: datetime) -> Line:
    """What left the desk and waits for a grade."""
    return Line(
        url=reverse("intelligence:grade", args=[record.ref]),
        ref=record.ref,
        preview=Truncator(record.text).chars(90),
        step=_("Grade it"),
        state=record.get_level_display(),
        kind=KIND[Level(record.level)],
        since=record.written_at,
    )


def to_check(record: SanitisedReport, now: datetime) -> Line:
    """What a colleague wrote, to be read before it leaves the desk."""
    return Line(
        url=reverse("reports:check", args=[record.ref]),
        ref=record.ref,
        preview=Truncator(record.text).chars(90),
        step=_("Check it before it leaves"),
        state=record.get_level_display(),
        kind=KIND[Level(record.level)],
        since=record.written_at,
    )


def sent_back(record: SanitisedReport, now: datetime) -> Line:
    """What an analyst or a colleague sent back."""
    return Line(
        url=reverse("reports:rewrite", args=[record.ref]),
        ref=record.ref,
        preview=_("Sent back to be written again"),
        step=_("Write it again"),
        state=_("Your turn"),
        since=record.written_at,
    )


def held(reports: Sequence[Report], now: datetime) -> list[Line]:
    """All that came in floods, as one line: it must not stand before anything else."""
    name = ngettext("One report is held", "%(n)s reports are held", len(reports)) % {"n": len(reports)}
    since = min((each.received_at for each in reports), default=None)
    step = _("Let it in, or close it as a flood")
    return [Line(url=reverse("reports:held"), name=name, step=step, state=_("Held"), kind="quiet", since=since)]


def wish(record: Wish, now: datetime) -> Line:
    """A report that somebody asked to have passed on."""
    return Line(
        url=reverse("reports:wish", args=[record.report.ref, record.service]),
        ref=record.report.ref,
        preview=_("Pass it on to %(name)s") % {"name": says(SERVICES, record.service)},
        step=_("Pass it on, or say why not"),
        state=_("Your turn"),
        since=record.asked_at,
    )


def reviews(concerns: Sequence[Concern], now: datetime) -> list[Line]:
    """Concerns whose day of review has come, by the names of their places."""
    places = Premises.objects.in_bulk([concern.premises_id for concern in concerns])
    return [review(concern, places[concern.premises_id]) for concern in concerns if concern.premises_id in places]


def review(concern: Concern, place: Premises) -> Line:
    """One concern to look at again."""
    return Line(
        url=reverse("intelligence:premises", args=[place.ref]),
        ref=concern.ref,
        preview=str(place),
        step=_("Look again: is it still a concern?"),
        note=_("Due %(day)s") % {"day": day(concern.review_on)},
        state=_("Your turn"),
        since=concern.raised_at,
    )


TELLING = [
    Inbox(
        "reports",
        "reports",
        gettext_lazy("Reports"),
        ngettext_lazy("%(n)s to read", "%(n)s to read", "n"),
        "take",
        lambda by, now: Report.objects.waiting().urgent_first(),
        each(report),
    ),
    Inbox(
        "in-hand",
        "reports",
        gettext_lazy("In hand"),
        ngettext_lazy("%(n)s in hand", "%(n)s in hand", "n"),
        "pass_on",
        lambda by, now: Report.objects.in_hand(by=by).urgent_first(),
        each(report),
    ),
    Inbox(
        "held",
        "reports",
        gettext_lazy("Held"),
        ngettext_lazy("%(n)s held", "%(n)s held", "n"),
        "let_in",
        lambda by, now: Report.objects.held().order_by("received_at", "ref"),
        held,
        as_one=True,
    ),
    Inbox(
        "wishes",
        "reports",
        gettext_lazy("Wishes"),
        ngettext_lazy("%(n)s wish", "%(n)s wishes", "n"),
        "tell",
        lambda by, now: Wish.objects.waiting().select_related("report").order_by("asked_at", "service"),
        each(wish),
    ),
    Inbox(
        "to-check",
        "reports",
        gettext_lazy("To check"),
        ngettext_lazy("%(n)s to check", "%(n)s to check", "n"),
        "check",
        lambda by, now: SanitisedReport.objects.to_check(by=by).urgent_first(),
        each(to_check),
    ),
    Inbox(
        "sent-back",
        "reports",
        gettext_lazy("Sent back"),
        ngettext_lazy("%(n)s sent back", "%(n)s sent back", "n"),
        "rewrite",
        lambda by, now: SanitisedReport.objects.sent_back().urgent_first(),
        each(sent_back),
    ),
    Inbox(
        "to-grade",
        "intelligence",
        gettext_lazy("To grade"),
        ngettext_lazy("%(n)s to grade", "%(n)s to grade", "n"),
        "grade",
        lambda by, now: SanitisedReport.objects.waiting().urgent_first(),
        each(sanitised),
    ),
    Inbox(
        "reviews",
        "intelligence",
        gettext_lazy("Reviews"),
        ngettext_lazy("%(n)s to look at again", "%(n)s to look at again", "n"),
        "end",
        lambda by, now: Concern.objects.due_by(london_day(now)),
        reviews,
    ),
]
