"""Steps: where a record goes, as a table on the model.

    STEPS = {"take": Step({State.RECEIVED}, State.TAKEN, sets=("taken_by", "taken_at"))}

`advance` moves a record by one conditional UPDATE; a trigger made from the same table guards the pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models

from sightline.kit.policies import policy_of
from sightline.kit.refusals import Refused, WrongStep


@dataclass(frozen=True)
class Step:
    """From any of `before` to `after`, setting these other columns on the way."""

    before: frozenset[str]
    after: str
    sets: tuple[str, ...] = ()

    def __init__(self, before: Collection[str], after: str, sets: tuple[str, ...] = ()):
        object.__setattr__(self, "before", frozenset(str(state) for state in before))
        object.__setattr__(self, "after", str(after))
        object.__setattr__(self, "sets", sets)


@dataclass(frozen=True)
class StepTaken:
    """One row of a record's history, for pages."""

    verb: str
    before: str
    after: str
    by: Any
    at: datetime
    why: str


def steps_of(model: type[models.Model]) -> Mapping[str, Step]:
    """The step table of a kind of record; empty when it has none."""
    return getattr(model, "STEPS", {})


def advance(record: Any, verb: str, *, by: Any, at: datetime, why: str = "", **sets: Any) -> None:
    """Move a record one step, if the rule of the verb and the state it stands in both allow it.

    Raises WrongStep when it stands elsewhere (somebody may have been quicker), Refused when no rule allows it.
    """
    step = steps_of(type(record))[verb]
    policy = policy_of(type(record))
    rule = policy and policy.rule_for(verb)
    if rule is None:
        raise Refused(verb, record)
    mine = type(record).objects.filter(pk=record.pk).filter(rule.q())
    if not mine.filter(state__in=step.before).update(state=step.after, **sets):
        raise WrongStep(verb, record) if mine.exists() else Refused(verb, record)
    _keep(record, verb, step, at, why)
    for name, value in {"state": step.after, **sets}.items():
        setattr(record, name, value)


def _keep(record: Any, verb: str, step: Step, at: datetime, why: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select priv.step_taken(%s, %s, %s, %s, %s, %s, %s)",
            [record._meta.db_table, record.pk, verb, str(record.state), step.after, at, why],
        )


def history(record: models.Model) -> list[StepTaken]:
    """The steps a record has taken, newest first; empty for who may not read the record."""
    with connection.cursor() as cursor:
        cursor.execute(f"select * from priv.steps_of_{record._meta.db_table}(%s)", [record.pk])
        return [StepTaken(*row) for row in cursor.fetchall()]


def histories(model: type[models.Model], keys: Iterable[Any]) -> dict[Any, list[StepTaken]]:
    """The same for several records of a kind at once, by key, in one query."""
    found: dict[Any, list[StepTaken]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select r.key, s.* from unnest(%s::uuid[]) r (key), lateral priv.steps_of_{model._meta.db_table}(r.key) s",
            [list(keys)],
        )
        for key, *row in cursor.fetchall():
            found[key].append(StepTaken(*row))
    return found
