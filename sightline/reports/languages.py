"""The languages of the public front: only those that have every sentence that keeps somebody safe."""

from collections.abc import Callable
from functools import cache
from gettext import GNUTranslations, find
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import translate_url
from django.utils.translation import get_language, to_locale

from sightline.reports.sentences import safety, sentences
from sightline.reports.wordings import corrected, serve

EVERY = 60.0  # seconds
NAMES = {
    "en-gb": "English",
    "cy": "Cymraeg",
    "sq": "Shqip",
    "vi": "Tiếng Việt",
    "ro": "Română",
    "ar": "العربية",
    "ti": "ትግርኛ",
    "pl": "Polski",
}


class Offered:
    """An address in a language that is not offered leads to the same page in English."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if get_language() in offered():
            return self.get_response(request)
        return HttpResponseRedirect(translate_url(request.path, settings.LANGUAGE_CODE))


class Corrected:
    """What native speakers corrected is read anew once a minute, and served from then on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response, self.read_at = get_response, -EVERY

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if monotonic() - self.read_at >= EVERY:
            serve(corrected())
            self.read_at = monotonic()
        return self.get_response(request)


@cache
def offered() -> tuple[str, ...]:
    """The codes of the languages to choose from, in order; English, in which everything is written, is always there."""
    return tuple(code for code, _name in settings.LANGUAGES if not unsafe(code))


def unsafe(language: str) -> frozenset[str]:
    """The sentences of safety that the language lacks."""
    return frozenset() if language == settings.LANGUAGE_CODE else safety() - translated(language)


def missing(language: str) -> frozenset[str]:
    """All sentences that the language lacks: they stand in English."""
    return frozenset() if language == settings.LANGUAGE_CODE else sentences() - translated(language)


@cache
def translated(language: str) -> frozenset[str]:
    """The English of every sentence that our own catalogue of the language has."""
    file = find("django", str(settings.LOCALE_PATHS[0]), [to_locale(language)])
    if file is None:
        return frozenset()
    with Path(file).open("rb") as compiled:
        catalogue = GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
    return frozenset(key if isinstance(key, str) else key[0] for key, says in catalogue.items() if key and says)
