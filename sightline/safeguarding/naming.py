"""What could tell who a person is: looked for in every text that may not say it.

The Duty to Notify holds nothing that identifies an adult who did not agree (Modern Slavery Act 2015, section 52(3)), a
request for a place is nameless, and no answer through a relay carries a number or a postcode.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?[\s-]*\d[A-Z]{2}\b", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w£])(?:(?:\+|\(?0)(?:[\s().-]*\d){8,13}|7\d{3}(?:[\s.-]*\d{3}){2})(?!\w)")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+")
WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
SHORTEST_NAME = 3  # shorter ones, as "Le", are also common words: they are looked for only as the whole name
LETTERS = str.maketrans("đĐłŁøØıħ", "dDlLoOih")  # what no accent makes of another letter
APART = re.compile(r"[,;/\n]")
WITHOUT_SPACES = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")


@dataclass(frozen=True, slots=True)
class Found:
    """Something in a text that could tell who the person is. kind: why it was found, in words."""

    kind: str | Promise
    words: str


def told_in(text: str, names: Iterable[str] = ()) -> list[Found]:
    """What the text tells, in the order of kinds: names and aliases, phone numbers, postcodes, e-mail addresses.

    names: every name the person goes by, whole or in part, several divided by commas; found whatever the case, the
    accents and the hyphens. A name of short words alone, as "Vy" or "To Le", is found only whole.
    """
    text = _visible(text)
    return [*_names_in(text, [name for several in names for name in APART.split(several)]), *_shapes_in(text)]


def places_in(text: str) -> list[Found]:
    """Phone numbers, postcodes and e-mail addresses alone: what a relay never carries."""
    return list(_shapes_in(_visible(text)))


def _names_in(text: str, names: list[str]) -> Iterator[Found]:
    wanted = {part for name in names for word in WORD.findall(name) for part in _spellings(word)}
    seen: set[str] = set()
    for word in WORD.findall(text):
        if _spellings(word) & wanted and _plain(word) not in seen:
            seen.add(_plain(word))
            yield Found(_("a name"), word)
    for name in dict.fromkeys(names):
        if _is_short(name) and _stands_in(text, name):
            yield Found(_("a name"), name.strip())


def _spellings(word: str) -> set[str]:
    """How a word may stand as a name: whole, its parts, its parts joined; none that is too short."""
    parts = [_plain(part) for part in re.split(r"['\u2019-]", word)]
    return {part for part in (_plain(word), *parts, "".join(parts)) if len(part) >= SHORTEST_NAME}


def _is_short(name: str) -> bool:
    words = WORD.findall(name)
    return bool(words) and (_runs_on(name) or all(len(_plain(word)) < SHORTEST_NAME for word in words))


def _stands_in(text: str, name: str) -> bool:
    """Whether a short name stands in the text: among other letters where a script has no spaces, else with a capital."""
    if _runs_on(name):
        return _plain(name.strip()) in _plain(text)
    words, said = WORD.findall(name), WORD.findall(text)
    runs = (said[at : at + len(words)] for at in range(len(said)))
    return any([*map(_plain, run)] == [*map(_plain, words)] and not run[0].islower() for run in runs)


def _runs_on(name: str) -> bool:
    return any(unicodedata.name(letter, "").startswith(WITHOUT_SPACES) for letter in name)


def _shapes_in(text: str) -> Iterator[Found]:
    latin = "".join(_latin(c) for c in text)
    for kind, shape in ((_("a phone number"), PHONE), (_("a postcode"), POSTCODE), (_("an e-mail address"), EMAIL)):
        for words in dict.fromkeys(text[match.start() : match.end()].strip() for match in shape.finditer(latin)):
            yield Found(kind, words)


def _visible(text: str) -> str:
    """Without the marks that nobody sees, which would part a name or a number."""
    return "".join(c for c in text if unicodedata.category(c) != "Cf")


def _latin(character: str) -> str:
    """A digit of any script as 0 to 9, a dash of any length as a hyphen, a wide letter as a plain one."""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if unicodedata.category(character) == "Pd":
        return "-"
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def _plain(word: str) -> str:
    """Without accents or case: "Ștefan" and "stefan" are one."""
    bare = unicodedata.normalize("NFKD", word.replace("\u2019", "'").translate(LETTERS))
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold().removesuffix("'s")
