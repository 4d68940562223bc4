"""Whether a front can do its work: `/healthz` answers once the database does."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

ADDRESS = "/healthz"


class Health:
    """Answer it before anything that itself needs the database; 503 while that is away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path != ADDRESS:
            return self.get_response(request)
        return JsonResponse({"database": "answers"}) if answers() else JsonResponse({"database": "away"}, status=503)


def answers() -> bool:
    """Whether the database takes a question."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return False
    return True
