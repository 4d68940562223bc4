"""What a release changes in who may what: the rules as they were last applied, beside the rules as they are in code.

The rules that were applied are kept beside the keys of the contexts, where no role of the service reaches.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, NamedTuple

from django.db import connection
from psycopg.sql import SQL, Literal

from sightline.kit.apply import generated, our_models
from sightline.kit.compiling import condition
from sightline.kit.numbers import spoken, standing
from sightline.kit.policies import POLICIES, Policy
from sightline.kit.rules import Rule


class Place(NamedTuple):
    """Where a rule stands: the kind of record, the database role, the verb."""

    kind: str
    front: str
    verb: str


class Said(NamedTuple):
    """What a rule says: its sentences with their numbers, and as the database is asked."""

    says: tuple[str, ...]
    rule: str


class Change(NamedTuple):
    """One place where something else is said from now on; empty where nothing was, or will be."""

    place: Place
    before: Said
    after: Said


NOTHING = Said((), "")


def in_code() -> dict[Place, Said]:
    """Every rule as it is in code."""
    says: dict[Place, list[str]] = {}
    for each in standing():
        place = Place(each.model._meta.label, each.policy.role, each.verb)
        says.setdefault(place, []).append(f"{each.number} {each.arm.says}")
    return {
        place: Said(tuple(says[place]), condition(rule, policy.model))
        for policy in _policies()
        for place, rule in _places(policy)
    }


def in_database() -> dict[Place, Said] | None:
    """Every rule as it was last applied; None where none ever was, or by a release that did not keep them."""
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('priv.applied_rule') is not null")
        if cursor.fetchone() != (True,):
            return None
        cursor.execute("select kind, front, verb, says, rule from priv.applied_rule")
        found = {Place(*names): Said(tuple(says), rule) for *names, says, rule in cursor.fetchall()}
    return found or None


def difference() -> list[Change]:
    """What changes when the rules in code are applied, place by place; nothing where none were applied before."""
    was, now = in_database(), in_code()
    if was is None:
        return []
    places = sorted(was.keys() | now.keys())
    made = (Change(place, was.get(place, NOTHING), now.get(place, NOTHING)) for place in places)
    return [change for change in made if change.before.rule != change.after.rule]


def mark_of(changes: list[Change]) -> str:
    """The mark of a difference, 64 letters: another when a single letter of a rule is another."""
    return hashlib.sha256(json.dumps(as_data(changes), sort_keys=True).encode()).hexdigest()


def as_data(changes: list[Change]) -> list[dict[str, Any]]:
    """The same as lists and words, to be stored and shown."""
    return [
        {**change.place._asdict(), "before": change.before._asdict(), "after": change.after._asdict()}
        for change in changes
    ]


@generated
def remember() -> str:
    """SQL that keeps the rules in code as those that were applied, written together with them."""
    rows = (SQL("({})").format(SQL(", ").join(map(Literal, _row(*each)))) for each in in_code().items())
    return "delete from priv.applied_rule; insert into priv.applied_rule values " + SQL(", ").join(rows).as_string()


def _row(place: Place, said: Said) -> tuple[Any, ...]:
    return (*place, list(said.says), said.rule)


def _policies() -> list[type[Policy]]:
    ours = set(our_models())
    return [policy for (model, _), policy in POLICIES.items() if model in ours]


def _places(policy: type[Policy]) -> list[tuple[Place, Rule]]:
    return [(Place(policy.model._meta.label, policy.role, verb), rule) for verb, rule in spoken(policy)]
