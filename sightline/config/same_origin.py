"""Guards against forms of other sites. The public front has no cookie, so a form needs no token, only an origin."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _

READING = frozenset({"GET", "HEAD"})
PROGRAMS = "/api/"  # see agencies.machines
OUR_PAGES = frozenset({"same-origin", "none"})  # none: typed or opened by the person
UNSAID = frozenset({None, "null"})  # pages that tell no referrer, as ours, have their origin left out


class SameOrigin:
    """Refuse a request that changes something and was sent by a page of another site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in READING or is_ours(request):
            return self.get_response(request)
        return HttpResponseForbidden(_("This form was sent from another site. Open our own page and send it there."))


class Tokens(CsrfViewMiddleware):
    """The staff front's form tokens, asked of our own pages too, whose origin browsers leave out.

    Where programs come in, no session counts, so no other site can borrow one: what they show with each request is asked.
    """

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        return None if request.path.startswith(PROGRAMS) else super().process_view(request, *view)

    def _origin_verified(self, request: HttpRequest) -> bool:
        return is_ours(request)


def is_ours(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent this; what says nothing is no browser's forgery.

    Source: Fetch Metadata (Sec-Fetch-Site) and the Origin header, which pages cannot set.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in OUR_PAGES:
        return False
    origin = request.headers.get("Origin")
    return origin in UNSAID or origin == f"{request.scheme}://{request.get_host()}"
