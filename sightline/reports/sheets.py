"""The block of text that the page without a network makes: codes that every language shares, taken apart again here.

    SHEET/1 SH-7KQ2-M9X4
    told: 2018-10-06
    language: vi
    S1: yes
    C: debt, threats
    W3: What was written,
      its further lines set in.

`static/reports/sheet.js` writes it. What is no code of ours is left out; nothing of it is trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings

from sightline.kit.vocabulary import load
from sightline.reports.questions import QUESTIONS, pages
from sightline.reports.telling import DOOR

HEAD = re.compile(r"SHEET/1 ([0-9A-Z-]{4,20})\s*$", re.M)
LINE = re.compile(r"([A-Za-z][A-Za-z0-9]{0,9}): ?(.*)")
SET_IN, SIGNS = "  ", "C"
SPOKEN = {code[:2] for code, _name in settings.LANGUAGES}


def asked() -> tuple[str, ...]:
    """The codes of the questions in the order of the paper: that of the public pages."""
    return tuple(code for page in pages(DOOR) for code in page.get("asks"))


def apart(block: str) -> dict[str, Any] | None:
    """What the block says: "number", "told_on", "language", and answers by their fields; None when it is no such block."""
    head = HEAD.search(block)
    if head is None:
        return None
    found: dict[str, Any] = {"number": head[1]}
    for name, text in _lines(block[head.end() :]):
        if name == "told":
            found |= _day(text)
        elif name == "language":
            found |= {"language": text} if text in SPOKEN else {}
        else:
            found |= _answer(name, text)
    return found


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Each name with its text; lines that are set in belong to the one before."""
    name, said = "", []
    for line in text.replace("\r\n", "\n").split("\n"):
        begun = LINE.fullmatch(line)
        if line.startswith(SET_IN) and name:
            said.append(line.removeprefix(SET_IN))
        elif begun:
            if name:
                yield name, "\n".join(said)
            name, said = begun[1], [begun[2]]
    if name:
        yield name, "\n".join(said)


def _day(text: str) -> dict[str, date]:
    try:
        return {"told_on": date.fromisoformat(text.strip())}
    except ValueError:
        return {}


def _answer(name: str, text: str) -> dict[str, Any]:
    if name == SIGNS:
        return {"signs": _known(text, load("reports/signs"))}
    question = load(QUESTIONS).get(name)
    if question is None:
        return {}
    codes = _known(text, {option.code for option in question.options})
    answer = {"text": text, "several": codes, "one": codes[0] if codes else ""}[str(question.get("kind"))]
    return {question.get("field"): answer} if answer else {}


def _known(text: str, codes: Any) -> list[str]:
    return [code for code in (part.strip() for part in text.split(",")) if code in codes]
