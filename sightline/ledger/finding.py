"""The doors to records: one at a time, or as a list; each look is in the ledger."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

from sightline.kit.policies import policy_of
from sightline.kit.records import passing
from sightline.kit.references import NotAReference, tidy_reference
from sightline.kit.rules import CONFIRMED
from sightline.ledger.notes import note

Kind = TypeVar("Kind", bound=Model)


def find(model: type[Kind], ref: str) -> Kind:
    """The record with this reference, the look noted; Http404 alike for a hidden and for an absent one."""
    record = model._default_manager.filter(ref=_meant(ref)).first()
    if record is None:
        raise Http404
    note("consult", "open", record)
    return record


def listed(records: QuerySet[Kind], asked: str, most: int = 200) -> list[Kind]:
    """The records of a list, at most so many; one entry says what was asked and how many came."""
    rows = list(records[:most])
    note("consult", "list", kind=records.model._meta.label, asked=asked, found=len(rows))
    return rows


def counted(records: QuerySet[Kind], asked: str) -> int:
    """How many; one entry says what was asked."""
    number = records.count()
    note("consult", "count", kind=records.model._meta.label, asked=asked, found=number)
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


def _meant(ref: str) -> str:
    """The reference, or one that no record has: nonsense is looked up like everything else."""
    try:
        return tidy_reference(ref)
    except NotAReference:
        return "-"
