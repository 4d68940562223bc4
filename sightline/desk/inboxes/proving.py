"""What waits in justice, in figures and in awareness."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from sightline.awareness.models import Event
from sightline.desk.inboxes.inbox import Inbox, Line, each
from sightline.justice.models import Custody
from sightline.kit.templatetags.kit import moment
from sightline.oversight.models import Figure, Quotation, Statement
from sightline.visits.models import Arrest


def arrest(record: Arrest, now: datetime) -> Line:
    """A person arrested on a visit, whom no investigator has taken over."""
    return Line(
        url=reverse("justice:take", args=[record.ref]),
        ref=record.ref,
        preview=f"{record.person_says}, {record.place}" if record.place else record.person_says,
        step=_("Take the arrest over"),
        state=_("Soon"),
        kind="soon",
        since=record.arrested_at,
    )


def arrived(record: Custody, now: datetime) -> Line:
    """A person on the way to custody, or there without a record."""
    return Line(
        url=reverse("justice:book_in", args=[record.ref]),
        ref=record.ref,
        preview=record.known_as,
        step=_("Book the person in"),
        state=_("Soon"),
        kind="soon",
        since=record.arrested_at,
    )


def question(record: Custody, now: datetime) -> Line:
    """A person in custody who may be a victim."""
    return Line(
        url=reverse("justice:concern", args=[record.ref]),
        ref=record.ref,
        preview=_("%(name)s may be a victim") % {"name": record.known_as},
        step=_("Tell safeguarding"),
        state=_("Soon"),
        kind="soon",
        since=record.arrested_at,
    )


def figure(record: Figure, now: datetime) -> Line:
    """A figure chosen and not yet approved."""
    return Line(
        url=reverse("oversight:figure", args=[record.ref]),
        ref=record.ref,
        preview=f"{record.shown} {record.says}, {record.about}",
        step=_("Approve the figure"),
        state=_("Your turn"),
        since=record.as_at,
    )


def held_figure(record: Figure, now: datetime) -> Line:
    """Fewer than five people: the safeguarding lead says whether the number is told."""
    return Line(
        url=reverse("oversight:figure", args=[record.ref]),
        ref=record.ref,
        name=_("A figure under 5"),
        preview=f"{record.says}, {record.about}",
        step=_("Release it, or keep it as “fewer than 5”"),
        state=_("Your turn"),
        since=record.approved_at,
    )


def statement(record: Statement, now: datetime) -> Line:
    """A statement that is not out yet."""
    checked = record.state == Statement.State.CHECKED
    embargo = _("Not before %(when)s") % {"when": moment(record.embargo_until)} if record.embargo_until else ""
    return Line(
        url=reverse("oversight:statement", args=[record.ref]),
        ref=record.ref,
        preview=record.title_en,
        step=_("Release the statement") if checked else _("See what is left, and check it"),
        note=embargo,
        state=record.get_state_display(),
        since=record.checked_at or record.drafted_at,
    )


def quotation(record: Quotation, now: datetime) -> Line:
    """Words put into the reader's mouth."""
    return Line(
        url=reverse("oversight:quotation", args=[record.ref]),
        ref=record.ref,
        preview=record.office,
        step=_("Read your words, and sign them off"),
        state=_("Your turn"),
    )


def event(record: Event, now: datetime) -> Line:
    """An event whose time has passed."""
    return Line(
        url=reverse("awareness:hold", args=[record.ref]),
        ref=record.ref,
        preview=record.title,
        step=_("Say how it went"),
        state=_("Your turn"),
        since=record.held_at,
    )


PROVING = [
    Inbox(
        "arrests",
        "justice",
        gettext_lazy("Arrests"),
        ngettext_lazy("%(n)s to take over", "%(n)s to take over", "n"),
        "take",
        lambda by, now: Arrest.objects.waiting().order_by("arrested_at", "ref"),
        each(arrest),
    ),
    Inbox(
        "arrived",
        "justice",
        gettext_lazy("To book in"),
        ngettext_lazy("%(n)s to book in", "%(n)s to book in", "n"),
        "book_in",
        lambda by, now: Custody.objects.waiting().order_by("arrested_at", "ref"),
        each(arrived),
    ),
    Inbox(
        "questions",
        "justice",
        gettext_lazy("Questions"),
        ngettext_lazy("%(n)s question", "%(n)s questions", "n"),
        "raise_concern",
        lambda by, now: Custody.objects.asked_about().order_by("arrested_at", "ref"),
        each(question),
    ),
    Inbox(
        "figures",
        "figures",
        gettext_lazy("Figures"),
        ngettext_lazy("%(n)s to approve", "%(n)s to approve", "n"),
        "approve",
        lambda by, now: Figure.objects.waiting().order_by("as_at", "ref"),
        each(figure),
    ),
    Inbox(
        "held-figures",
        "figures",
        gettext_lazy("Under 5"),
        ngettext_lazy("%(n)s figure to release", "%(n)s figures to release", "n"),
        "release_small",
        lambda by, now: Figure.objects.held().order_by("as_at", "ref"),
        each(held_figure),
    ),
    Inbox(
        "drafts",
        "figures",
        gettext_lazy("Statements"),
        ngettext_lazy("%(n)s statement to check", "%(n)s statements to check", "n"),
        "check",
        lambda by, now: Statement.objects.filter(state=Statement.State.DRAFT).order_by("drafted_at", "ref"),
        each(statement),
    ),
    Inbox(
        "checked",
        "figures",
        gettext_lazy("Checked"),
        ngettext_lazy("%(n)s statement to release", "%(n)s statements to release", "n"),
        "release",
        lambda by, now: Statement.objects.filter(state=Statement.State.CHECKED).order_by("checked_at", "ref"),
        each(statement),
    ),
    Inbox(
        "quotations",
        "figures",
        gettext_lazy("Your words"),
        ngettext_lazy("%(n)s to sign off", "%(n)s to sign off", "n"),
        "sign_off",
        lambda by, now: Quotation.objects.waiting().order_by("ref"),
        each(quotation),
    ),
    Inbox(
        "events",
        "awareness",
        gettext_lazy("Events"),
        ngettext_lazy("%(n)s to tell of", "%(n)s to tell of", "n"),
        "hold",
        lambda by, now: Event.objects.waiting(now).order_by("held_at", "ref"),
        each(event),
    ),
]
