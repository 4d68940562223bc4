"""No pattern of the product can be made to run for ever: each is tried on long texts that are hard to read."""

import ast
import importlib
import re
from time import process_time

from pytest import mark

from sightline.config.paths import ROOT
from tests.test_source import PRODUCT

LONGEST = 10_000  # signs of the longest text that any form of ours takes
SECONDS = 1.0  # of work; a pattern that is tried in every way needs hours
PIECES = [
    "a",
    "A",
    "0",
    " ",
    "-",
    ".",
    "a ",
    "A ",
    "0 ",
    "1-",
    "a.",
    "a@",
    "(",
    "'a",
    "\n",
    ",1",
    "=",
    "<",
    "%(",
    "Aa ",
    "07 ",
]
ENDS = ["", "!", "\x00", "@", "0"]
METHODS = {"compile", "match", "fullmatch", "search", "sub", "split", "findall", "finditer", "RegexValidator"}


def written() -> set[str]:
    """Every pattern that stands in the source as a plain text."""
    found = set()
    for path in PRODUCT:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in METHODS:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and _is_of_re(node.func):
                    found.add(first.value)
    return found


def made() -> set[re.Pattern]:
    """Every pattern that a module keeps, among them those that are put together of lists."""
    modules = [importlib.import_module(name) for name in filter(None, map(_module, PRODUCT))]
    return {thing for module in modules for thing in vars(module).values() if isinstance(thing, re.Pattern)}


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _is_of_re(function: ast.expr) -> bool:
    return _name(function) == "RegexValidator" or getattr(getattr(function, "value", None), "id", "") == "re"


def _module(path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    stands_apart = {"settings", "cli", "wsgi", "bounds", "cleaner", "__main__"}
    return "" if stands_apart & set(parts) else ".".join(parts).removesuffix(".__init__")


PATTERNS = sorted({each.pattern for each in made() if isinstance(each.pattern, str)} | written())


def test_there_are_patterns_to_try():
    assert len(PATTERNS) > 40


@mark.parametrize("pattern", PATTERNS)
def test_no_long_text_makes_a_pattern_run_for_long(pattern: str):
    compiled = re.compile(pattern, re.IGNORECASE)
    for piece in PIECES:
        for end in ENDS:
            text = (piece * LONGEST)[:LONGEST] + end
            began = process_time()
            compiled.search(text)
            assert process_time() - began < SECONDS, (piece, end)
