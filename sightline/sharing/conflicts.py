"""A conflict of interest as a rule that always wins: what it is with, and all that names that, stays closed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Model, Q

from sightline.kit.facts import me
from sightline.kit.rules import Rule

ROOTS = (
    "reports.Report",
    "places.Premises",
    "operations.Operation",
    "visits.Encounter",
    "justice.Investigation",
    "safeguarding.Case",
)  # with which somebody may have a conflict; a person in care is also the person who was met
SAYS = "whoever has a conflict of interest with it, declared by themselves or recorded by another"


def in_conflict(model: type[Model]) -> Rule:
    """Whoever has a conflict of interest with a record of that kind, or with what it hangs on."""
    return Rule("in conflict", SAYS, lambda: reduce(or_, (_with(model, column) for column in columns(model))))


def columns(model: type[Model]) -> Iterator[str]:
    """The columns of a kind of record that name what somebody may have a conflict with, its own key among them."""
    if model._meta.label in ROOTS:
        yield "pk"
    for each in model._meta.concrete_fields:
        if each.is_relation and each.related_model is not model and each.related_model._meta.label in ROOTS:
            yield each.name


def _with(model: type[Model], column: str) -> Q:
    """An empty column is no conflict; without saying so, it would be neither yes nor no and close the row to all."""
    conflict = Q(**{f"{column}__in": me.conflicts})
    may_be_empty = column != "pk" and model._meta.get_field(column).null
    return conflict & Q(**{f"{column}__isnull": False}) if may_be_empty else conflict
