"""The two clocks of custody in England and Wales, for the ordinary case.

Ordinary: arrested and brought to a station of the same force, for an indictable offence, never away in hospital and
never handed to another force. Any other case reads "cannot compute". This is an aid and not legal advice: the custody
record is the authority, and every page that shows a clock says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sightline.justice.detention import (
    Extension,
    Limit,
    Unlawful,
    custody_rule,
    detention_ends,
    extended,
    first_limit,
    relevant_time,
)
from sightline.kit.clocks import Moment, Reading, cannot_compute, deadline
from sightline.kit.clocks.deadlines import as_utc

__all__ = ["Event", "Extension", "Kind", "Unlawful", "detention_ends", "readings", "relevant_time"]


class Kind(TextChoices):
    """What can happen to a person in custody, as far as the clocks care."""

    ARRESTED = "arrested", gettext_lazy("Arrested")
    ARRIVED = "arrived", gettext_lazy("Arrived at the station")
    AUTHORISED = "detention authorised", gettext_lazy("Detention authorised")
    REVIEWED = "reviewed", gettext_lazy("Detention reviewed")
    EXTENDED = "superintendent extended", gettext_lazy("Extended by a superintendent")
    WARRANT = "warrant issued", gettext_lazy("Warrant issued by a court")
    CHARGED = "charged", gettext_lazy("Charged")
    LEFT = "left custody", gettext_lazy("Left custody")
    HOSPITAL = "taken to hospital", gettext_lazy("Taken to hospital")
    TRANSFERRED = "handed to another force", gettext_lazy("Handed to another force")


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the custody record. at: aware. hours: whole hours granted, for an extension or a warrant only."""

    kind: Kind
    at: datetime
    hours: int = 0


def readings(events: Iterable[Event], now: datetime) -> tuple[Reading, Reading]:
    """The detention clock and the review clock, as known at `now`.

    events: in any order; those after `now` are left out, and so is an extension that the law does not allow, which is
    shown as not counted, with the reason. A clock that lacks a fact names it. Not legal advice.
    Source: Police and Criminal Evidence Act 1984, sections 40 to 44.
    """
    known = tuple(sorted((e for e in events if e.at <= now), key=lambda e: (e.at, list(Kind).index(e.kind), e.hours)))
    return _detention(known, now), _reviews(known, now)


def _detention(known: tuple[Event, ...], now: datetime) -> Reading:
    label = _("Detention without charge")
    why = _why_not(known)
    if why:
        return cannot_compute(label, custody_rule("detention", now), why, _shown(known))
    start = relevant_time(_first(known, Kind.ARRESTED), _first(known, Kind.ARRIVED))
    limit, shown = _limit(known, start)
    met_at = _earliest(known, Kind.CHARGED, Kind.LEFT)
    return Reading(label, limit.rule, start, limit.ends_at, met_at=met_at, events=shown)


def _why_not(known: tuple[Event, ...]) -> str:
    kinds = {event.kind for event in known}
    if Kind.ARRESTED not in kinds:
        return _("no arrest time")
    if Kind.ARRIVED not in kinds:
        return _("no arrival time")
    if _first(known, Kind.ARRIVED) < _first(known, Kind.ARRESTED):
        return _("the arrival is before the arrest")
    if Kind.HOSPITAL in kinds:
        return _("time away in hospital; ask the custody officer")
    if Kind.TRANSFERRED in kinds:
        return _("handed to another force; ask the custody officer")
    return ""


def _limit(known: tuple[Event, ...], start: datetime) -> tuple[Limit, tuple[Moment, ...]]:
    limit, shown, reviews = first_limit(start), [], 0
    for event in known:
        refusal = ""
        reviews += event.kind == Kind.REVIEWED
        try:
            limit = _after(event, limit, start, reviews)
        except Unlawful as error:
            refusal = str(error)
        shown.append(_moment(event, refusal))
    return limit, tuple(shown)


def _after(event: Event, limit: Limit, start: datetime, reviews: int) -> Limit:
    if event.kind == Kind.WARRANT:
        return extended(limit, start, Extension("court", event.at, event.hours))
    if event.kind != Kind.EXTENDED:
        return limit
    if reviews < 2:
        raise Unlawful(_("a superintendent may extend only after the second review"))
    return extended(limit, start, Extension("superintendent", event.at, event.hours))


def _reviews(known: tuple[Event, ...], now: datetime) -> Reading:
    label = _("Review of detention")
    authorised_at = _earliest(known, Kind.AUTHORISED)
    if authorised_at is None:
        return cannot_compute(
            label, custody_rule("first-review", now), _("no time of authorising detention"), _shown(known)
        )
    start, rule = authorised_at, custody_rule("first-review", authorised_at)
    for event in known:
        if event.kind == Kind.REVIEWED and event.at >= authorised_at:
            start, rule = min(event.at, deadline(rule, start)), custody_rule("later-review", authorised_at)
    left_at = _earliest(known, Kind.LEFT)
    return Reading(label, rule, as_utc(start), deadline(rule, start), met_at=left_at, events=_shown(known))


def _shown(known: tuple[Event, ...]) -> tuple[Moment, ...]:
    return tuple(_moment(event) for event in known)


def _moment(event: Event, refusal: str = "") -> Moment:
    says = str(Kind(event.kind).label)
    if event.hours:
        says = _("%(what)s, %(hours)s hours") % {"what": says, "hours": event.hours}
    if refusal:
        says = _("%(what)s. Not counted: %(why)s") % {"what": says, "why": refusal}
    return Moment(says, event.at, counted=not refusal)


def _first(known: tuple[Event, ...], kind: Kind) -> datetime:
    return next(event.at for event in known if event.kind == kind)


def _earliest(known: tuple[Event, ...], *kinds: Kind) -> datetime | None:
    return next((event.at for event in known if event.kind in kinds), None)
