"""The two tracks of one person: is the person safe and helped, and what has been decided. Neither waits for the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sightline.kit.clocks.readings import Reading
from sightline.safeguarding.casebook import Casebook
from sightline.safeguarding.models import Consent
from sightline.safeguarding.models.consents import REFERRAL

WEEKDAYS_SAY_ENOUGH = timedelta(days=6)
SUPPORT = {  # what a step of a case is called on the track
    "make_safe": gettext_lazy("Made safe"),
    "inform": gettext_lazy("Told their choices"),
    "accept_help": gettext_lazy("Wants help"),
    "reach_first_place": gettext_lazy("First place of safety"),
    "enter_support": gettext_lazy("In support"),
    "move_on": gettext_lazy("Moving on"),
    "keep_in_touch": gettext_lazy("Kept in touch"),
}


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a track. at: when it was reached, or None; note: said in place of a time."""

    name: str | Promise
    at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A point as the page draws it."""

    name: str | Promise
    note: str
    state: Literal["done", "here", "ahead"]


def support(book: Casebook, now: datetime) -> list[Shown]:
    """Is the person safe and helped? The last point reached is where they are."""
    points = [Point(_("Met"), book.case.met_at)]
    declined_at = book.stepped_at("decline_help")
    for verb, name in SUPPORT.items():
        if verb == "accept_help" and declined_at and book.case.state in ("declined", "in-touch"):
            points.append(Point(_("No help wanted now"), declined_at))
        elif verb != "reach_first_place" or book.first_place or not _past_first_place(book):
            points.append(Point(name, book.stepped_at(verb)))
    return _drawn(points, now)


def decisions(book: Casebook, now: datetime, aim: Reading | None) -> list[Shown]:
    """What has been decided about the person? aim: the clock of the first decision, once it runs."""
    return _drawn(list(_notified(book) if _notifies(book) else _referred(book, aim)), now)


def _referred(book: Casebook, aim: Reading | None) -> Iterator[Point]:
    referral, answer = book.referral, book.newest(REFERRAL)
    yield from _begun(book)
    if not book.case.goes_the_child_way:
        yield Point(_("Consent given"), answer.answered_at if answer and answer.answer == "given" else None)
    yield Point(_("Referral written"), referral.drafted_at if referral else None)
    yield Point(_("Sent"), referral.sent_at if referral else None)
    decided_at = book.decided_at("decide_reasonable_yes", "decide_reasonable_no")
    yes_at = book.decided_at("decide_reasonable_yes")
    yield Point(_("First decision"), decided_at, "" if decided_at or aim is None else _aimed(aim))
    yield Point(_("Time to recover"), yes_at)
    yield Point(_("Final decision"), book.decided_at("decide_conclusive_yes", "decide_conclusive_no"))


def _notified(book: Casebook) -> Iterator[Point]:
    referral, answer = book.referral, book.newest(REFERRAL)
    yield from _begun(book)
    yield Point(_("Not agreed"), answer.answered_at if answer else None)
    yield Point(_("Duty to Notify written"), referral.drafted_at if referral else None)
    yield Point(_("Sent without a name"), referral.sent_at if referral else None)


def _begun(book: Casebook) -> Iterator[Point]:
    yield Point(_("Signs recorded"), book.case.met_at)
    yield Point(_("Explained"), book.stepped_at("inform"))


def _notifies(book: Casebook) -> bool:
    answer = book.newest(REFERRAL)
    said_no = answer is not None and answer.answer != Consent.Answer.GIVEN
    return book.referral.notifies if book.referral else said_no


def _past_first_place(book: Casebook) -> bool:
    return any(book.stepped_at(verb) for verb in ("enter_support", "move_on", "keep_in_touch"))


def _aimed(aim: Reading) -> str:
    return _("aim: %(day)s") % {"day": written(timezone.localtime(aim.ends_at), "D j M")} if aim.ends_at else ""


def _drawn(points: Sequence[Point], now: datetime) -> list[Shown]:
    """The last point that was reached is here; what lies before it is done, also where nobody noted a time."""
    here = max((number for number, point in enumerate(points) if point.at), default=-1)
    return [
        Shown(point.name, point.note or _when(point.at, now), _place(number, here))
        for number, point in enumerate(points)
    ]


def _place(number: int, here: int) -> Literal["done", "here", "ahead"]:
    return "here" if number == here else "done" if number < here else "ahead"


def _when(at: datetime | None, now: datetime) -> str:
    if at is None:
        return ""
    return written(timezone.localtime(at), "D H:i" if now - at < WEEKDAYS_SAY_ENOUGH else "j M Y")
