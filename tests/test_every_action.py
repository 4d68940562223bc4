"""What writes: the actions of every stage, each a verb that some rule opens, and nothing beside them."""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import get_type_hints

from django.db.models import Model
from pytest import mark

from sightline.config.addresses import STAGES
from sightline.config.paths import ROOT
from sightline.kit.policies import POLICIES
from sightline.ledger.acts import ACTIONS

PRODUCT = ROOT / "sightline"
CLOCKS = {"now", "today", "utcnow", "localdate", "localtime"}
WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "save", "delete"}


def actions_modules() -> list[ModuleType]:
    """The actions of every stage, file by file."""
    found = []
    for stage in STAGES:
        if (PRODUCT / stage / "actions.py").exists() or (PRODUCT / stage / "actions").is_dir():
            whole = import_module(f"sightline.{stage}.actions")
            parts = [part.name for part in iter_modules(getattr(whole, "__path__", []))]
            found += [whole, *(import_module(f"{whole.__name__}.{part}") for part in parts)]
    return found


MODULES = actions_modules()
ALL = sorted((name, act) for name, act in ACTIONS.items() if ".tests." not in name)  # but for the acts of tests


def sources(*names: str) -> list[Path]:
    """The product's own files whose path has one of these words, tests and migrations left out."""
    files = [path for path in PRODUCT.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]
    return [path for path in files if not names or {*path.parts, path.stem} & set(names)]


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every method or function that a file calls, by the last part of its name."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def opened(model: type[Model], verb: str) -> bool:
    """Whether any front's policy of that kind of record has a rule for the verb."""
    return any(policy.rule_for(verb) for (kind, _), policy in POLICIES.items() if kind is model)


@mark.parametrize("module", MODULES, ids=lambda module: module.__name__.removeprefix("sightline."))
def test_every_public_function_of_an_actions_module_is_an_action(module):
    own = [each for each in vars(module).values() if inspect.isfunction(each) and each.__module__ == module.__name__]

    assert [each.__name__ for each in own if not each.__name__.startswith("_") and not hasattr(each, "verb")] == []


def test_every_stage_that_keeps_records_of_its_own_has_actions():
    assert len(ALL) > 100
    assert {name.split(".")[1] for name, _ in ALL} >= set(STAGES) - {"kit", "ledger", "trust", "desk", "demo"}


@mark.parametrize(("name", "act"), ALL, ids=[name.removeprefix("sightline.") for name, _ in ALL])
def test_every_action_has_a_rule_for_its_verb(name, act):
    if act.on is not None:
        assert opened(act.on, "add"), f"nobody may add {act.on._meta.label}"
        return
    function = inspect.unwrap(act)
    record = get_type_hints(function)[next(iter(inspect.signature(function).parameters))]

    assert opened(record, act.verb), f"no rule opens {act.verb} of {record._meta.label}"


@mark.parametrize(("name", "act"), ALL, ids=[name.removeprefix("sightline.") for name, _ in ALL])
def test_every_action_takes_one_record_and_then_keywords_with_who_and_when(name, act):
    parameters = inspect.signature(act).parameters

    free = [each.name for each in parameters.values() if each.kind is not inspect.Parameter.KEYWORD_ONLY]
    keywords = [each.name for each in parameters.values() if each.kind is inspect.Parameter.VAR_KEYWORD]
    assert len(set(free) - set(keywords)) == (0 if act.on else 1)
    assert {"by", "at"} <= parameters.keys()


@mark.parametrize(("name", "act"), ALL, ids=[name.removeprefix("sightline.") for name, _ in ALL])
def test_every_action_says_what_it_does(name, act):
    assert (act.__doc__ or "").strip().endswith((".", ":", ")")) or "\n" in (act.__doc__ or "")


@mark.parametrize(
    "path", sources("views", "forms", "models", "policies"), ids=lambda path: str(path.relative_to(PRODUCT))
)
def test_pages_forms_models_and_rules_write_nothing(path):
    writing = [f"{name} in line {call.lineno}" for name, call in calls(path) if name in WRITES]

    assert writing == []


@mark.parametrize(
    "path", sources("actions", "models", "policies", "facts"), ids=lambda path: str(path.relative_to(PRODUCT))
)
def test_the_time_comes_in_as_an_argument(path):
    asking = [f"{name} in line {call.lineno}" for name, call in calls(path) if name in CLOCKS]

    assert asking == []


@mark.parametrize("path", sources("views"), ids=lambda path: str(path.relative_to(PRODUCT)))
def test_pages_leave_a_refusal_to_the_front(path):
    caught = {
        name.id
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ExceptHandler) and node.type
        for name in ast.walk(node.type)
        if isinstance(name, ast.Name)
    }

    assert caught & {"Refused", "WrongStep", "Taken", "Exception", "BaseException", "DatabaseError"} == set()


def test_no_page_is_read_after_its_transaction():
    streaming = [
        path for path in sources() for name, _ in calls(path) if name in {"StreamingHttpResponse", "FileResponse"}
    ]

    assert streaming == []


def test_no_form_token_is_waived():
    assert [path for path in sources() if "csrf_exempt" in path.read_text()] == []
