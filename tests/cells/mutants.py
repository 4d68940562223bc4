"""Every rule taken away and turned round in turn, arm by arm and condition by condition; and every policy as it stands.

A mutant is written into the database as the rule would be, inside a savepoint; then the cells of its verb are asked,
reader by reader, until one of them differs from what was stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Model, Q

from sightline.kit.apply import row_policies
from sightline.kit.policies import POLICIES, Policy
from sightline.kit.rules import AnyOf, Rule
from tests.cells.database import ADD, CHANGE, SEE, Cell, allowed
from tests.cells.oracle import expected, stated
from tests.cells.reader import Reader
from tests.cells.world import World

NEVER = "never"


class Mutant(NamedTuple):
    """A policy whose rule for one verb says something else: `rule` in its place, or nobody at all."""

    policy: type[Policy]
    verb: str
    what: str
    rule: Rule | None

    def __str__(self) -> str:
        return f"{self.policy.model._meta.label} ({self.policy.role}) {self.verb}: {self.what}"


class Broken(NamedTuple):
    """A policy of the database that is gone, or that says the opposite."""

    policy: type[Policy]
    verb: str
    what: str

    def __str__(self) -> str:
        return f"{self.policy.model._meta.label} ({self.policy.role}) policy {self.verb}: {self.what}"


def mutants() -> Iterator[Mutant | Broken]:
    """All of them, kind by kind."""
    for policy in POLICIES.values():
        for verb in (SEE, ADD, NEVER, *policy.verbs()):
            if rule := policy.rule_for(verb):
                yield from (Mutant(policy, verb, what, changed) for what, changed in variants(rule))
        for verb in (SEE, ADD, CHANGE, NEVER):
            if policy.changes() if verb == CHANGE else policy.rule_for(verb):
                yield Broken(policy, verb, "dropped")
                yield Broken(policy, verb, "inverted")


def variants(rule: Rule) -> Iterator[tuple[str, Rule | None]]:
    """The rule without each of its arms, with each turned round, and with each condition of an arm gone or turned."""
    arms = list(rule.arms())
    for place, arm in enumerate(arms):
        others = arms[:place] + arms[place + 1 :]
        yield f"without {arm.name}", _any(others, rule.fields)
        for what, q in [("not", ~arm.q()), *conditions(arm.q())]:
            yield f"{what} {arm.name}", _any([*others, Rule(f"{what} {arm.name}", "", lambda q=q: q)], rule.fields)


def conditions(q: Q) -> Iterator[tuple[str, Q]]:
    """The filter without each of its conditions and with each turned round, down to the single ones."""
    for place, child in enumerate(q.children if len(q.children) > 1 else []):
        yield f"without condition {place} of", _with(q, [*q.children[:place], *q.children[place + 1 :]])
        yield f"condition {place} turned of", _with(q, [*q.children[:place], ~_as_q(child), *q.children[place + 1 :]])
        if isinstance(child, Q):
            for what, inner in conditions(child):
                yield f"in {place}, {what}", _with(q, [*q.children[:place], inner, *q.children[place + 1 :]])


def caught(world: World, mutant: Mutant | Broken) -> bool:
    """Whether any cell of the mutant's verb differs from what was stated."""
    model, front = mutant.policy.model, mutant.policy.role
    verb = SEE if mutant.verb == NEVER else mutant.verb
    said, rows = stated(), {model: world.rows[model]}
    with transaction.atomic():
        with written(mutant):
            for reader in keenest(world, model, front):
                found = allowed([reader], [model], only={verb})[reader].get(Cell(model, verb), set())
                if found != expected(reader, rows, said)[Cell(model, verb)]:
                    transaction.set_rollback(True)
                    return True
        transaction.set_rollback(True)
    return False


def keenest(world: World, model: type[Model], front: str) -> list[Reader]:
    """The readers of a front, first those of whom most is known."""
    return sorted((reader for reader in world.readers if reader.front == front), key=lambda each: -each.ties)


@contextmanager
def written(mutant: Mutant | Broken) -> Iterator[None]:
    """The database with the mutant in it; the rule itself comes back afterwards."""
    if isinstance(mutant, Broken):
        _break(mutant)
        yield
        return
    was = mutant.policy.rule_for(mutant.verb)
    setattr(mutant.policy, mutant.verb, mutant.rule)
    try:
        _rewrite(mutant.policy)
        yield
    finally:
        setattr(mutant.policy, mutant.verb, was)


def _rewrite(policy: type[Policy]) -> None:
    """The policies of that kind of record and role as the rules now are."""
    table = policy.model._meta.db_table
    with connection.cursor() as cursor:
        for kind in (SEE, ADD, CHANGE, NEVER):
            cursor.execute(f"drop policy if exists {policy.role}_{kind} on {table}")
        for text in row_policies(policy, table, policy.role):
            cursor.execute(f"create policy {text}")


def _break(mutant: Broken) -> None:
    table, name = mutant.policy.model._meta.db_table, f"{mutant.policy.role}_{mutant.verb}"
    with connection.cursor() as cursor:
        cursor.execute(
            "select cmd, coalesce(with_check, qual), qual, permissive from pg_policies where tablename = %s and policyname = %s",
            [table, name],
        )
        command, check, using, permissive = cursor.fetchone()
        cursor.execute(f"drop policy {name} on {table}")
        if mutant.what == "inverted":
            clause = f"with check (not ({check}))" if command == "INSERT" else f"using (not ({using}))"
            cursor.execute(
                f"create policy {name} on {table} as {permissive} for {command} to {mutant.policy.role} {clause}"
            )


def _any(arms: list[Rule], fields: tuple[str, ...]) -> Rule | None:
    return AnyOf(arms, fields) if arms else None


def _as_q(child: object) -> Q:
    return child if isinstance(child, Q) else Q(child)


def _with(q: Q, children: list) -> Q:
    return Q(*children, _connector=q.connector, _negated=q.negated)
