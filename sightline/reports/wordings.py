"""Our sentences in a language as native speakers check them: what there is, what is checked, what the public then reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, find
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import to_locale, trans_real

from sightline.reports.models import Wording
from sightline.reports.sentences import safety, sentences

STANDS_FOR = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}|<[^>]*>|\b(?:999|55|101|18000|18001)\b")
LOOSE = re.compile(r"[<>]|%(?!\(|%)")

Key = tuple[str, int]


@dataclass(frozen=True)
class Line:
    """One sentence in a language. form: which plural form, 0 where there is one; wording: what was said of it last."""

    sentence: str
    form: int
    text: str
    wording: Wording | None = None

    @property
    def code(self) -> str:
        """A short name of it, for a form."""
        return sha256(f"{self.form} {self.sentence}".encode()).hexdigest()[:16]

    @property
    def now(self) -> str:
        """As the public reads it."""
        return self.wording.text if self.wording and self.wording.corrected else self.text

    @property
    def checked(self) -> bool:
        """Whether a native speaker said that this very text is right, or gave a better one."""
        return self.wording is not None and (self.wording.corrected or self.wording.text == self.text)

    @property
    def keeps_safe(self) -> bool:
        """Whether it is one of the sentences of safety, which are checked first."""
        return self.sentence in safety()


def lines(language: str) -> list[Line]:
    """Every sentence of the language, those of safety first."""
    said = {(each.sentence, each.form): each for each in Wording.objects.newest(language)}
    found = [Line(*key, text, said.get(key)) for key, text in catalogue(language).items()]
    return sorted(found, key=lambda line: (not line.keeps_safe, line.sentence, line.form))


def progress(language: str) -> tuple[int, int]:
    """How many sentences a native speaker has checked, of how many."""
    found = lines(language)
    return sum(line.checked for line in found), len(found)


@cache
def catalogue(language: str) -> dict[Key, str]:
    """Our own sentences of the language, as the release has them, by the English and the plural form."""
    file = find("django", str(settings.LOCALE_PATHS[0]), [to_locale(language)])
    if file is None:
        return {}
    with Path(file).open("rb") as compiled:
        found = GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
    keyed = {key if isinstance(key, tuple) else (key, 0): text for key, text in found.items() if key}
    return {key: text for key, text in keyed.items() if key[0] in sentences()}


def faults(sentence: str, text: str) -> list[str]:
    """What a text may not be: empty, without what stands for something else, or with marks of its own."""
    if not text.strip():
        return [_("Write the sentence.")]
    wanted, there = Counter(STANDS_FOR.findall(sentence)), Counter(STANDS_FOR.findall(text))
    lost = [_("Keep this as it is: %(part)s") % {"part": part} for part in (wanted - there)]
    more = [_("Leave this out: %(part)s") % {"part": part} for part in (there - wanted)]
    loose = [_("Leave out the signs < and > and %%.")] if LOOSE.search(STANDS_FOR.sub("", text)) else []
    return lost + more + loose


def serve(corrected: Iterable[Wording]) -> None:
    """Put what native speakers corrected into the catalogues of this process, in the order in which it was said."""
    for wording in corrected:
        if not faults(wording.sentence, wording.text):
            _put(wording, trans_real.translation(wording.language)._catalog)  # type: ignore[attr-defined]


def corrected() -> Iterator[Wording]:
    """What was said last of each sentence in each language, where it is a correction."""
    newest = Wording.objects.order_by("language", "sentence", "form", "-at").distinct("language", "sentence", "form")
    return (each for each in newest if each.corrected)


def _put(wording: Wording, found: trans_real.TranslationCatalog) -> None:
    key = (wording.sentence, wording.form)
    found[key if key in found else wording.sentence] = wording.text
