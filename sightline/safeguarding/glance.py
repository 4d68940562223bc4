"""What a case says at a glance: its heading, its states as words, whose turn it is, and what may be done next."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sightline.kit.clocks.deadlines import london_day
from sightline.kit.templatetags.kit import moment
from sightline.safeguarding import words
from sightline.safeguarding.casebook import Casebook
from sightline.safeguarding.models import Case, PlacementRequest, Referral
from sightline.safeguarding.models.consents import REFERRAL

State = Case.State
WRITES_REFERRAL = frozenset({State.INFORMED, State.WANTS_HELP, State.DECLINED, State.FIRST_PLACE, State.IN_SUPPORT})
NEEDS_BED = frozenset({State.WANTS_HELP, State.FIRST_PLACE})
HELD_BY_PROVIDER = gettext_lazy("Safe - held by the provider")


@dataclass(frozen=True, slots=True)
class Verb:
    """A button of the page. url: where it leads."""

    label: str | Promise
    url: str


def trail(book: Casebook) -> list[dict[str, Any]]:
    """The way the person came: back to the meeting where the reader may see it, on to justice without a link."""
    met = reverse("visits:encounter", args=[book.met.ref]) if book.met else ""
    way: list[dict[str, Any]] = [{"name": _("Met on a visit"), "url": met}, {"name": _("Safe"), "here": True}]
    if links := len(book.relays):
        way.append({"name": ngettext("Justice: one link", "Justice: %(links)s links", links) % {"links": links}})
    return way


def who(book: Casebook, now: Any) -> str:
    """The person as a heading names them: "Andrei, 26"."""
    years = book.identity.years_old(london_day(now)) if book.identity else None
    return f"{book.name}, {years}" if years is not None else book.name


def heading(book: Casebook, now: Any) -> str:
    """The case in a sentence: "Andrei, 26, is safe and waits for a decision"."""
    name = who(book, now)
    said = words.WAITS.get(book.case.state) if _waits(book) else None
    return str(said or words.HEADINGS[book.case.state]) % {"who": f"{name}," if "," in name else name}


def states(book: Casebook) -> list[tuple[str, str | Promise]]:
    """The states of both tracks, each with its kind: "safe", "turn" or "quiet"."""
    safe = book.case.state in words.SAFE
    shown: list[tuple[str, str | Promise]] = [
        ("safe" if safe else "turn", _("Safe") if safe else book.case.get_state_display())
    ]
    if book.case.goes_the_child_way:
        shown.append(("soon", _("The child way")))
    if book.referral:
        shown.append(("turn", _referral_word(book.referral)))
    return shown


def address(book: Casebook) -> tuple[str, str | Promise, str]:
    """All that a page tells of where the person is: a kind, a word and a note. Never an address."""
    if book.acceptance:
        return "safe", HELD_BY_PROVIDER, _("Nobody in the police can see it, and this page does not hold it.")
    if book.first_place:
        return "safe", book.first_place.says, _("A first place of safety. The team that met them may know it.")
    if book.request:
        return "soon", book.request.get_state_display(), _("A bed is being found.")
    return "quiet", _("No place yet"), ""


def turn(book: Casebook, part: str) -> str:
    """Whose turn it is. part: the reader's own part in the case."""
    referral, request = book.referral, book.request
    if _question_waits(book):
        return _("Your turn: a question waits in the relay")
    if _ready_to_hand_over(book, part):
        return _("Your turn: the provider has accepted, hand over")
    if request and request.state == PlacementRequest.State.PLACED and not book.acceptance:
        return _("A provider’s turn: to accept")
    if request and request.state in ("asked", "taken") and book.contractor:
        return _("%(agency)s’s turn since %(at)s") % {"agency": book.contractor, "at": moment(request.asked_at)}
    if referral and referral.state == Referral.State.SENT and not referral.notifies:
        return _("The Home Office’s turn since %(at)s") % {"at": moment(referral.sent_at)}
    following = words.comes_next(book.case, accepted=book.acceptance is not None)
    return _("Your turn. %(next)s") % {"next": following} if following else ""


def verbs(book: Casebook, part: str) -> list[Verb]:
    """What the reader may do next, the most urgent first."""
    return [Verb(label, _url(book, name)) for name, label in _next(book, part)]


def _next(book: Casebook, part: str) -> Iterator[tuple[str, str | Promise]]:
    state = book.case.state
    if _question_waits(book):
        yield "relay", _("Answer in the relay")
    if _ready_to_hand_over(book, part):
        yield "hand_over", _("Hand over")
    if book.referral and book.referral.state == Referral.State.DRAFT:
        yield "referral", _("Finish the Duty to Notify") if book.referral.notifies else _("Finish the referral")
    if state in NEEDS_BED and not book.request and not book.case.goes_the_child_way:
        yield "ask_for_place", _("Ask for a bed")
    for verb in words.AFTER.get(state, ()):
        yield verb, words.STEPS[verb].button
    if state in NEEDS_BED and part == "support worker":
        yield "enter_support", words.STEPS["enter_support"].button
    if state in WRITES_REFERRAL and not book.referral:
        yield "draft", _referral_to_write(book)
    if book.relays and not _question_waits(book):
        yield "relay", _("Write through the relay")
    if state != State.CLOSED and not _ready_to_hand_over(book, part):
        yield "hand_over", _("Hand over")
    yield "contact", _("Record a wish")


def _url(book: Casebook, name: str) -> str:
    if name == "relay":
        return reverse("safeguarding:relay", args=[book.relays[-1].ref])
    if name == "referral" and book.referral:
        return reverse("safeguarding:referral", args=[book.referral.ref])
    return reverse(f"safeguarding:{name}", args=[book.case.ref])


def _referral_to_write(book: Casebook) -> str:
    answer = book.newest(REFERRAL)
    refused = answer is not None and answer.answer != "given" and not book.case.goes_the_child_way
    return _("Write the Duty to Notify") if refused else _("Write the referral")


def _referral_word(referral: Referral) -> str | Promise:
    if referral.state == Referral.State.SENT:
        return _("Duty to Notify sent") if referral.notifies else _("Referral sent")
    if referral.state == Referral.State.DRAFT:
        return _("Duty to Notify being written") if referral.notifies else _("Referral being written")
    return referral.get_state_display()


def _ready_to_hand_over(book: Casebook, part: str) -> bool:
    return book.acceptance is not None and part != "support worker"


def _question_waits(book: Casebook) -> bool:
    return any(message.state == "written" and not message.from_person_in_care for message in book.messages)


def _waits(book: Casebook) -> bool:
    referral = book.referral
    return referral is not None and not referral.notifies and referral.state == Referral.State.SENT
