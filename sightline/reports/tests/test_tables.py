"""A partner's file becomes rows of text, whatever program it comes from; what would do harm becomes a sentence."""

import io
import json
import socket
import zipfile

from pytest import mark, raises

from sightline.reports import sheet as reader
from sightline.reports import tables
from sightline.reports.tables import NotAFile, rows_of
from sightline.reports.tests.workbooks import declaring, far_apart, sheet, workbook

NEEDED = ("partner_reference", "observed_on", "place")
HEAD = b"partner_reference,observed_on,place,what\n"
NAMES = ("partner_reference", "observed_on", "place", "what")
ROW = {"partner_reference": "NC-1", "observed_on": "2018-10-01", "place": "Mill Lane, 7", "what": "Six beds."}


def test_a_table_of_text_becomes_rows_by_the_names_in_its_first_line():
    assert rows_of(HEAD + b'NC-1,2018-10-01,"Mill Lane, 7",Six beds.\n', NEEDED) == [ROW]


@mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_any_line_end_will_do(end):
    assert len(rows_of(HEAD.replace(b"\n", end) + b"NC-1,2018-10-01,Here,One." + end, NEEDED)) == 1


def test_the_mark_that_spreadsheets_put_first_is_no_part_of_a_name():
    assert len(rows_of(b"\xef\xbb\xbf" + HEAD + b"NC-1,2018-10-01,Here,One.\n", NEEDED)) == 1


def test_a_line_with_cells_missing_is_read_as_empty():
    [row] = rows_of(HEAD + b"NC-1\n", NEEDED)

    assert row == dict.fromkeys(NAMES, "") | {"partner_reference": "NC-1"}


def test_lines_without_a_word_are_no_rows():
    assert rows_of(HEAD + b",,,\n\n", NEEDED) == []


@mark.parametrize(
    "content",
    [b"", b"partner_reference,place\n", b"\n\n", b"\xff\xfe", "é".encode("latin-1"), HEAD + b'"' + b"x" * 200_000],
    ids=["empty", "a column lacks", "blank", "utf-16", "latin-1", "an endless cell"],
)
def test_what_is_no_table_is_refused_as_a_whole(content):
    with raises(NotAFile):
        rows_of(content, NEEDED)


def test_a_column_that_lacks_is_named():
    with raises(NotAFile, match="observed_on"):
        rows_of(b"partner_reference,place\nNC-1,Here\n", NEEDED)


@mark.parametrize("wrapped", [[ROW], {"reports": [ROW]}], ids=["a list", "a named list"])
def test_json_is_a_list_of_reports(wrapped):
    assert rows_of(json.dumps(wrapped).encode(), NEEDED) == [ROW]


def test_json_may_list_codes_and_leave_out_what_is_empty():
    [row] = rows_of(json.dumps([{"partner_reference": 7, "signs": ["debt", "threats"], "what": None}]).encode())

    assert row == {"partner_reference": "7", "signs": "debt;threats", "what": ""}


@mark.parametrize(
    "content",
    [b"[", b"{}", b'{"reports": 7}', b"[1, 2]", b'"text"', b"[" * 100_000, b'[{"a": "\xff"}]'],
    ids=["cut", "empty", "a number", "no reports", "text", "very deep", "no text"],
)
def test_what_only_begins_like_json_is_refused_as_a_whole(content):
    with raises(NotAFile):
        rows_of(content, NEEDED)


@mark.slow
def test_a_workbook_is_read_as_it_is_shown():
    rows = rows_of(workbook(sheet(NAMES, ROW.values())), NEEDED)

    assert rows == [ROW]


@mark.slow
def test_a_number_in_a_workbook_is_written_as_a_person_would():
    [row] = rows_of(workbook(sheet(("partner_reference", "place"), (17, 2.5))))

    assert row == {"partner_reference": "17", "place": "2.5"}


@mark.slow
def test_a_sheet_that_is_hidden_is_not_read():
    book = workbook(sheet(NAMES, ["hidden"] * 4), sheet(NAMES, ROW.values()), hidden=[0])

    assert rows_of(book, NEEDED) == [ROW]


@mark.slow
@mark.parametrize(
    "content",
    [
        tables.ZIPPED + b"nothing behind it",
        workbook(far_apart()),
        workbook(sheet(NAMES), hidden=[0]),
        workbook("<worksheet><sheetData><row>"),
    ],
    ids=["no workbook", "two cells far apart", "all hidden", "cut"],
)
def test_a_workbook_that_would_do_harm_is_refused_as_a_whole(content):
    with raises(NotAFile, match="CSV"):
        rows_of(content, NEEDED)


@mark.slow
def test_a_bomb_is_refused_before_it_goes_off():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b" " * (600 << 20))

    with raises(NotAFile):
        rows_of(held.getvalue(), NEEDED)


LAUGHS = "".join(f'<!ENTITY x{n + 1} "{f"&x{n};" * 10}">' for n in range(9))


@mark.slow
@mark.parametrize(
    "declared",
    ['[<!ENTITY x9 SYSTEM "file:///etc/passwd">]', '[<!ENTITY x9 "written out">]', f'[<!ENTITY x0 "ha">{LAUGHS}]'],
    ids=["of a file", "of words", "a billion laughs"],
)
def test_an_entity_in_a_workbook_stands_for_nothing(declared):
    with raises(NotAFile):
        rows_of(workbook(declaring(declared, "before &x9; after")))


@mark.parametrize("declared", ['SYSTEM "{0}"', '[<!ENTITY % x SYSTEM "{0}"> %x;]', '[<!ENTITY x SYSTEM "{0}">]'])
def test_a_workbook_asks_for_nothing_elsewhere(declared):
    """Not even the reader by itself, without the fence round it."""
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        address = f"http://127.0.0.1:{elsewhere.getsockname()[1]}/more.dtd"
        assert reader.rows(workbook(declaring(declared.format(address), "plain"))) == [["what"], ["plain"]]
        elsewhere.settimeout(0.2)

        with raises(TimeoutError):
            elsewhere.accept()


def test_a_file_of_too_many_rows_is_refused_before_any_is_stored(monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 3)

    assert len(rows_of(HEAD + b"NC,2018-10-01,Here,One.\n" * 3, NEEDED)) == 3
    with raises(NotAFile, match="more than 3 rows"):
        rows_of(HEAD + b"NC,2018-10-01,Here,One.\n" * 4, NEEDED)
