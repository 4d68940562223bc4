"""Pages for a form that came too late: after its session had ended, or from before its person signed in again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from sightline.agencies.unsent import Unsent


def signed_out(request: HttpRequest, sealed: str) -> HttpResponse:
    """Page: what was sent while nobody was signed in waits here, until its person has signed in beside it."""
    return render(request, "agencies/signed_out.html", {"sealed": sealed}, status=401)


@require_POST
def go_on(request: HttpRequest) -> HttpResponse:
    """Page: what had waited, opened for the person who typed it, to be read and sent."""
    sealed = request.POST.get("unsent", "")
    if not request.user.is_authenticated:
        return signed_out(request, sealed)
    return render(request, "agencies/unsent.html", {"unsent": Unsent.opened(sealed, request.user)})


def without_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Page: a form whose token is of an earlier session, or that was sent by another site. Nothing of it is done."""
    unsent = Unsent.of(request)
    if unsent and "unsent" in request.POST:  # the page in which something waits is older than the session, always
        return go_on(request)
    if unsent and request.user.is_authenticated:
        return render(request, "agencies/unsent.html", {"unsent": unsent}, status=403)
    return render(request, "agencies/not_ours.html", {"ours": bool(unsent)}, status=403)
