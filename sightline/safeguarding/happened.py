"""What happened to one person in care, the newest first: steps, answers, referrals, places, hand-overs, the relay."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sightline.kit.vocabulary import load
from sightline.safeguarding import words
from sightline.safeguarding.casebook import Casebook
from sightline.safeguarding.models import Consent, Referral

DECIDED = {  # what a step of a referral led to
    "decide_reasonable_yes": Referral.State.RG_POSITIVE,
    "decide_reasonable_no": Referral.State.RG_NEGATIVE,
    "decide_conclusive_yes": Referral.State.CG_POSITIVE,
    "decide_conclusive_no": Referral.State.CG_NEGATIVE,
    "withdraw": Referral.State.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: what, when, by whom, and why if somebody said so."""

    what: str | Promise
    at: datetime
    by: str = ""
    why: str = ""


def happened(book: Casebook) -> list[Event]:
    """Everything in one row, the newest first."""
    parts = (_met, _steps, _answers, _referrals, _places, _hand_overs, _relay, _follow_ups)
    return sorted((event for part in parts for event in part(book)), key=lambda event: event.at, reverse=True)


def _met(book: Casebook) -> Iterator[Event]:
    yield Event(_("Met on a visit"), book.case.met_at)
    yield Event(_("Taken into care"), book.case.opened_at, _name(book, book.case.opened_by_id))


def _steps(book: Casebook) -> Iterator[Event]:
    for step in book.steps:
        yield Event(words.STEPS[step.verb].done, step.at, _name(book, step.by), step.why)


def _answers(book: Casebook) -> Iterator[Event]:
    purposes = load("safeguarding/consents/consent")
    for answer in book.answers:
        entry = purposes.get(answer.purpose)
        what = {
            "answer": Consent.Answer(answer.answer).label,
            "purpose": entry.get("short", entry.says) if entry else "",
        }
        yield Event(_("%(answer)s: %(purpose)s") % what, answer.answered_at, _name(book, answer.explained_by_id))


def _referrals(book: Casebook) -> Iterator[Event]:
    for each in book.referrals:
        kind = {"kind": each.get_kind_display()}
        yield Event(_("%(kind)s written") % kind, each.drafted_at, _name(book, each.drafted_by_id))
        if each.sent_at:
            yield Event(_("%(kind)s sent to the Home Office") % kind, each.sent_at, _name(book, each.sent_by_id))
        for step in book.decided[each.pk]:
            if step.verb in DECIDED:
                yield Event(DECIDED[step.verb].label, step.at, _name(book, step.by), step.why)


def _places(book: Casebook) -> Iterator[Event]:
    if book.request:
        yield Event(_("A bed asked for"), book.request.asked_at, _name(book, book.request.asked_by_id))
    if book.acceptance:
        by = _name(book, book.acceptance.support_worker_id)
        yield Event(_("Accepted by a provider"), book.acceptance.accepted_at, by)


def _hand_overs(book: Casebook) -> Iterator[Event]:
    for holding in book.holdings:
        if not holding.first:
            yield Event(_("Handed over to %(who)s") % {"who": _name(book, holding.person_id)}, holding.since)


def _relay(book: Casebook) -> Iterator[Event]:
    for message in book.messages:
        answer = message.from_person_in_care
        what = _("Answer came through the relay") if answer else _("Question came through the relay")
        yield Event(what, message.written_at, "" if answer else _name(book, message.investigator_id))


def _follow_ups(book: Casebook) -> Iterator[Event]:
    for each in book.follow_ups:
        if each.done_at:
            yield Event(each.says, each.done_at, _name(book, each.done_by_id), each.outcome)


def _name(book: Casebook, key: Any) -> str:
    person = book.people.get(key)
    return person.name if person else ""
