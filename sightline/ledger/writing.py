"""What an act writes beside its own record, read off the statements themselves, so that none can be forgotten."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

INSERT = re.compile(r'INSERT INTO "(\w+)" \(([^)]*)\)')
UPDATE = re.compile(r'UPDATE "(\w+)" SET (.*?) WHERE ', re.DOTALL)
SET = re.compile(r'"(\w+)" = ')
KEY = re.compile(r'"id" = %s')
POINT, BACK = "SAVEPOINT ", "ROLLBACK TO SAVEPOINT "


@dataclass(frozen=True)
class Written:
    """Rows of one kind that a statement stored ("collect") or changed ("alter"): how many, and in which columns."""

    act: str
    model: type[Model]
    rows: int
    columns: frozenset[str]
    key: Any = None  # of the row, where it is one


@dataclass
class Act:
    """What one act has written so far, and what else its entry is to say."""

    written: list[Written] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)
    points: dict[str, int] = field(default_factory=dict)

    def __call__(self, execute: Callable, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Run a statement; what it wrote belongs to the innermost act."""
        result = execute(sql, params, many, context)
        if _acting.get() is self:
            self._take(str(sql), params, context["cursor"])
        return result

    def _take(self, sql: str, params: Any, cursor: Any) -> None:
        if sql.startswith(POINT):
            self.points[sql.removeprefix(POINT)] = len(self.written)
        elif sql.startswith(BACK):
            del self.written[self.points.get(sql.removeprefix(BACK), 0) :]
        elif found := _read(sql, params, cursor.rowcount):
            self.written.append(found)

    def beside(self, *told: Any) -> Iterator[tuple[str, type[Model], dict[str, Any]]]:
        """The acts on kinds of record other than those that have an entry of their own: act, kind, what to note."""
        known = {type(record) for record in told if record is not None}
        grouped: dict[tuple[str, type[Model]], list[Written]] = defaultdict(list)
        for each in self.written:
            if each.model not in known:
                grouped[each.act, each.model].append(each)
        for (act, model), rows in grouped.items():
            yield act, model, {"kind": model._meta.label} | _together(rows)


_acting: ContextVar[Act | None] = ContextVar("acting", default=None)


@contextmanager
def one_act() -> Iterator[Act]:
    """Watch what is written; an act inside an act keeps its own."""
    act = Act()
    before = _acting.set(act)
    try:
        with connection.execute_wrapper(act):
            yield act
    finally:
        _acting.reset(before)


def also_note(**more: Any) -> None:
    """Inside an action: what its entry says besides, such as to whom something is disclosed and on what basis."""
    act = _acting.get()
    if act is not None:
        act.more.update({name: value for name, value in more.items() if value is not None})


def _together(rows: list[Written]) -> dict[str, Any]:
    number = sum(each.rows for each in rows)
    told: dict[str, Any] = {"fields": sorted(frozenset().union(*(each.columns for each in rows))), "found": number}
    return told | ({"key": rows[0].key} if number == 1 and rows[0].key else {})


def _read(sql: str, params: Any, rows: int) -> Written | None:
    stored, changed = INSERT.match(sql), UPDATE.match(sql)
    model = _kinds().get((stored or changed or [""])[1]) if stored or changed else None
    if model is None or rows < 1:
        return None
    if stored:
        columns = re.findall(r'"(\w+)"', stored[2])
        key = params[columns.index("id")] if "id" in columns and rows == 1 else None
        return Written("collect", model, rows, frozenset(columns) - {"id"}, key)
    columns = SET.findall(changed[2]) if changed else []
    return Written("alter", model, rows, frozenset(columns), _key(sql, params) if rows == 1 else None)


def _key(sql: str, params: Any) -> Any:
    """The key of the row that an UPDATE names."""
    named = KEY.search(sql, sql.rindex(" WHERE "))
    return params[sql.count("%s", 0, named.start())] if named else None


@cache
def _kinds() -> dict[str, type[Model]]:
    """Our kinds of record by their tables."""
    return {model._meta.db_table: model for model in apps.get_models() if model.__module__.startswith("sightline.")}
