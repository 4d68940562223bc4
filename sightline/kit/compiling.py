"""From a rule to the SQL of a row-level policy."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import Exists, Model, Q, QuerySet, Subquery
from django.db.models.sql import Query
from psycopg import ClientCursor

from sightline.kit.facts import DEFINITIONS, Fact
from sightline.kit.policies import Policy
from sightline.kit.rules import Rule


class NotARule(ValueError):
    """A rule that reaches beyond its own row, which would be slow or see too much."""


def condition(rule: Rule, model: type[Model]) -> str:
    """The rule as an SQL condition on the model's own row, literals written out.

    Raises NotARule when it joins another table or holds a sub-select.
    """
    q = rule.q()
    _refuse_subselects(q, rule)
    query = model._base_manager.filter(q).query
    if sum(1 for count in query.alias_refcount.values() if count) > 1:
        raise NotARule(f"{rule.name}: compare columns of the row itself with facts; copy the key down instead")
    try:
        sql, given = query.where.as_sql(query.get_compiler(connection=connection), connection)
    except FullResultSet:
        return "true"
    except EmptyResultSet:
        return "false"
    return mogrify(sql, given)


def seen(policy: type[Policy] | None) -> str:
    """Who may read a row of a kind, with whom no rule can let in."""
    see = condition(policy.see, policy.model) if policy and policy.see else "false"
    return f"({see}) and not ({closed(policy.never, policy.model)})" if policy and policy.never else f"({see})"


def closed(never: Rule, model: type[Model]) -> str:
    """A rule that always wins, as SQL. What is seldom is asked once before any row: an empty list costs the rows nothing.

    Raises NotARule when such a list stands with another fact, since the rule could then hold without it.
    """
    return " or ".join(f"({_where_there_is_any(arm)}{condition(arm, model)})" for arm in never.arms())


def _where_there_is_any(arm: Rule) -> str:
    seldom = [Fact(*key) for key in arm.facts() if DEFINITIONS[key[0]].seldom]
    if seldom and len(arm.facts()) > 1:
        raise NotARule(f"{arm.name}: what is seldom stands alone")
    return "".join(f"(select cardinality(priv.{fact.name}()) > 0) and " for fact in seldom)


def mogrify(sql: str, given: Any) -> str:
    """The statement with its values written in by the driver."""
    connection.ensure_connection()
    raw = connection.connection
    return ClientCursor(getattr(raw, "_connection", raw)).mogrify(sql, given)


def _refuse_subselects(part: Any, rule: Rule) -> None:
    if isinstance(part, Exists | Subquery | QuerySet | Query):
        raise NotARule(f"{rule.name}: no sub-select in a rule")
    if isinstance(part, Q):
        _refuse_hidden_subselects(part, rule)
        for child in part.children:
            _refuse_subselects(child[1] if isinstance(child, tuple) else child, rule)


LOOKUPS = {"in", "exact", "isnull", "gt", "gte", "lt", "lte", "contains"}


def _refuse_hidden_subselects(q: Q, rule: Rule) -> None:
    """A negation over a relation becomes NOT EXISTS, which the join count does not see."""
    names = [child[0].split("__") for child in q.children if isinstance(child, tuple)]
    if q.negated and any(len(name) > 1 and name[1] not in LOOKUPS for name in names):
        raise NotARule(f"{rule.name}: no negation over a relation in a rule")
