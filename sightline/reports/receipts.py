"""What a report is called when nobody says who they are: its key, reference and return code, all drawn from one key.

The one-time key travels inside the form. Sending the same form again draws the same report and shows the same code, so
nothing is doubled; without the service's own key nobody can go from one of the three to another.
"""

import hmac
import json
import re
import secrets
import unicodedata
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection

from sightline.kit.references import ALPHABET, LENGTH

DIGITS = 20  # five groups of four, the last digit checks the others


def new_key() -> str:
    """A fresh one-time key for a form."""
    return secrets.token_urlsafe(16)


def id_of(key: str, what: str = "report") -> UUID:
    """The row key that belongs to this one-time key."""
    return UUID(bytes=_drawn(what, key)[:16], version=4)


def reference_of(key: str) -> str:
    """The reference of its report, "R-7KQ2-M9X4"."""
    letters = [ALPHABET[byte % len(ALPHABET)] for byte in _drawn("reference", key)[:LENGTH]]
    return f"R-{''.join(letters[:4])}-{''.join(letters[4:])}"


def code_of(key: str) -> str:
    """The return code of its report: 20 digits."""
    number = int.from_bytes(_drawn("code", key)) % 10 ** (DIGITS - 1)
    digits = str(number).zfill(DIGITS - 1)
    return digits + check_digit(digits)


def kept(code: str) -> str:
    """What is stored in place of a code: a keyed hash, 64 characters."""
    return _drawn("receipt", code).hex()


def grouped(code: str) -> str:
    """A code as people read it: five groups of four."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def tidy_code(text: str) -> str:
    """The digits that somebody typed, in any script, without what stands between them."""
    decimals = (unicodedata.decimal(character, None) for character in text)
    return "".join(str(digit) for digit in decimals if digit is not None)


def is_code(code: str) -> bool:
    """Whether these are 20 digits whose last checks the others."""
    return bool(re.fullmatch(rf"[0-9]{{{DIGITS}}}", code)) and check_digit(code[:-1]) == code[-1]


def state_of(code: str) -> str | None:
    """Where the report of a code stands; None when no report has it. The same work for both."""
    with connection.cursor() as cursor:
        cursor.execute("select priv.state_of_report(%s)", [kept(code)])
        return cursor.fetchone()[0]


class Found(NamedTuple):
    """A report, as far as whoever brings files needs it. held: the files that are here already; partner: in whose name."""

    report: UUID
    desk: UUID
    held: list[UUID]
    partner: UUID | None = None


def report_of(code: str) -> Found | None:
    """Where files for the report of a code belong; None when no report has it."""
    with connection.cursor() as cursor:
        cursor.execute("select * from priv.report_of_code(%s)", [kept(code)])
        row = cursor.fetchone()
    return Found(*row) if row else None


def wishes_of(code: str) -> list[tuple[str, str, date | None]]:
    """What became of the wishes of whoever holds the code: each service, where it stands, the day of the answer."""
    with connection.cursor() as cursor:
        cursor.execute("select service, state, answered from priv.wishes_of(%s)", [kept(code)])
        return cursor.fetchall()


def dialogue_of(code: str) -> dict[str, Any] | None:
    """What the holder of a code may read, as priv.dialogue gives it; None when no report has it. The same work for both."""
    with connection.cursor() as cursor:
        cursor.execute("select priv.dialogue(%s)", [kept(code)])
        found = cursor.fetchone()[0]
    return json.loads(found) if isinstance(found, str) else found


def check_digit(digits: str) -> str:
    """The digit that finds one wrong digit, and nearly every two that changed places. Source: ISO/IEC 7064, MOD 11,10."""
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def _drawn(purpose: str, text: str) -> bytes:
    return hmac.digest(bytes.fromhex(settings.RECEIPT_KEY), f"{purpose}:{text}".encode(), "sha256")
