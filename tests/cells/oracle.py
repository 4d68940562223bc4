"""What each reader should be allowed, stated a second time: each stage's tests/cells.py, read beside one another."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any
from uuid import UUID

from django.db.models import Model

from sightline.config.addresses import STAGES
from sightline.config.paths import ROOT
from sightline.kit.policies import policy_of
from sightline.sharing.tests.cells import CLOSED, SHARED_AS
from tests.cells.database import ADD, CHANGE, SEE, Cell, Sets
from tests.cells.reader import Reader

May = Callable[[Reader, Any], bool]


def stated() -> dict[tuple[type[Model], str], dict[str, May]]:
    """Who may what, by kind of record and front, as the stages' cells say."""
    found: dict[tuple[type[Model], str], dict[str, May]] = {}
    for stage in STAGES:
        if (ROOT / "sightline" / stage / "tests" / "cells.py").exists():
            for key, verbs in import_module(f"sightline.{stage}.tests.cells").CELLS.items():
                found[key if isinstance(key, tuple) else (key, "sl_staff")] = verbs
    return found


def expected(
    reader: Reader, rows: dict[type[Model], list[Any]], said: dict[tuple[type[Model], str], dict[str, May]]
) -> Sets:
    """For each kind and verb, the keys of the records of which this reader should be allowed it."""
    found: Sets = {}
    for model, records in rows.items():
        verbs = said.get((model, reader.front), {})
        here = reader.about(SHARED_AS.get(model, ""))
        open_rows = [row for row in records if not (model in CLOSED and here.in_conflict(row))]
        once = {
            may: {row.pk for row in open_rows if may(here, row)} for may in set(verbs.values())
        }  # for several verbs
        holds = {verb: once[may] for verb, may in verbs.items()}
        found |= {Cell(model, verb): keys for verb, keys in _seen_first(model, reader.front, holds).items()}
    return found


def _seen_first(model: type[Model], front: str, holds: dict[str, set[UUID]]) -> dict[str, set[UUID]]:
    """A verb needs a record that may be seen; to change it at all, one of the verbs that change it."""
    seen, policy = holds.get(SEE, set()), policy_of(model, front)
    changes = policy.changes() if policy else {}
    changed = set().union(*(holds[verb] & seen for verb in changes if verb in holds))
    done = {verb: keys if verb in (SEE, ADD) else keys & seen for verb, keys in holds.items()}
    return {SEE: set(), ADD: set(), **done, CHANGE: changed}
