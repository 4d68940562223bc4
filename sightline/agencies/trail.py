"""Who did what to a record, in words for its page: staff are named, as the open directory names them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Model

from sightline.agencies.models import Person
from sightline.kit.steps import history


def names_of(people: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of people by their keys."""
    return dict(Person.objects.filter(pk__in=set(people) - {None}).values_list("pk", "name"))


def happened(record: Model) -> list[dict[str, Any]]:
    """The steps that a record has taken, newest first: what it was then, when, by whom and why."""
    steps = history(record)
    names = names_of(step.by for step in steps)
    states: Any = type(record).State  # type: ignore[attr-defined]
    return [
        {"what": states(step.after).label, "at": step.at, "by": names.get(step.by, ""), "why": step.why}
        for step in steps
    ]
