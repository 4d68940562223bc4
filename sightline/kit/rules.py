"""Rules: a sentence and a filter, written once.

    @rule
    def on_the_visit() -> Q:
        '''anyone on a team of the visit'''
        return Q(team__in=me.teams)

Rules join with `|` and `&`. From a rule come the row-level policy, "may I?", the list, the "why" line and the
documentation; nothing else decides who sees what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Q

from sightline.kit.facts import Fact, me

Key = tuple[str, tuple[str, ...]]


class Rule:
    """One sentence a partner could sign, and the filter that means it."""

    def __init__(self, name: str, says: str, build: Callable[[], Q], fields: tuple[str, ...] = ()):
        self.name, self.says, self.build, self.fields = name, says, build, fields

    def q(self) -> Q:
        """The filter with the reader's facts as SQL: for policies."""
        return self.build()

    def q_with(self, values: Mapping[Key, Any]) -> Q:
        """The same filter with the reader's facts as values: for lists, where the planner needs to see them."""
        return with_values(self.build(), values)

    def facts(self) -> set[Key]:
        """The facts this rule asks for."""
        return {fact.key for fact in facts_in(self.build())}

    def may_hold(self, values: Mapping[Key, Any]) -> bool:
        """Whether it can hold of any record at all; False where the reader's facts alone close them all."""
        return can_hold(self.build(), values)

    def arms(self) -> Iterator[Rule]:
        """The rules any one of which is enough: for the "why" line."""
        yield self

    def setting(self, *fields: str) -> Rule:
        """The same rule as a verb that may change these columns and no others."""
        return Rule(self.name, self.says, self.build, fields)

    def about(self, kind: str) -> Rule:
        """The same rule where it opens a kind of record: its facts hold as far as that kind is shared with the reader."""
        return Rule(self.name, self.says, lambda: about(self.build(), kind), self.fields)

    def __or__(self, other: Rule) -> Rule:
        return AnyOf((*self.arms(), *other.arms()))

    def __and__(self, other: Rule) -> Rule:
        pairs = [_both(one, two) for one in self.arms() for two in other.arms()]
        return pairs[0] if len(pairs) == 1 else AnyOf(pairs)

    def __repr__(self) -> str:
        return f"<Rule {self.name}>"


class AnyOf(Rule):
    """Several rules any one of which is enough."""

    def __init__(self, rules: Iterable[Rule], fields: tuple[str, ...] = ()):
        self.rules = tuple(rules)
        says = "; or ".join(rule.says for rule in self.rules)
        super().__init__(" or ".join(rule.name for rule in self.rules), says, self._joined, fields)

    def about(self, kind: str) -> Rule:
        return AnyOf((rule.about(kind) for rule in self.rules), self.fields)

    def _joined(self) -> Q:
        return reduce(or_, (rule.q() for rule in self.rules))

    def arms(self) -> Iterator[Rule]:
        return iter(self.rules)

    def setting(self, *fields: str) -> Rule:
        return AnyOf(self.rules, fields)


def _both(one: Rule, two: Rule) -> Rule:
    return Rule(f"{one.name} and {two.name}", f"{one.says}, and {two.says}", lambda: one.q() & two.q())


def rule(build: Callable[[], Q]) -> Rule:
    """Make a rule of a function: its name names the rule, its docstring is the sentence."""
    if not build.__doc__:
        raise TypeError(f"the rule {build.__name__} has no sentence")
    return Rule(build.__name__.replace("_", " "), " ".join(build.__doc__.split()), build)


@rule
def everyone() -> Q:
    """everyone who reaches this front"""
    return Q(pk__isnull=False)


@rule
def signed_in() -> Q:
    """any member of staff who is signed in"""
    return Q(me.present)


@rule
def confirmed_lately() -> Q:
    """only when they have confirmed within the last five minutes that it is them"""
    return Q(me.confirmed_lately)


CONFIRMED: Key = me.confirmed_lately.key


def facts_in(part: Any) -> Iterator[Fact]:
    """Every fact that a filter mentions."""
    if isinstance(part, Fact):
        yield part
    elif isinstance(part, Q):
        for child in part.children:
            yield from facts_in(child[1] if isinstance(child, tuple) else child)


def about(part: Any, kind: str) -> Any:
    """A filter with each of its facts as it opens records of a kind."""
    if isinstance(part, Fact):
        return part.about(kind)
    if isinstance(part, tuple):
        return (part[0], about(part[1], kind))
    if isinstance(part, Q):
        return part.create([about(child, kind) for child in part.children], part.connector, part.negated)
    return part


def with_values(q: Q, values: Mapping[Key, Any]) -> Q:
    """The same filter with each fact replaced by its value."""
    parts = [_child_with_values(child, values) for child in q.children]
    joined: Q = reduce(and_ if q.connector == Q.AND else or_, parts) if parts else Q()
    return ~joined if q.negated else joined


def can_hold(part: Any, values: Mapping[Key, Any]) -> bool:
    """Whether some record could pass the filter, as far as the facts tell: where it turns something round, perhaps."""
    if isinstance(part, Fact):
        return bool(values[part.key])
    if isinstance(part, tuple):
        right = part[1]
        return not isinstance(right, Fact) or values[right.key] not in (None, [])
    if part.negated or not part.children:
        return True
    return (any if part.connector == Q.OR else all)(can_hold(child, values) for child in part.children)


def _child_with_values(child: Any, values: Mapping[Key, Any]) -> Q:
    if isinstance(child, Q):
        return with_values(child, values)
    if isinstance(child, Fact):
        return Q(pk__isnull=False) if values[child.key] else Q(pk__in=[])
    name, right = child
    if isinstance(right, Fact):
        return Q(**{name: values[right.key]}) if values[right.key] is not None else Q(pk__in=[])
    return Q(**{name: right})
