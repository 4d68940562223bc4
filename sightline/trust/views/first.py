"""Page: where trust begins: what a reader may ask of the walls and of the ledger, each with a sentence."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sightline.kit.facts import Fact, me
from sightline.kit.records import facts_of


class Asked(NamedTuple):
    """One thing that may be asked: the page that answers, its name, what it tells, for whom it is, where not for all."""

    url_name: str
    name: Promise
    tells: Promise
    asks: Fact | None = None


PAGES = [
    Asked("trust:matrix", _("Who sees what"), _("Every role, every kind of record, and the rule behind each cell.")),
    Asked(
        "trust:why", _("Why may this person, or why not?"), _("Yes or no for one person and one record, rule by rule.")
    ),
    Asked(
        "trust:seals",
        _("The ledger and its seals"),
        _("Whether anything was rewritten, and what witnesses say."),
        me.audits,
    ),
    Asked(
        "sharing:index", _("Sharing agreements"), _("Which agencies share which records, until when, signed by whom.")
    ),
    Asked("trust:mine", _("Who looked at mine"), _("Who opened what is about you or what you look after.")),
    Asked(
        "trust:changes",
        _("Changes of the rules"),
        _("What a release changes in who may what, and which two approve it."),
        me.approves_rules,
    ),
    Asked("trust:looks", _("Who has looked?"), _("Who has looked at one record, and why; without content."), me.audits),
    Asked(
        "trust:conflicts",
        _("Conflicts of interest"),
        _("What stays closed to you, and how to declare that you know those whom a record is about."),
    ),
    Asked(
        "trust:sights",
        _("See one record for an hour"),
        _("What is opened with a reason and a second person’s yes, to whom, and until when."),
        me.asks_for_sight,
    ),
    Asked(
        "trust:exports",
        _("The ledger as a file"),
        _("Which entries leave as a file, why, and who approved it."),
        me.approves_rules,
    ),
    Asked("trust:unusual", _("Unusual use"), _("What stands out in the ledger, as a question."), me.audits),
    Asked(
        "trust:kept", _("What is kept, and how long"), _("What is due, what two people erase, what is held."), me.audits
    ),
]


@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """Page: the questions that this reader may put."""
    known = facts_of(request.person, {page.asks.key for page in PAGES if page.asks})
    return render(
        request, "trust/first.html", {"pages": [page for page in PAGES if page.asks is None or known[page.asks.key]]}
    )
