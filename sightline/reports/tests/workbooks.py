"""Workbooks as partners send them, made by hand: the smallest that a spreadsheet program would open."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKED = "http://schemas.openxmlformats.org/package/2006"


def workbook(*sheets: str, hidden: Sequence[int] = ()) -> bytes:
    """A workbook of these sheets, each as `sheet` makes it; those whose place is in `hidden` are hidden."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", _types(len(sheets)))
        parts.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        parts.writestr("xl/workbook.xml", _book(len(sheets), hidden))
        names = [("worksheet", f"worksheets/sheet{place}.xml") for place in range(len(sheets))]
        parts.writestr("xl/_rels/workbook.xml.rels", _relations(names))
        for place, content in enumerate(sheets):
            parts.writestr(f"xl/worksheets/sheet{place}.xml", content)
    return held.getvalue()


def sheet(*rows: Sequence[object]) -> str:
    """A sheet with these rows of text and numbers."""
    return _sheet("".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows))


def far_apart() -> str:
    """A sheet of two cells, as far from each other as a sheet is large: all between would fill any memory."""
    cell = '<row r="{0}"><c r="{1}{0}" t="inlineStr"><is><t>x</t></is></c></row>'
    return _sheet(cell.format(1, "A") + cell.format(1_048_576, "XFD"))


def declaring(what: str, text: str) -> str:
    """A sheet of one column whose XML begins with that declaration, and whose second cell is that text as it stands."""
    cells = "".join(f'<row><c t="inlineStr"><is><t>{each}</t></is></c></row>' for each in ("what", text))
    return f"<!DOCTYPE worksheet {what}>{_sheet(cells)}"


def _sheet(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _cell(value: object) -> str:
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def _book(count: int, hidden: Sequence[int]) -> str:
    state = dict.fromkeys(hidden, ' state="hidden"')
    listed = (f'<sheet name="S{n}" sheetId="{n + 1}" r:id="r{n}"{state.get(n, "")}/>' for n in range(count))
    return f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{"".join(listed)}</sheets></workbook>'


def _relations(named: Sequence[tuple[str, str]]) -> str:
    each = (f'<Relationship Id="r{n}" Type="{LINKS}/{kind}" Target="{name}"/>' for n, (kind, name) in enumerate(named))
    return f'<Relationships xmlns="{PACKED}/relationships">{"".join(each)}</Relationships>'


def _types(count: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    sheets = (
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}worksheet+xml"/>' for n in range(count)
    )
    book = f'<Override PartName="/xl/workbook.xml" ContentType="{kind}sheet.main+xml"/>'
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{PACKED}/content-types">{rels}{book}{"".join(sheets)}</Types>'
