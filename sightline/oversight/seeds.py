"""The two statements from which Sightline began: each sentence, in our words, and where the product holds it.

One list stands behind the page "The two statements" and behind `docs/seeds.md`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import reverse

from sightline.oversight.measures import MEASURES

FILE = Path(__file__).parent / "vocabulary" / "two_statements.toml"
LATER = ("long-term disclosure", "networks of key players", "training records")  # all that may still be to come
PUBLIC = "sightline.config.urls_public"
MARK = "O-7KQ2-M9X4"  # stands for the operation where there is none


@cache
def statements() -> list[dict[str, Any]]:
    """The two statements, each with its sentences."""
    return list(tomllib.loads(FILE.read_text())["statement"])


def document() -> str:
    """`docs/seeds.md`."""
    lines = [
        "# The two statements",
        "",
        "Made from the list behind the page “The two statements” by `sightline policies docs`; a test keeps it fresh. Two",
        "public statements were the beginning of Sightline. Each of their sentences, in our own words, and what holds it.",
    ]
    for statement in statements():
        lines += ["", f"## {statement['says']}", "", "| What it says | What holds it | Where |", "|---|---|---|"]
        lines += [_line(sentence) for sentence in statement["sentence"]]
    return "\n".join(lines) + "\n"


def _line(sentence: dict[str, Any]) -> str:
    later = f" Later: {sentence['later']}." if "later" in sentence else ""
    return f"| {sentence['says']} | {sentence['held']}{later} | {'; '.join(_where(sentence))} |"


def _where(sentence: dict[str, Any]) -> Iterator[str]:
    """Every place that holds the sentence, in words with its address."""
    yield from (f"figure “{_measured(code)}”" for code in sentence.get("figures", []))
    yield from (f"{words} `{reverse(name)}`" for words, name in sentence.get("pages", {}).items())
    for words, name in sentence.get("records", {}).items():
        yield f"{words} `{reverse(name, args=[MARK]).replace(MARK, '…')}`"
    yield from (f"{words}, in public `{address(name)}`" for words, name in sentence.get("public", {}).items())
    if sentence.get("said"):
        yield "the released statement"


def address(name: str) -> str:
    """Where a page of the public front is, in English."""
    return reverse(name, urlconf=PUBLIC)


def _measured(code: str) -> str:
    return MEASURES[code].says if code in MEASURES else code
