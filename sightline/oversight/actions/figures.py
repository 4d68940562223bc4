"""Counting, and choosing what is published of a count."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import translation

from sightline.agencies.models import Person
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.operations.models import Operation
from sightline.oversight.measures import claim, whole_of
from sightline.oversight.models import Count, Figure
from sightline.oversight.qualifying import Claim, NotBorneOut, in_words


@action("count")
def count(operation: Operation, *, by: Person, at: datetime) -> list[Count]:
    """Count every measure of an operation now; the database's counting role reads, and writes the counts.

    Raises Refused for who does not command it.
    """
    with connection.cursor() as cursor:
        cursor.execute("select priv.count_operation(%s, %s)", [operation.pk, at])
    return list(Count.objects.filter(operation=operation, counted_at=at))


@action("propose_figure")
def propose_figure(operation: Operation, *, by: Person, at: datetime, **said: Any) -> Figure:
    """Choose what is published of a count; an earlier choice that nobody approved gives way.

    said: what a Claim holds. Fewer than five people are held back from the figure itself; their number stays with the
    count. Raises NotBorneOut when the latest count says otherwise.
    """
    chosen, whole = claim(**said), whole_of(said["measure"])
    counted = _latest(operation, chosen.measure)
    if problem := chosen.objection(_value(counted), _value(_latest(operation, whole))):
        raise NotBorneOut(problem)
    for earlier in _alike(operation, chosen.measure, chosen.by_whom).waiting():
        advance(earlier, "supersede", by=by, at=at)
    return Figure.objects.create(
        operation=operation,
        area_id=operation.area_id,
        about=operation.name,
        count=counted,
        subset_of=_alike(operation, whole, chosen.by_whom).standing().order_by("-as_at").first(),
        proposed_by=by,
        **_as_kept(chosen),
    )


@action("approve", act="approve")
def approve_figure(figure: Figure, *, by: Person, at: datetime) -> None:
    """Approve a figure; what stood in its place is superseded.

    One that stands for fewer than five people then waits for the safeguarding lead.
    """
    for earlier in _alike(figure.operation_id, figure.measure, figure.by_whom).approved():
        advance(earlier, "supersede", by=by, at=at)
    advance(figure, "hold" if figure.is_small else "approve", by=by, at=at, approved_by=by, approved_at=at)


@action("release_small", act="approve")
def release_small(figure: Figure, *, by: Person, at: datetime) -> None:
    """The safeguarding lead lets a small number be told as it is."""
    value = _value(figure.count)
    advance(figure, "release_small", by=by, at=at, value=value, shown=_shown(figure.qualifier, value))


@action("keep_small")
def keep_small(figure: Figure, *, by: Person, at: datetime) -> None:
    """The safeguarding lead keeps it at "fewer than 5"."""
    advance(figure, "keep_small", by=by, at=at)


def _as_kept(chosen: Claim) -> dict[str, Any]:
    """The claim as the columns of a figure; a small number is left out."""
    value = None if chosen.is_small else chosen.value
    names = ("measure", "says", "unit", "qualifier", "by_whom", "as_at", "source")
    kept = {name: getattr(chosen, name) for name in names}
    return {**kept, "value": value, "shown": _shown(chosen.qualifier, value)}


def _shown(qualifier: str, value: int | None) -> str:
    """The words as they are kept, in English; a page says them in the reader's language."""
    with translation.override("en-gb"):
        return in_words(qualifier, value)


def _alike(operation: object, measure: str, by_whom: str) -> Any:
    return Figure.objects.of(operation).like(measure, by_whom)


def _latest(operation: Operation, measure: str) -> Count | None:
    return Count.objects.filter(operation=operation, measure=measure).order_by("-counted_at").first()


def _value(counted: Count | None) -> int | None:
    return counted.value if counted else None
