"""What waits in care: people to take over, people held, beds, offers, questions, days to ask again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from sightline.agencies.models import Person
from sightline.desk.care import casebooks, clocks_of
from sightline.desk.inboxes.inbox import Inbox, Line, each
from sightline.kit.clocks.deadlines import london_day
from sightline.kit.templatetags.kit import day
from sightline.kit.vocabulary import says
from sightline.safeguarding.casebook import Casebook
from sightline.safeguarding.inbox import SOON
from sightline.safeguarding.models import (
    Acceptance,
    Case,
    FollowUp,
    Holding,
    Placement,
    PlacementRequest,
    Referral,
    RelayMessage,
)
from sightline.safeguarding.words import comes_next
from sightline.visits.models import Age, Encounter

State = Case.State
TO_MOVE = (State.TAKEN, State.MADE_SAFE, State.INFORMED, State.WANTS_HELP, State.DECLINED, State.FIRST_PLACE)
LONG = timedelta(hours=1)


def cases_to_move(by: Person, now: datetime) -> QuerySet[Case]:
    """People held for whom the holder is next: nobody else has been asked for a bed, or the provider has said yes."""
    asked = PlacementRequest.objects.filter(case=OuterRef("pk"), state__in=["asked", "taken", "placed"])
    accepted = Acceptance.objects.filter(case=OuterRef("pk"))
    mine = Holding.objects.filter(case=OuterRef("pk"), person=by.pk, ended_at=None)
    moving = Case.objects.filter(state__in=TO_MOVE).annotate(part=Subquery(mine.values("part")[:1]))
    return moving.filter(~Exists(asked) | Exists(accepted)).select_related("area").order_by("opened_at", "ref")


def cases(records: Sequence[Case], now: datetime) -> list[Line]:
    """People held, each with what comes next and how near the nearest clock is."""
    return [case(book, now) for book in casebooks(records)]


def case(book: Casebook, now: datetime) -> Line:
    """One person held."""
    near = {reading.state(now) for reading in clocks_of(book, now)} & {"soon", "over"}
    return Line(
        url=reverse("safeguarding:case", args=[book.case.ref]),
        ref=book.case.ref,
        preview=about(book),
        step=next_step(book),
        note=child_note(book.case),
        state=_("Late") if "over" in near else _("Soon") if near else _("Your turn"),
        kind="soon" if near else "turn",
        since=book.steps[0].at if book.steps else book.case.opened_at,
    )


def about(book: Casebook) -> str:
    """The person without a name: "Man, 20s, speaks Romanian. Reception centre."."""
    words = {"who": book.case.description, "language": says("visits/languages", book.case.language)}
    person = _("%(who)s, speaks %(language)s.") % words
    return f"{person} {book.first_place.says}." if book.first_place else person


def next_step(book: Casebook) -> str | Promise:
    """What the holder does next."""
    if book.acceptance and book.case.part == Holding.Part.SUPPORT_WORKER:  # type: ignore[attr-defined]
        return _("Record when they are in support")
    return comes_next(book.case, accepted=book.acceptance is not None)


def child_note(record: Case) -> str:
    """Why a person goes the child way."""
    if not record.goes_the_child_way:
        return ""
    return _("Age unsure, so treated as a child") if record.age == Age.UNSURE else _("A child")


def met(record: Encounter, now: datetime) -> Line:
    """A person met on a visit whom nobody has taken into care."""
    urgent = record.age != Age.ADULT or record.wish == Encounter.Wish.LEAVE_NOW
    return Line(
        url=reverse("safeguarding:take", args=[record.ref]),
        ref=record.ref,
        preview=f"{record.description}, {record.place}" if record.place else record.description,
        step=_("Take into care"),
        note=record.get_wish_display(),
        state=_("Soon") if urgent else _("Your turn"),
        kind="soon" if urgent else "turn",
        since=record.met_at,
    )


def referral(record: Referral, now: datetime) -> Line:
    """A referral or notification that has not left."""
    return Line(
        url=reverse("safeguarding:referral", args=[record.ref]),
        ref=record.ref,
        preview=record.get_kind_display(),
        step=_("Finish it, and send it"),
        state=_("Your turn"),
        since=record.drafted_at,
    )


def question(record: RelayMessage, now: datetime) -> Line:
    """Words of the police for a person in care."""
    return Line(
        url=reverse("safeguarding:relay", args=[record.relay.ref]),
        ref=record.ref,
        preview=_("A question through the relay"),
        step=_("Pass it on, or decline"),
        state=_("Your turn"),
        since=record.written_at,
    )


def follow_up(record: FollowUp, now: datetime) -> Line:
    """A day on which somebody asks again."""
    due = record.due_on <= london_day(now)
    return Line(
        url=reverse("safeguarding:case", args=[record.case.ref]),
        ref=record.ref,
        preview=record.says,
        step=_("Ask how they are"),
        note=day(record.due_on),
        state=_("Today") if due else _("Coming"),
        kind="soon" if due else "quiet",
    )


def bed(record: PlacementRequest, now: datetime) -> Line:
    """A bed asked for."""
    long = now - record.asked_at >= LONG
    return Line(
        url=reverse("safeguarding:request", args=[record.ref]),
        ref=record.ref,
        preview=f"{record.household}. {says('visits/languages', record.language)}.",
        step=_("Find a home"),
        note=record.get_state_display(),
        state=_("Soon") if long else _("Your turn"),
        kind="soon" if long else "turn",
        since=record.asked_at,
    )


def offer(record: Placement, now: datetime) -> Line:
    """A person offered to the reader's house. Without the address."""
    return Line(
        url=reverse("safeguarding:home", args=[record.ref]),
        ref=record.ref,
        preview=record.household,
        step=_("Accept, or decline"),
        state=_("Your turn"),
        since=record.placed_at,
    )


CARING = [
    Inbox(
        "people-met",
        "visits",
        gettext_lazy("Hand-overs"),
        ngettext_lazy("%(n)s to take over", "%(n)s to take over", "n"),
        "take",
        lambda by, now: Encounter.objects.waiting().order_by("met_at", "ref"),
        each(met),
    ),
    Inbox(
        "people",
        "safe",
        gettext_lazy("People"),
        ngettext_lazy("%(n)s waits for you", "%(n)s wait for you", "n"),
        "hand_over",
        cases_to_move,
        cases,
    ),
    Inbox(
        "referrals",
        "safe",
        gettext_lazy("Referrals"),
        ngettext_lazy("%(n)s referral to send", "%(n)s referrals to send", "n"),
        "send",
        lambda by, now: Referral.objects.filter(state=Referral.State.DRAFT).order_by("drafted_at", "ref"),
        each(referral),
    ),
    Inbox(
        "relay",
        "safe",
        gettext_lazy("Relay"),
        ngettext_lazy("%(n)s question to pass on", "%(n)s questions to pass on", "n"),
        "pass_on",
        lambda by, now: RelayMessage.objects.waiting().select_related("relay"),
        each(question),
    ),
    Inbox(
        "follow-ups",
        "safe",
        gettext_lazy("Days to ask"),
        ngettext_lazy("%(n)s day to ask", "%(n)s days to ask", "n"),
        "tick",
        lambda by, now: FollowUp.objects.waiting().filter(due_on__lte=london_day(now + SOON)).select_related("case"),
        each(follow_up),
    ),
    Inbox(
        "beds",
        "safe",
        gettext_lazy("Beds"),
        ngettext_lazy("%(n)s bed to find", "%(n)s beds to find", "n"),
        "take",
        lambda by, now: PlacementRequest.objects.waiting(),
        each(bed),
    ),
    Inbox(
        "offers",
        "safe",
        gettext_lazy("Offers"),
        ngettext_lazy("%(n)s offer to answer", "%(n)s offers to answer", "n"),
        "accept",
        lambda by, now: Placement.objects.waiting(),
        each(offer),
    ),
]
