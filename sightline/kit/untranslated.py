"""A sentence that a language does not have yet stands in English, and the page says so: `<span lang="en">`."""

import re
from collections.abc import Callable
from contextvars import ContextVar
from gettext import NullTranslations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import trans_real

BEGINS, ENDS = "\ufdd0", "\ufdd1"  # stand for nothing in any text
BARE = re.compile(r"<(title|option|textarea)\b.*?</\1>|<[^>]*>", re.DOTALL)  # where no element can stand
SPAN = '<span lang="en" dir="ltr">'

_marking: ContextVar[bool] = ContextVar("marking", default=False)


class English(NullTranslations):
    """What a catalogue falls back to: the sentence as written, between two marks while a page is made."""

    def gettext(self, message: str) -> str:
        return marked(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return marked(msgid1 if n == 1 else msgid2)


class Untranslated:
    """Give every sentence that fell back to English its language, for who hears the page and who mirrors it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        fall_back_visibly()
        before = _marking.set(True)
        try:
            response = self.get_response(request)
        finally:
            _marking.reset(before)
        if BEGINS.encode() in response.content:
            response.content = spoken(response.content.decode()).encode()
        return response


def fall_back_visibly() -> None:
    """Put our fallback behind every catalogue but the English one; those that are newly read too."""
    for code, _name in settings.LANGUAGES:
        if code != settings.LANGUAGE_CODE:
            catalogue = trans_real.translation(code)
            if not isinstance(catalogue._fallback, English):  # type: ignore[attr-defined]
                catalogue._fallback = English()  # type: ignore[attr-defined]


def marked(message: str) -> str:
    """The sentence between two marks, while a page is made."""
    return f"{BEGINS}{message}{ENDS}" if message and _marking.get() else message


def spoken(page: str) -> str:
    """The page with each marked sentence in an element of its own; in titles and attributes the marks are left out."""
    page = BARE.sub(lambda found: found[0].replace(BEGINS, "").replace(ENDS, ""), page)
    return page.replace(BEGINS, SPAN).replace(ENDS, "</span>")
