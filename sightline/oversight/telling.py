"""A statement as its page tells it: the words, the offices, the figures, and the list before release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sightline.agencies.models import Person
from sightline.justice.models import Custody
from sightline.kit.templatetags.kit import moment
from sightline.ledger.finding import may, why
from sightline.oversight.happened import happened
from sightline.oversight.models import Count, Figure, Quotation, Statement
from sightline.oversight.saying import Saying
from sightline.oversight.wording import contact_lines, loose_numbers, paragraphs

VERBS = ("amend", "check", "reopen", "release", "quote")


def told(found: Statement, me: Person, now: datetime) -> dict[str, Any]:
    """Everything that the page of a statement shows."""
    saying = Saying.of(found)
    against = [] if found.is_out else saying.objections()
    figures, draft = saying.figures, found.state == Statement.State.DRAFT
    return {
        "statement": found,
        "figures": figures.values(),
        "texts": [list(paragraphs(text, figures)) for text in (found.text_en, found.text_cy)],
        "quotations": [quoted(quotation, figures, me) for quotation in saying.quotations],
        "checks": [*_waits(against), *_said(saying, now)],
        "services": contact_lines(found.contacts, now.date()),
        "happened": _happened(found),
        "can": {verb: may(found, verb, me) and (draft or verb not in ("amend", "quote")) for verb in VERBS},
        "may_replace": found.state == Statement.State.RELEASED and may(found, "supersede", me),
        "later": Statement.objects.filter(replaces=found).first(),
        "left": len(against),
        "why": why(found, me),
    }


def quoted(quotation: Quotation, figures: Mapping[str, Figure], me: Person) -> dict[str, Any]:
    """A quotation with its figures in words, and what the reader may do with it."""
    words = [list(paragraphs(text, figures)) for text in (quotation.says_en, quotation.says_cy)]
    can = {verb: may(quotation, verb, me) for verb in ("sign_off", "withdraw")}
    return {"quotation": quotation, "texts": words, "may_sign": can["sign_off"], "may_withdraw": can["withdraw"]}


def _happened(found: Statement) -> list[dict[str, Any]]:
    first = {"what": _("Drafted"), "at": found.drafted_at, "by": found.drafted_by_id}
    return happened(found, Quotation.objects.filter(statement=found), **first)


def _waits(against: list[str]) -> Iterator[dict[str, str]]:
    for what in against:
        yield {"word": _("Waits"), "kind": "soon", "what": what}


def _said(saying: Saying, now: datetime) -> Iterator[dict[str, str]]:
    """What a person has said of it, or still must, and what they should look at first."""
    found = saying.statement
    yield _passed(found.no_proceedings_harmed, _("Nothing harms active proceedings"), _proceedings(found))
    yield _passed(found.names_nobody, _("Nothing names or places anybody in care"))
    if not found.is_out:
        yield from _looks(saying)
    if found.embargo_until:
        kind = "quiet" if now >= found.embargo_until else "soon"
        yield {"word": _("Set"), "kind": kind, "what": _("Embargo until %s") % moment(found.embargo_until, "year")}


def _passed(done: bool, what: str, note: str = "") -> dict[str, str]:
    return {"word": _("Passed") if done else _("Waits"), "kind": "safe" if done else "soon", "what": what, "note": note}


def _proceedings(found: Statement) -> str:
    """Whether proceedings are known, from the latest count of arrests that the reader may see."""
    arrests = Count.objects.filter(operation=found.operation_id, measure="people-arrested").order_by("-counted_at")
    latest = arrests.first()
    if latest is None:
        return ""
    if not latest.value:
        return _("Nobody was arrested when it was counted.")
    says = ngettext("%(n)s person was arrested", "%(n)s people were arrested", latest.value) % {"n": latest.value}
    return _("%(says)s: proceedings are active. Say nothing of guilt, and name nobody.") % {"says": says}


def _looks(saying: Saying) -> Iterator[dict[str, str]]:
    """What a person has to judge: numbers that no count stands behind, words by which somebody arrested is known."""
    if loose := loose_numbers(saying.text):
        note = _("Bind each to a figure, unless it is a telephone number or a day.")
        yield {"word": _("Look"), "kind": "soon", "what": _("Numbers typed by hand: ") + ", ".join(loose), "note": note}
    arrested = Custody.objects.filter(operation=saying.statement.operation_id).values_list("known_as", flat=True)
    if told := saying.tells(arrested):
        note = _("Somebody arrested is known by these words.")
        yield {"word": _("Look"), "kind": "soon", "what": ", ".join(found.words for found in told), "note": note}
