"""Page: where trust begins: what a reader may ask of the walls and of the ledger, each with a sentence."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sightline.kit.facts import me
from sightline.kit.records import facts_of


class Asked(NamedTuple):
    """One thing that may be asked: the page that answers, its name, what it tells, whether only auditors ask it."""

    url_name: str
    name: Promise
    tells: Promise
    auditors: bool = False


PAGES = [
    Asked("trust:matrix", _("Who sees what"), _("Every role, every kind of record, and the rule behind each cell.")),
    Asked(
        "trust:why", _("Why may this person, or why not?"), _("Yes or no for one person and one record, rule by rule.")
    ),
    Asked(
        "trust:seals", _("The ledger and its seals"), _("Whether anything was rewritten, and what witnesses say."), True
    ),
    Asked(
        "trust:changes",
        _("Changes of the rules"),
        _("What a release changes in who may what, and which two approve it."),
        True,
    ),
    Asked("trust:kept", _("What is kept, and how long"), _("What is due, what two people erase, what is held."), True),
]


@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """Page: the questions that this reader may put."""
    audits = facts_of(request.person, {me.audits.key})[me.audits.key]
    return render(request, "trust/first.html", {"pages": [page for page in PAGES if audits or not page.auditors]})
