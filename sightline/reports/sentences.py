"""Every sentence that the public front can show, in English as written in templates, code and vocabulary.

Those that keep somebody safe are named apart: a language that lacks one of them is not offered.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation.template import templatize

from sightline.kit.vocabulary import Entry, load
from sightline.reports.questions import pages
from sightline.reports.telling import DOOR

STAGES = Path(__file__).parents[1]
TEMPLATES = (
    "reports/templates/reports/public/*.html",
    "kit/templates/kit/widgets/*.html",
    *(f"kit/templates/kit/{name}.html" for name in ("errors", "field", "form", "question")),
    *(
        f"kit/templates/cotton/{name}.html"
        for name in ("public", "language", "danger_now", "two", "signposts", "form", "errors")
    ),
    *(f"trust/templates/trust/{name}.html" for name in ("heads", "accountable")),
    "oversight/templates/oversight/public_*.html",
    "oversight/templates/oversight/parts/published.html",
)
CODE = (
    *(
        f"reports/{name}.py"
        for name in ("giveaways", "forms/adding", "forms/back", "forms/questions", "forms/wishes", "models/why")
    ),
    *(f"reports/views/{name}.py" for name in ("front", "given", "reading", "sky", "telling", "back")),
    "kit/forms.py",
    "trust/crossings.py",
)
SAFETY = ("reports/public/danger", "reports/public/first", "reports/public/clear", "cotton/danger_now", "cotton/public")
SAFETY_QUESTIONS = ("S1", "S2", "S3")
SAFETY_SITUATIONS = ("danger", "deaf")
SERVICES, SITUATIONS = "reports/signposting/service", "reports/signposting/situation"
MARKED = {"_", "gettext", "gettext_lazy", "ngettext"}
CALLS = re.compile(r"(n?gettext|_)\(((?:u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"|[^()])*)\)")


@cache
def sentences() -> frozenset[str]:
    """All of them."""
    return frozenset(filter(None, (*in_templates(), *in_code(), *in_vocabulary())))


@cache
def safety() -> frozenset[str]:
    """Those of danger, of quick exit and of help without speaking."""
    pages = (file for file in _files(TEMPLATES) if str(file.with_suffix("")).endswith(SAFETY))
    questions = (load("reports/questions")[code] for code in SAFETY_QUESTIONS)
    named = {code for situation in SAFETY_SITUATIONS for code in load(SITUATIONS)[situation].get("services")}
    services = (load(SERVICES)[code] for code in named)
    marked = (says for page in pages for says in marked_in(page))
    return frozenset(filter(None, (*marked, *_of(questions, "hint"), *_of(services, "why", "hours"))))


def in_templates() -> Iterator[str]:
    """What the templates of public pages mark for translation."""
    for file in _files(TEMPLATES):
        yield from marked_in(file)


def marked_in(file: Path) -> Iterator[str]:
    """What one template marks."""
    for call in CALLS.finditer(templatize(file.read_text())):
        yield from strings(f"{call[1]}({call[2]})")


def in_code() -> Iterator[str]:
    """What the public pages' own code marks."""
    for file in _files(CODE):
        yield from strings(file.read_text())


def strings(code: str) -> Iterator[str]:
    """The texts of the calls that mark for translation; of one and many, that of one, as catalogues name it."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKED and node.args:
            says = node.args[0]
            yield from [says.value] if isinstance(says, ast.Constant) and isinstance(says.value, str) else []


def in_vocabulary() -> Iterator[str]:
    """Questions, answers, signs, places, services and trade-offs as the public reads them."""
    yield from _of(load("reports/questions").values(), "hint")
    yield from (page.says for page in pages(DOOR) if len(page.get("asks")) > 1)
    yield from _of(load("reports/signs").values())
    yield from _of(load("reports/know_the_signs").values(), "signs")
    yield from (says for says in _of(load("reports/giveaways").values(), "softly") if says != "time")
    yield from _of(load(SERVICES).values(), "why", "hours")
    yield from _of(load(SITUATIONS).values())
    yield from _of(load("trust/tradeoffs").values(), "instead")


def _of(entries: Iterable[Entry], *fields: str) -> Iterator[str]:
    """The words of entries, of their options, and of fields that hold one text or several."""
    for entry in entries:
        yield from (entry.says, *(option.says for option in entry.options))
        for field in fields:
            found: Any = entry.get(field, "")
            yield from [found] if isinstance(found, str) else found


def _files(names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        yield from sorted(STAGES.glob(name))
