"""What a page, a verb of the command line or an inbox reaches: read from the code, call by call."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import Any

from django.db.models import Model

from sightline.ledger import finding


@dataclass
class Reached:
    """The kinds of record named on the way, the verbs done, and those that `find` opens by reference."""

    kinds: set[type[Model]] = field(default_factory=set)
    acts: set[str] = field(default_factory=set)
    found: list[type[Model]] = field(default_factory=list)


def reached(start: Callable) -> Reached:
    """All that the function, and every function of ours that it names, names in turn."""
    told, waiting, seen = Reached(), [start], set()
    while waiting:
        function = inspect.unwrap(waiting.pop())
        if function in seen:
            continue
        seen.add(function)
        for thing in named(function):
            if isinstance(thing, type) and issubclass(thing, Model):
                told.kinds.add(thing)
            elif hasattr(thing, "verb"):
                told.acts.add(f"{thing.__module__}.{thing.__name__}")
            waiting += [each for each in functions_of(thing) if each not in seen]
        told.found += [model for model in opened(function) if model not in told.found]
    return told


def named(function: Callable) -> Iterator[Any]:
    """What the names in a function's text stand for: globals, and what is taken of modules and classes by a dot."""
    scope = inspect.getclosurevars(function).nonlocals | getattr(function, "__globals__", {})
    for node in ast.walk(tree(function)):
        if isinstance(node, ast.Name) and node.id in scope:
            yield scope[node.id]
        elif isinstance(node, ast.Attribute):
            base = _value(node.value, scope)
            if isinstance(base, type | ModuleType) and hasattr(base, node.attr):
                yield getattr(base, node.attr)


def functions_of(thing: Any) -> list[Callable]:
    """The functions of ours that come with a thing: itself, or a class's methods."""
    if inspect.isfunction(inspect.unwrap(thing)) if callable(thing) and not isinstance(thing, type) else False:
        return [thing] if _ours(inspect.unwrap(thing)) else []
    if isinstance(thing, type) and thing.__module__.startswith("sightline."):
        return [each for each in vars(thing).values() if inspect.isfunction(each)]
    return []


def opened(function: Callable) -> Iterator[type[Model]]:
    """The kinds of record that the function opens by `find(Kind, ref)`."""
    scope = getattr(function, "__globals__", {})
    for node in ast.walk(tree(function)):
        if isinstance(node, ast.Call) and node.args and _value(node.func, scope) is finding.find:
            kind = _value(node.args[0], scope)
            if kind is not None:
                yield kind


@cache
def tree(function: Callable) -> ast.AST:
    """The function's text as a tree; empty when it has none."""
    try:
        return ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return ast.Module([], [])


def _value(node: ast.AST, scope: dict[str, Any]) -> Any:
    if isinstance(node, ast.Name):
        return scope.get(node.id)
    if isinstance(node, ast.Attribute):
        return getattr(_value(node.value, scope), node.attr, None)
    return None


def _ours(function: Callable) -> bool:
    return getattr(function, "__module__", "").startswith("sightline.")
