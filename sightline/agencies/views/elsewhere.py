"""Signing in at one's own agency: out to it, back from it, in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sightline.agencies import accounts, elsewhere


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Go to the agency's own sign-in. By a page of ours: a form of ours leads to our own pages only."""
    request.session["next"] = request.POST.get("next", "")
    try:
        there = elsewhere.leave_for(request, request.POST.get("agency", ""))
    except elsewhere.NotKnown as error:
        raise Http404 from error
    except elsewhere.Away:
        return _not_in(request, _("Your agency’s own sign-in does not answer. Try again, or sign in another way."))
    return render(request, "agencies/leave.html", {"there": there})


def back(request: HttpRequest) -> HttpResponse:
    """Page: back from the agency. A session's cookie comes with our own pages alone, so this page asks for itself once
    more; then it offers to come in.
    """
    given = {"code": request.GET.get("code", ""), "state": request.GET.get("state", "")}
    here = elsewhere.GONE_TO in request.session
    if not here and "again" not in request.GET:
        return render(request, "agencies/back.html", {"again": f"{request.get_full_path()}&again=yes"})
    if not here or not all(given.values()):
        return _not_in(request, _("That sign-in was not finished. Begin it again."))
    return render(request, "agencies/back.html", given)


@require_POST
def come_in(request: HttpRequest) -> HttpResponse:
    """Sign in whoever the agency says it is, if two people here have said whom that means."""
    onward = request.session.get("next", "")
    try:
        account, sign_in = elsewhere.came_back(request)
    except elsewhere.Away:
        return _not_in(request, _("Your agency’s own sign-in does not answer. Try again, or sign in another way."))
    except elsewhere.NotKnown:
        accounts.note_failure(None, "agency")
        return _not_in(request, _("Your agency knows you, but nobody here has been told who that is. Ask for it."))
    accounts.known_elsewhere(request, account, twice=sign_in.asks_twice)
    if not sign_in.asks_twice:
        request.session["next"] = onward
        return redirect("agencies:second")
    return redirect(accounts.within(request, onward))


def _not_in(request: HttpRequest, why: str) -> HttpResponse:
    return render(request, "agencies/not_in.html", {"why": why})
