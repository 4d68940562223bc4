"""Public pages: what was accepted, how often details crossed to immigration, and the heads of the ledger.

The heads, one a day, are read from what was published and never from the database.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sightline.kit.vocabulary import load
from sightline.ledger.heads import NotAHead, Signed
from sightline.ledger.witnesses import Unreachable, published
from sightline.reports.views.front import frame
from sightline.trust.crossings import by_year

SHOWN = 14  # days


def heads(request: HttpRequest) -> HttpResponse:
    """Page: how anybody can see that our record is not rewritten, and the heads of the last days."""
    newest = _published()[: -SHOWN - 1 : -1]
    return render(request, "trust/heads.html", frame(request) | {"heads": newest, "keys": settings.SEAL_PUBLIC_KEYS})


def accountable(request: HttpRequest) -> HttpResponse:
    """Page: the trade-offs with their dates, and the yearly count of crossings."""
    context = {
        "tradeoffs": sorted(load("trust/tradeoffs").values(), key=lambda each: each.get("since"), reverse=True),
        "years": by_year(request.now.year),
    }
    return render(request, "trust/accountable.html", frame(request) | context)


def lines(request: HttpRequest) -> HttpResponse:
    """All heads that were published, a line each, to be kept elsewhere."""
    return HttpResponse(
        "".join(f"{signed.line}\n" for signed in _published()), content_type="text/plain; charset=utf-8"
    )


def _published() -> list[Signed]:
    """Oldest first; none while the place they are kept in is away."""
    try:
        return published().heads()
    except (Unreachable, NotAHead):
        return []
