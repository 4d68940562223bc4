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

POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w£])(?:\+|\(?0)(?:[\s().-]*\d){8,13}(?!\w)")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
SHORTEST_NAME = 3  # a name of one or two letters is looked for only as part of the full name


@dataclass(frozen=True, slots=True)
class Found:
    """Something in a text that could tell who the person is. kind: why it was found, in words."""

    kind: str | Promise
    words: str


def told_in(text: str, names: Iterable[str] = ()) -> list[Found]:
    """What the text tells, in the order of kinds: names and aliases, phone numbers, postcodes, e-mail addresses.

    names: every name the person goes by, whole or in part; found whatever the case and accents.
    """
    return [*_names_in(text, names), *_shapes_in(text)]


def places_in(text: str) -> list[Found]:
    """Phone numbers, postcodes and e-mail addresses alone: what a relay never carries."""
    return list(_shapes_in(text))


def _names_in(text: str, names: Iterable[str]) -> Iterator[Found]:
    wanted = {_plain(word) for name in names for word in WORD.findall(name)}
    wanted = {word for word in wanted if len(word) >= SHORTEST_NAME}
    seen: set[str] = set()
    for word in WORD.findall(text):
        parts = {_plain(word), *(_plain(part) for part in re.split(r"['\u2019-]", word))}
        if parts & wanted and _plain(word) not in seen:
            seen.add(_plain(word))
            yield Found(_("a name"), word)


def _shapes_in(text: str) -> Iterator[Found]:
    for kind, shape in ((_("a phone number"), PHONE), (_("a postcode"), POSTCODE), (_("an e-mail address"), EMAIL)):
        for words in dict.fromkeys(match.group().strip() for match in shape.finditer(text)):
            yield Found(kind, words)


def _plain(word: str) -> str:
    """Without accents or case: "Ștefan" and "stefan" are one."""
    bare = unicodedata.normalize("NFKD", word.replace("\u2019", "'"))
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold().removesuffix("'s")
