"""References: the names by which people know a record. Random, easy to read out, and saying nothing but the kind."""

import re
import secrets

# Without 0, O, 1, I, L and U: nobody has to ask "zero or the letter?", and fewer words appear by accident.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8

# What people write when they misread or mishear a character that we do use.
_MEANT = str.maketrans({"0": "D", "O": "D", "1": "J", "I": "J", "L": "J", "U": "V"})
_KIND = re.compile(r"[A-Z]{1,3}")


class NotAReference(ValueError):
    """The text is no reference; the message says how one looks."""


def new_reference(kind: str) -> str:
    """A fresh reference such as "E-7KQ2-M9X4".

    kind: one to three letters that name the kind of record, "E" for an encounter. The rest is random (39 bits): it
    tells neither order nor time, and the database's unique constraint settles the rare double.
    """
    if not _KIND.fullmatch(kind):
        raise ValueError("A kind is one to three capital letters")
    return _written(kind, "".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def tidy_reference(text: str) -> str:
    """The reference someone meant: "e7kq2 m9x4" gives "E-7KQ2-M9X4".

    Takes lower case, missing or odd hyphens and spaces, and characters that we never use for the ones they look like.
    Raises NotAReference when it still is none.
    """
    plain = re.sub(r"[\s\-\u2010-\u2015_.]", "", text.upper())
    kind, rest = plain[:-LENGTH], plain[-LENGTH:].translate(_MEANT)
    if not _KIND.fullmatch(kind) or set(rest) - set(ALPHABET):
        raise NotAReference("A reference looks like E-7KQ2-M9X4. Check it and type it again.")
    return _written(kind, rest)


def is_meant_as_one(text: str) -> bool:
    """Whether somebody means a reference by it: it is one, and holds what no word does, a digit or a hyphen."""
    try:
        return bool(tidy_reference(text)) and bool(re.search(r"[\d-]", text))
    except NotAReference:
        return False


def kind_of(reference: str) -> str:
    """The kind letters of a reference, "E" of "E-7KQ2-M9X4"."""
    return tidy_reference(reference).partition("-")[0]


def _written(kind: str, rest: str) -> str:
    return f"{kind}-{rest[:4]}-{rest[4:]}"
