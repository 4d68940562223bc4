"""Programs of agencies at the staff front: no session and no cookie, a token with each request, and only `/api/`."""

from __future__ import annotations

import uuid

from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from sightline.agencies.models import Person
from sightline.agencies.reader import FAILED, Front
from sightline.agencies.tokens import mark_of
from sightline.kit.acting import acting_as, device, request_id
from sightline.kit.refusals import Refused, WrongStep
from sightline.ledger.acts import Taken

AT = "/api/"
STATUS: dict[type[Exception], int] = {Http404: 404, Refused: 403, WrongStep: 409, Taken: 409, RequestDataTooBig: 413}


class Machine(Front):
    """Serves what is for programs: as the one whose token the request shows, through the same walls as a person."""

    role = "sl_staff"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(AT):
            return self.get_response(request)
        request.now, request.person = timezone.now(), None  # type: ignore[attr-defined]
        kind, _space, token = request.headers.get("Authorization", "").partition(" ")
        known = whose(token.strip()) if kind.casefold() == "bearer" else None
        if known is None:
            return told(401, "This needs a token that stands, as Authorization: Bearer.")
        given, on = request_id.set(uuid.uuid4()), device.set(f"program {known.ref}")
        try:
            with acting_as(known, self.role):
                request.person = Person.objects.select_related("agency").get(pk=known.pk)  # type: ignore[attr-defined]
                return self._answered(request)
        finally:
            request_id.reset(given)
            device.reset(on)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal as a program reads it."""
        status = next((status for kind, status in STATUS.items() if isinstance(error, kind)), None)
        if status is None or not request.path.startswith(AT):
            return None
        request.refused = error  # type: ignore[attr-defined]
        return told(status, WORDS[status])

    def _answered(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if response.status_code >= FAILED and response.status_code not in QUIET:
            self.note_failure(request, response)
        return response if response.headers.get("Content-Type") == JSON else told(response.status_code, "No.")


WORDS = {
    403: "That is not open to this program.",
    404: "There is no such report of yours.",
    409: "The desk has finished with it.",
    413: "That is too large. Send it in parts: nothing is stored twice.",
}
JSON = "application/json"
QUIET = frozenset({400, 404, 405, 422})  # nothing was refused that is anybody's: the program wrote it wrongly


def whose(token: str) -> Person | None:
    """The program of a token that stands; None for any other."""
    with acting_as(None, "sl_door"), connection.cursor() as cursor:
        cursor.execute("select * from priv.program_of(%s)", [mark_of(token)])
        row = cursor.fetchone()
    return Person(id=row[0], ref=row[1]) if row else None


def told(status: int, words: str) -> JsonResponse:
    """An answer that says in words what is wrong."""
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return JsonResponse({"wrong": [{"field": "", "reason": words}]}, status=status, headers=headers)
