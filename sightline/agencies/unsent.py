"""What somebody sent after their session had ended: it goes back to their browser, sealed, and waits there.

The service stores nothing of it. It stays in a hidden field of the page that answers, and opens for the person who was
last signed in at that browser, who looks at it once more and sends it. See docs/decisions, "What was typed waits".
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from dataclasses import astuple, dataclass
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.crypto import salted_hmac

SALT = "sightline.agencies.unsent"
LASTS_FOR = 30 * 60  # seconds between pressing the button and being signed in again
MOST = 300_000  # characters, sealed: more would not fit through a form
NOT_AN_ANSWER = "csrfmiddlewaretoken"


@dataclass(frozen=True)
class Unsent:
    """Where a form was going, what was in it in its own order, and the key of the person at the screen."""

    whose: str
    address: str
    answers: list[list[str]]

    @classmethod
    def of(cls, request: HttpRequest) -> Unsent | None:
        """What a page of ours just sent; None for all else, so that no other site puts words into anyone's mouth."""
        if request.method != "POST" or not is_from_a_page_of_ours(request):
            return None
        try:
            told = request.POST.lists()
        except UnreadablePostError:  # the line died half-way
            return None
        sent = [[name, value] for name, values in told for value in values if name != NOT_AN_ANSWER]
        return cls(last_here(request), request.get_full_path(), sent)

    @classmethod
    def opened(cls, text: str, person: Any) -> Unsent | None:
        """What was sealed, for the person who typed it; None when it is too old, was changed or is somebody else's."""
        try:
            unsent = cls(*json.loads(_box().decrypt(text.encode(), ttl=LASTS_FOR)))
        except InvalidToken:
            return None
        return unsent if unsent.whose == str(person.pk) else None

    def sealed(self) -> str:
        """As it travels through the browser; empty when it is nobody's or too long, and so cannot wait."""
        text = _box().encrypt(json.dumps(astuple(self)).encode()).decode() if self.whose else ""
        return text if len(text) <= MOST else ""

    @property
    def words(self) -> list[str]:
        """The answers in somebody's own words, to be read before they are sent; choices travel unread."""
        return [value for _name, value in self.answers if " " in value.strip()]


def is_from_a_page_of_ours(request: HttpRequest) -> bool:
    """Whether the browser vouches that one of our own pages sent this. Source: Fetch Metadata, Sec-Fetch-Site."""
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser keep who is signed in at it, so that what they type next is theirs although the session ends."""
    person = str(request.user.pk)
    if last_here(request) != person:
        response.set_signed_cookie(
            settings.LAST_HERE_COOKIE,
            person,
            SALT,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )


def last_here(request: HttpRequest) -> str:
    """The key of the person who was last signed in at this browser; empty when it does not know."""
    return request.get_signed_cookie(settings.LAST_HERE_COOKIE, "", SALT) or ""


@cache
def _box() -> Fernet:
    return Fernet(urlsafe_b64encode(salted_hmac(SALT, "", algorithm="sha256").digest()))
