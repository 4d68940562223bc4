"""A partner's file as rows of text, whatever it is: CSV, a workbook (XLSX), or JSON. Told by content, never by name."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from sightline.kit.apart import Unreadable, read_apart

SHEET = Path(__file__).with_name("sheet.py")
MOST_ROWS = 20_000
ZIPPED = b"PK\x03\x04"  # how every workbook begins

Row = dict[str, str]


class NotAFile(ValueError):
    """The file cannot be read as rows at all; the message says what to do."""


def rows_of(content: bytes, needed: Iterable[str] = ()) -> list[Row]:
    """All rows of a file, by the names of its columns: the whole is read before anything of it is stored.

    needed: columns without which no row can be stored. Raises NotAFile when it is no table, too long, or lacks one.
    """
    rows = list(islice(_read(content, needed), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        more = _("That file has more than %(n)s rows. Send it in parts: nothing is stored twice.")
        raise NotAFile(more % {"n": MOST_ROWS})
    return rows


def _read(content: bytes, needed: Iterable[str]) -> Iterator[Row]:
    if content.startswith(ZIPPED):
        return _named(_cells(content), needed)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
        return _listed(content)
    return _named(_lines(content), needed)


def _named(rows: Iterator[list[str]], needed: Iterable[str]) -> Iterator[Row]:
    """Rows under the names in the first of them."""
    names = [name.strip() for name in next(rows, [])]
    missing = [name for name in needed if name not in names]
    if missing:
        raise NotAFile(_("The first line lacks these columns: %(names)s.") % {"names": ", ".join(missing)})
    return (dict(zip(names, [*row, *[""] * len(names)], strict=False)) for row in rows if any(row))


def _lines(content: bytes) -> Iterator[list[str]]:
    try:
        lines = content.decode("utf-8-sig").replace("\x00", "").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise NotAFile(_("This is no text in UTF-8. Save the file as “CSV UTF-8” and send it again.")) from error
    try:
        yield from csv.reader(lines)
    except csv.Error as error:
        raise NotAFile(_("The file stops being readable as a table. Save it as CSV again.")) from error


def _cells(content: bytes) -> Iterator[list[str]]:
    """A workbook, read apart: what is in it may be meant to do harm."""
    try:
        yield from json.loads(read_apart(SHEET, content))
    except Unreadable as error:
        raise NotAFile(_("The workbook cannot be read. Save the sheet as “CSV UTF-8” and send that.")) from error


def _listed(content: bytes) -> Iterator[Row]:
    """A list of rows as JSON, or {"reports": [...]}; lists of codes may be lists."""
    try:
        read = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise NotAFile(_("This begins like JSON and is not. Check it and send it again.")) from error
    rows = read.get("reports") if isinstance(read, dict) else read
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise NotAFile(_("JSON must be a list of reports, or hold one named “reports”."))
    return map(as_text, rows)


def as_text(row: dict[str, Any]) -> Row:
    """An object of JSON as a row of text."""
    return {_text(name): _text(value) for name, value in row.items()}


def _text(value: Any) -> str:
    """A value of JSON as a cell of a table."""
    if isinstance(value, list):
        return ";".join(map(_text, value))
    text = "" if value is None else str(value)
    return text.replace("\x00", "").encode("utf-8", "replace").decode()  # JSON may hold halves of letters
