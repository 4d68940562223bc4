"""Each request acts as the person who signed in, through the working role of its front, in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from sightline.agencies import accounts, sessions
from sightline.agencies.confirming import asking, confirmed_until
from sightline.agencies.devices import device_of
from sightline.agencies.models import Person
from sightline.agencies.unsent import Unsent, remember
from sightline.agencies.views.late import signed_out
from sightline.kit import sent
from sightline.kit.acting import acting_as, device, request_id
from sightline.kit.refusals import Refused, Unconfirmed, Unopened, WrongStep
from sightline.ledger.acts import Taken
from sightline.ledger.notes import note

OUTSIDE = (
    "/sign/",
    "/static/",
    "/api/",
)  # served by the login role itself, which reaches no case table; programs by their own
FAILED = 400  # and all above
PAGES: dict[type[Exception], tuple[str, int]] = {
    Unconfirmed: ("agencies/confirm.html", 403),  # before Refused, of which it is one
    Refused: ("refused.html", 403),
    WrongStep: ("wrong_step.html", 409),
    Taken: ("taken.html", 409),
    Unopened: ("unopened.html", 503),
}


class Front:
    """What both fronts share: plain pages for refusals, and nothing kept of a request that failed."""

    role = ""
    keeps_failures = True  # in the ledger, and so a savepoint within which the request is undone

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an act that no rule allows or that came too late; other errors are left to Django."""
        page = next((page for kind, page in PAGES.items() if isinstance(error, kind)), None)
        if page is None:
            return None
        template, status = page
        request.refused = error  # type: ignore[attr-defined]
        more = asking(request) if isinstance(error, Unconfirmed) else {}
        return render(request, template, {"error": error, **more}, status=status)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The answer, with the transaction rolled back to here when it failed."""
        with transaction.atomic(savepoint=self.keeps_failures):
            response = self.get_response(request)
            if response.streaming:
                raise TypeError("A page is made inside its transaction, and so inside the walls: build it whole.")
            if response.status_code >= FAILED:
                transaction.set_rollback(True)
        return response

    def note_failure(self, request: HttpRequest, response: HttpResponse) -> None:
        """What was refused or failed is in the ledger although the request was rolled back."""
        error = getattr(request, "refused", None)
        note(
            "refuse",
            getattr(error, "verb", "open"),
            getattr(error, "record", None),
            outcome=str(response.status_code),
            asked=request.resolver_match.view_name if request.resolver_match else "no such address",
        )


class Reader(Front):
    """The staff front: whoever signed in. A stranger reaches the sign-in pages and nothing else."""

    role = "sl_staff"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "prefetch" in request.headers.get("Sec-Purpose", ""):
            return HttpResponse(status=503)
        request.now, request.person = timezone.now(), None  # type: ignore[attr-defined]
        given, on = request_id.set(uuid.uuid4()), device.set(device_of(request))
        try:
            return self._served(request)
        finally:
            request_id.reset(given)
            device.reset(on)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The answer; to a form sent again, where it led the first time."""
        form = sent.mark_of(request)
        if form is None:
            return super().answer(request)
        with transaction.atomic():
            if before := sent.answered(form):
                return HttpResponseRedirect(before)
            response = super().answer(request)
            sent.keep(form, response.headers.get("Location", ""))
        return response

    def _served(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OUTSIDE):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return self._stranger(request)
        request.confirmed = confirmed_until(request)  # type: ignore[attr-defined]
        with acting_as(request.user, self.role, confirmed=request.confirmed):  # type: ignore[attr-defined]
            if sessions.still_stands(request):
                sessions.saw(request)
                return self._inside(request)
        accounts.sign_out(request, "roles changed")
        return self._stranger(request)

    def _inside(self, request: HttpRequest) -> HttpResponse:
        request.person = Person.objects.select_related("agency").get(pk=request.user.pk)  # type: ignore[attr-defined]
        response = self.answer(request)
        if response.status_code >= FAILED:
            self.note_failure(request, response)
        remember(request, response)
        return response

    def _stranger(self, request: HttpRequest) -> HttpResponse:
        """To the sign-in page; what was typed into a page of ours waits in a page of its own."""
        if unsent := Unsent.of(request):
            return signed_out(request, unsent.sealed())
        return redirect_to_login(request.get_full_path(), "/sign/in")


class Public(Front):
    """The public front: nobody, through a role that may store a report and read what is published."""

    role = "sl_public"
    keeps_failures = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now, request.person = timezone.now(), None  # type: ignore[attr-defined]
        with acting_as(None, self.role):
            return self.answer(request)
