"""Every sentence that the public front can show, in English as written in templates, code and vocabulary."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from sightline.kit.vocabulary import load
from sightline.reports.questions import pages
from sightline.reports.telling import DOOR

HERE = Path(__file__).parents[1]
KIT = HERE.parent / "kit"
COMPONENTS = ("public", "language", "danger_now", "two", "signposts", "form", "errors")
PARTS = ("errors", "field", "form", "question")
CODE = (
    "giveaways.py",
    "forms/questions.py",
    "views/front.py",
    "views/reading.py",
    "views/telling.py",
    "views/given.py",
)
MARKED = {"_", "gettext", "gettext_lazy", "ngettext"}


def sentences() -> set[str]:
    """All of them."""
    return {*in_templates(), *in_code(), *in_vocabulary()}


def of_other_stages() -> set[str]:
    """What other stages' templates and code mark: their own public pages, of statements, figures and the ledger, among it."""
    stages = [folder for folder in HERE.parent.iterdir() if (folder / "apps.py").exists() and folder != HERE]
    marked = {says for folder in stages for file in folder.rglob("templates/**/*.html") for says in marked_in(file)}
    lists = "".join(file.read_text() for folder in stages for file in folder.glob("vocabulary/*.toml"))
    marked |= set(re.findall(r'"([^"]+)"', lists)) | what_figures_say()
    return marked | {says for folder in stages for file in folder.rglob("*.py") for says in strings(file.read_text())}


def what_figures_say() -> set[str]:
    """What a figure counts, as measures and the replayed statements say it."""
    files = [HERE.parent / "oversight/measures.py", HERE.parent / "demo/figures.py"]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text()))]
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def in_templates() -> Iterator[str]:
    """What templates mark for translation."""
    files = [*(HERE / "templates/reports/public").glob("*.html"), *(KIT / "templates/kit/widgets").glob("*.html")]
    files += [KIT / f"templates/cotton/{name}.html" for name in COMPONENTS]
    files += [KIT / f"templates/kit/{name}.html" for name in PARTS]
    for file in files:
        yield from marked_in(file)


def marked_in(file: Path) -> Iterator[str]:
    """What one template marks."""
    for call in re.finditer(
        r"(?:n?gettext|_)\(((?:u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"|[^()])*)\)", templatize(file.read_text())
    ):
        yield from strings(f"gettext({call[1]})")


def in_code() -> Iterator[str]:
    """What the public pages' own code marks."""
    for file in [*(HERE / name for name in CODE), KIT / "forms.py"]:
        yield from strings(file.read_text())


def strings(code: str) -> Iterator[str]:
    """The texts of the calls that mark for translation."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKED:
            yield from (
                each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )


def in_vocabulary() -> Iterator[str]:
    """Questions, answers, signs, places and services as the public reads them."""
    questions = load("reports/questions")
    for question in (questions[code] for page in pages(DOOR) for code in page.get("asks")):
        yield from (question.says, question.get("hint", ""), *(option.says for option in question.options))
    yield from (page.says for page in pages(DOOR) if len(page.get("asks")) > 1)
    yield from (sign.says for sign in load("reports/signs").values())
    for place in load("reports/know_the_signs").values():
        yield from (place.says, *place.get("signs"))
    for giveaway in load("reports/giveaways").values():
        yield from (giveaway.says, giveaway.get("softly", "") if giveaway.get("softly") != "time" else "")
    for service in load("reports/signposting/service").values():
        yield from (service.says, service.get("why", ""), service.get("hours", ""))
    yield from (situation.says for situation in load("reports/signposting/situation").values())
