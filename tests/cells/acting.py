"""Any act of the product, by any reader of the world, with whatever its signature takes."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any

from django.db import transaction
from django.db.models import Model

from sightline.agencies.models import Person, Role
from sightline.ledger.acts import ACTIONS
from tests.cells.reader import Reader
from tests.cells.world import NOW

Rows = dict[type[Model], list[Any]]
Draw = Callable[[list], Any]

ACTS = {name: act for name, act in sorted(ACTIONS.items()) if ".tests." not in name and "demo" not in name}
WORDS = {
    "role": Role.values,
    "part": ["commander", "planner", "analyst", "member", "coordinator", "support worker", "placement coordinator"],
    "purpose": ["P1", "P2", "P3"],
    "handling": ["P", "C"],
}


def take(rows: Rows, reader: Reader, name: str, draw: Draw) -> bool:
    """Try the act with arguments that `draw` chooses from these rows; whether it came through. What it did stays."""
    act = ACTS[name]
    given = arguments(rows, reader, inspect.unwrap(act), draw)
    if given is None:
        return False
    record, more = given
    try:
        with transaction.atomic():
            act(*record, by=reader.person, at=NOW, **more)
    except Exception:  # refused, too late, already there, or nonsense that no form would let through
        return False
    return True


def arguments(rows: Rows, reader: Reader, function: Callable, draw: Draw) -> tuple[list[Any], dict[str, Any]] | None:
    """The record and the keywords of a call; None where a value of some kind cannot be made up."""
    hints, record, more = typing.get_type_hints(function), [], {}
    for each in inspect.signature(function).parameters.values():
        if each.name in ("by", "at") or each.kind is each.VAR_KEYWORD:
            continue
        try:
            value = _made_up(rows, reader, each.name, hints.get(each.name), draw)
        except LookupError:
            if each.default is each.empty:
                return None
            continue
        if each.kind is each.KEYWORD_ONLY:
            more[each.name] = value
        else:
            record.append(value)
    return record, more


def _made_up(rows: Rows, reader: Reader, name: str, hint: Any, draw: Draw) -> Any:
    """A value of that kind: of people, oneself as often as another."""
    if typing.get_origin(hint) in (UnionType, typing.Union):
        hint = next(part for part in typing.get_args(hint) if part is not NoneType)
    if isinstance(hint, type) and issubclass(hint, Model):
        found = rows.get(hint, [])
        return draw([*([reader.person] * 20 if hint is Person else []), *found]) if found else _no(name)
    plain = {str: WORDS.get(name, ["x"]), bool: [True, False], int: [1], date: [NOW.date()], datetime: [NOW]}
    return draw(plain[hint]) if hint in plain else _no(name)


def _no(name: str) -> Any:
    raise LookupError(name)
