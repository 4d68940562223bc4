"""Page of the demonstration: the story clock, and where to begin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sightline.demo import actions
from sightline.demo.models import StoryClock
from sightline.demo.moments import STATEMENT, next_morning
from sightline.demo.roads import roads
from sightline.ledger.notes import note

MOVES: dict[str, tuple[Promise, Callable[[datetime], datetime]]] = {
    "quarter": (_("15 minutes on"), lambda now: now + timedelta(minutes=15)),
    "hour": (_("1 hour on"), lambda now: now + timedelta(hours=1)),
    "six-hours": (_("6 hours on"), lambda now: now + timedelta(hours=6)),
    "morning": (_("To the next morning, 06:00"), next_morning),
    "statement": (_("Back to the statement"), lambda now: STATEMENT),
}


def clock(request: HttpRequest) -> HttpResponse:
    """Page: where the story stands, moving it, and what there is to see."""
    standing = StoryClock.objects.first() if settings.DEMONSTRATION else None
    if standing is None:
        raise Http404
    if request.method == "POST":
        return _moved(request, standing)
    note("consult", "open", standing)
    moves = [(code, says, to(standing.stands_at)) for code, (says, to) in MOVES.items()]
    back = standing.stands_at == STATEMENT
    given = {"stands_at": standing.stands_at, "moves": moves, "at_the_statement": back, "roads": roads()}
    return render(request, "demo/clock.html", given)


def _moved(request: HttpRequest, standing: StoryClock) -> HttpResponse:
    """Move it, and show where it stands now."""
    chosen = MOVES.get(request.POST.get("to", ""))
    if chosen is None:
        raise Http404
    actions.move_clock(standing, by=request.person, at=standing.stands_at, to=chosen[1](standing.stands_at))
    return redirect("demo:clock")
