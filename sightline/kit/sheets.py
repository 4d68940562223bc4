"""Tables for spreadsheets: the one way out, where no cell is ever computed, whatever invisible signs stand before it."""

import csv
import unicodedata
from collections.abc import Iterable
from typing import Any, TextIO

COMPUTED = frozenset("=+-@|%")  # what a spreadsheet, or the shell behind an old one, begins to compute at
KEPT = frozenset("\n\t")  # control signs that people type inside a text
UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zs", "Zl", "Zp"})


def write(heading: Iterable[str], rows: Iterable[Iterable[Any]], out: TextIO) -> None:
    """A table as CSV, each cell quoted, so that no separator of any country splits one.

    Source: RFC 4180; OWASP, "CSV Injection".
    """
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow([plain(name) for name in heading])
    writer.writerows([plain(value) for value in row] for row in rows)


def plain(value: Any) -> str:
    """A cell as text that no spreadsheet computes.

    What cannot be seen at its beginning is taken off before looking; a sign that starts a computation gets an
    apostrophe before it, in its wide and small forms too.
    """
    text = "" if value is None else "".join(sign for sign in str(value) if _belongs(sign))
    seen = text.lstrip("".join({sign for sign in text if unicodedata.category(sign) in UNSEEN}))
    return f"'{seen}" if unicodedata.normalize("NFKC", seen[:1])[:1] in COMPUTED else text


def _belongs(sign: str) -> bool:
    """Whether the sign belongs in a text at all: no control signs, no halves of characters."""
    return sign in KEPT or unicodedata.category(sign) not in {"Cc", "Cs"}
