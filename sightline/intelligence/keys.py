"""How a mention is recognised when it comes again: the phone number, the plate, the folded name within its words."""

from __future__ import annotations

import re
import unicodedata

from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher, format_number

PLATES = (
    r"[A-Z]{2}\d{2} ?[A-Z]{3}",  # since 2001
    r"[A-Z]\d{1,3} ?[A-Z]{3}",  # 1983 to 2001
    r"[A-Z]{3} ?\d{1,3}[A-Z]",  # 1963 to 1983
)
PLATE = re.compile(rf"\b(?:{'|'.join(PLATES)})\b")
NOBODY = {
    *(
        "a",
        "an",
        "the",
        "this",
        "that",
        "as",
        "called",
        "known",
        "named",
        "mr",
        "mrs",
        "ms",
        "miss",
        "somebody",
        "someone",
    ),
    *("man", "men", "woman", "women", "boy", "girl", "lad", "person", "people", "male", "female", "unknown"),
    *("boss", "driver", "manager", "owner", "worker"),
}
LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
SOUNDS = (("sz", "sh"), ("cz", "ch"), ("ph", "f"), ("ck", "k"), ("ie", "i"), ("ou", "u"), ("w", "v"), ("y", "i"))


def key_of(kind: str, says: str) -> str:
    """What tells this mention from others of its kind; empty when nothing does ("a man in his forties").

    kind: person, vehicle or phone. A phone gives +441914960123, a vehicle its plate without spaces, a person the name
    that stands before the first comma, folded so that other spellings and either order of names agree.
    """
    return {"phone": _number, "vehicle": _plate, "person": _name}[kind](says)[:200]


def _number(says: str) -> str:
    for found in PhoneNumberMatcher(says, "GB"):
        return format_number(found.number, PhoneNumberFormat.E164)
    return ""


def _plate(says: str) -> str:
    found = PLATE.search(says.upper())
    return found[0].replace(" ", "") if found else ""


def _name(says: str) -> str:
    words = re.findall(r"[^\W\d_]+", _plain(says.partition(",")[0]))
    return " ".join(sorted(_folded(word) for word in words if word not in NOBODY))


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c)).replace("'", "").replace("’", "")


def _folded(word: str) -> str:
    for written, heard in SOUNDS:
        word = word.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", word)
