"""Reads the first visible sheet of a workbook apart: the workbook on standard input, rows of text as JSON on the output.

A script of its own, run by `kit.apart`: it imports nothing of Sightline.
"""

import io
import json
import sys
from datetime import date, datetime

import python_calamine

MOST_ROWS = 20_001


def main() -> None:
    """Read, and write the rows."""
    json.dump(list(rows(sys.stdin.buffer.read())), sys.stdout)


def rows(content: bytes) -> list[list[str]]:
    """The cells as text: values, never formulas; a sheet that is hidden is not read."""
    book = python_calamine.load_workbook(io.BytesIO(content))
    shown = [each.name for each in book.sheets_metadata if each.visible == python_calamine.SheetVisibleEnum.Visible]
    sheet = book.get_sheet_by_name(shown[0])
    return [[text(cell) for cell in row] for row in sheet.to_python(nrows=MOST_ROWS)]


def text(cell: object) -> str:
    """A cell as somebody would have typed it into a table of text."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute) else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


if __name__ == "__main__":
    main()
