"""The doors to records: one at a time, or as a list; each look is in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import BooleanField, Case, ExpressionWrapper, Model, QuerySet, TextField, Value, When
from django.http import Http404

from sightline.kit.numbers import cited
from sightline.kit.policies import policy_of
from sightline.kit.records import passing
from sightline.kit.references import NotAReference, tidy_reference
from sightline.kit.rules import CONFIRMED
from sightline.ledger.notes import note

Kind = TypeVar("Kind", bound=Model)
OPENED_BY = "the_rule"  # beside the columns of a record that was found


def find(model: type[Kind], ref: str) -> Kind:
    """The record with this reference, the look noted; Http404 alike for a hidden and for an absent one."""
    record = model._default_manager.filter(ref=_meant(ref)).annotate(**{OPENED_BY: _first_rule(model)}).first()
    if record is None:
        raise Http404
    note("consult", "open", record, rule=getattr(record, OPENED_BY))
    return record


def listed(records: QuerySet[Kind], asked: str, most: int = 200, typed: Iterable[Any] = ()) -> list[Kind]:
    """The records of a list, at most so many; one entry says what was asked and how many came.

    asked: in fixed words of the code. typed: what the reader typed or chose, which the ledger keeps as a mark alone.
    """
    rows = list(records[:most])
    note("consult", "list", **_question(records.model, asked, typed), found=len(rows))
    return rows


def counted(records: QuerySet[Kind], asked: str, typed: Iterable[Any] = ()) -> int:
    """How many; one entry says what was asked."""
    number = records.count()
    note("consult", "count", **_question(records.model, asked, typed), found=number)
    return number


def why(record: Model, by: Any) -> str:
    """The sentences of the rules that let this reader see this record, for the page's foot."""
    policy = policy_of(type(record))
    if policy is None or policy.see is None:
        return ""
    return "; ".join(rule.says for rule in passing(list(policy.see.arms()), record, by))


def may(record: Model, verb: str, by: Any) -> bool:
    """Whether a rule lets this reader do this to this record now; for showing or hiding a button.

    One that first asks for the factor is shown: pressing it asks.
    """
    policy = policy_of(type(record))
    rule = policy.rule_for(verb) if policy else None
    if rule is None or not passing([rule], record, by, {CONFIRMED: True}):
        return False
    step = getattr(record, "STEPS", {}).get(verb)
    return step is None or record.state in step.before  # type: ignore[attr-defined]


def _first_rule(model: type[Model]) -> Case:
    """The number of the first rule that opens a row to the reader, as a column of the query that reads the row."""
    policy = policy_of(model)
    arms = list(policy.see.arms()) if policy and policy.see else []
    tests = [
        When(ExpressionWrapper(arm.q(), output_field=BooleanField()), then=Value(cited(model, "see", [arm])))
        for arm in arms
    ]
    return Case(*tests, default=Value(""), output_field=TextField())


def _question(model: type[Model], asked: str, typed: Iterable[Any]) -> dict[str, Any]:
    policy = policy_of(model)
    rule = cited(model, "see", policy.see.arms()) if policy and policy.see else ""
    return {"kind": model._meta.label, "rule": rule, "asked": asked, "typed": typed}


def _meant(ref: str) -> str:
    """The reference, or one that no record has: nonsense is looked up like everything else."""
    try:
        return tidy_reference(ref)
    except NotAReference:
        return "-"
