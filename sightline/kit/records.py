"""What every record has: a random key, a reference that reveals nothing, lists for one reader."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Self

from django.db import connection, models
from django.db.models import BooleanField, ExpressionWrapper

from sightline.kit.policies import policy_of
from sightline.kit.references import new_reference
from sightline.kit.rules import CONFIRMED, Key, Rule


class RecordQuerySet(models.QuerySet):
    """Lists of records."""

    def readable(self, *, by: Any) -> Self:
        """What `by` may read: the policy's own rule with the reader's facts as values, for speed.

        The policy stays the guard; a mistake here can only hide.
        """
        policy = policy_of(self.model)
        if policy is None or policy.see is None:
            return self.none()
        return self.filter(policy.see.q_with(facts_of(by, policy.see.facts())))


def facts_of(person: Any, wanted: set[Key]) -> dict[Key, Any]:
    """The values of facts for the person now acting, asked in one query and kept on `person` for the request."""
    known: dict[Key, Any] = person.__dict__.setdefault("_facts", {})
    missing = sorted(wanted - known.keys())
    if missing:
        known.update(zip(missing, _ask(missing), strict=True))
    return known


def facts_once_confirmed(person: Any, wanted: set[Key]) -> dict[Key, Any]:
    """The same, as if they had just confirmed that it is them: for showing what they could then do."""
    return facts_of(person, wanted) | {CONFIRMED: True}


def forget_facts(person: Any) -> None:
    """What is known of a person may have changed by what they just did; ask again when next needed."""
    if person is not None:
        person.__dict__.pop("_facts", None)


def _ask(keys: list[Key]) -> tuple[Any, ...]:
    columns = ", ".join(f"priv.{name}({', '.join(['%s'] * len(given))})" for name, given in keys)
    with connection.cursor() as cursor:
        cursor.execute(f"select {columns}", [value for _, given in keys for value in given])
        return cursor.fetchone()


def passing(rules: list[Rule], record: models.Model, by: Any, assuming: Mapping[Key, Any] | None = None) -> list[Rule]:
    """Those of the rules that hold for this record and reader, in the order given; one query.

    assuming: facts to be taken as given, for "would they, if".
    """
    return row_and_rules(rules, record, by, columns=(), assuming=assuming)[1]


def row_and_rules(
    rules: list[Rule],
    record: models.Model,
    by: Any,
    columns: Iterable[str] | None = None,
    assuming: Mapping[Key, Any] | None = None,
) -> tuple[dict[str, Any], list[Rule]]:
    """The record's row as the database has it, and those of the rules that hold for it; one query.

    columns: which of the row; all when left out. assuming: as `passing` takes it.
    """
    values = {**facts_of(by, set().union(*(rule.facts() for rule in rules))), **(assuming or {})}
    tests = {
        f"rule_{number}": ExpressionWrapper(rule.q_with(values), output_field=BooleanField())
        for number, rule in enumerate(rules)
    }
    wanted = _columns(record) if columns is None else columns
    row = type(record)._base_manager.filter(pk=record.pk).annotate(**tests).values(*wanted, *tests).first() or {}
    holding = [rule for name, rule in zip(tests, rules, strict=True) if row.pop(name, False)]
    return row, holding


def row_of(record: models.Model) -> dict[str, Any]:
    """The record's row as the database has it now; empty when it cannot be seen any more."""
    return type(record)._base_manager.filter(pk=record.pk).values(*_columns(record)).first() or {}


def _columns(record: models.Model) -> list[str]:
    return [field.attname for field in record._meta.concrete_fields]


class ReferenceField(models.CharField):
    """A reference like "E-7KQ2-M9X4": what addresses and people use, never the key."""

    def __init__(self, prefix: str, **options: Any):
        self.prefix = prefix
        options |= {"max_length": 16, "unique": True, "editable": False, "default": partial(new_reference, prefix)}
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, list, dict]:
        name, path, _, _ = super().deconstruct()
        return name, path, [self.prefix], {}


class Record(models.Model):
    """A row with a random key made here: the database gives nothing back to a writer who may not read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return getattr(self, "ref", "") or str(self._meta.verbose_name)
