"""What waits for somebody to say whether it is still needed."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from sightline.desk.inboxes.inbox import Inbox, Line, each
from sightline.trust.models import Review


def due(record: Review, now: datetime) -> Line:
    """A record whose time to be looked at has come. It is never urgent."""
    return Line(
        url=reverse("trust:review", args=[record.ref]),
        ref=record.about,
        preview=record.entry.label,
        step=_("Keep it with a reason, or ask to erase it"),
        state=_("Is it still needed?"),
        kind="quiet",
    )


def asked(record: Review, now: datetime) -> Line:
    """A record that somebody wants erased, and a second person must say yes or no."""
    return Line(
        url=reverse("trust:review", args=[record.ref]),
        ref=record.about,
        preview=record.reason,
        step=_("Confirm that it is erased, or keep it"),
        state=_("Your turn"),
        since=record.decided_at,
    )


KEEPING = [
    Inbox(
        "kept",
        "trust",
        gettext_lazy("Still needed?"),
        ngettext_lazy("%(n)s to keep or erase", "%(n)s to keep or erase", "n"),
        "ask",
        lambda by, now: Review.objects.waiting(),
        each(due),
    ),
    Inbox(
        "to-erase",
        "trust",
        gettext_lazy("Erasures"),
        ngettext_lazy("%(n)s erasure to confirm", "%(n)s erasures to confirm", "n"),
        "confirm",
        lambda by, now: Review.objects.to_confirm(),
        each(asked),
    ),
]
