"""The machine proposes, a person decides, two erase; a legal hold stops it."""

from __future__ import annotations

from datetime import date, datetime

from django.apps import apps
from django.db import connection
from django.db.models import Q

from sightline.agencies.models import Person
from sightline.kit.refusals import WrongStep
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.ledger.notes import note
from sightline.trust.erasing import erase, is_held
from sightline.trust.models import Hold, Review


@action("propose", on=Review, role="sl_worker")
def propose(*, by: None, at: datetime) -> int:
    """Lay before its desk whatever is due for review; how many were found. Nobody's act: the daily round's."""
    with connection.cursor() as cursor:
        cursor.execute("select * from priv.due_for_review(%s)", [at.date()])
        rows = cursor.fetchall()
    names = ("rule", "kind", "record", "about", "part", "agency_id", "area_id", "due_on")
    due = [Review(**dict(zip(names, row, strict=True)), proposed_at=at) for row in rows]
    Review.objects.bulk_create(due, ignore_conflicts=True)
    note("system", "propose", kind=Review._meta.label, asked="due for review", found=len(due))
    return len(due)


@action("keep")
def keep(review: Review, *, by: Person, at: datetime, why: str, next_on: date) -> None:
    """Keep the record, with the reason and the day on which somebody asks again. It also answers a wish to erase."""
    advance(review, "keep", by=by, at=at, why=why, reason=why, decided_by=by, decided_at=at, next_on=next_on)


@action("ask")
def ask_to_erase(review: Review, *, by: Person, at: datetime, why: str) -> None:
    """Decide that the record shall go. Nothing goes yet: a second person confirms. Raises WrongStep under a hold."""
    _refuse_held(review, "ask", at)
    advance(review, "ask", by=by, at=at, why=why, reason=why, decided_by=by, decided_at=at)


@action("confirm", act="erase")
def confirm(review: Review, *, by: Person, at: datetime) -> dict[str, int]:
    """Erase the record with all that belongs to it, as the second person; how many rows of each table.

    Raises Refused for the one who decided it, WrongStep under a hold. What the ledger keeps are random keys, names
    of fields and marks of values, whose salt goes with the rows: they tell nothing then.
    """
    _refuse_held(review, "confirm", at)
    advance(review, "confirm", by=by, at=at, confirmed_by=by, confirmed_at=at)
    gone = erase(review, at)
    note("erase", "erase", apps.get_model(review.kind)(pk=review.record), rule=review.rule, found=sum(gone.values()))
    return gone


@action("hold")
def place_hold(review: Review, *, by: Person, at: datetime, why: str, until: date | None = None) -> Hold:
    """Put a legal hold on the record: nothing of it is erased while it stands. until: None for as long as needed."""
    keys = {name: getattr(review, name) for name in ("kind", "record", "about", "part", "agency_id", "area_id")}
    return Hold.objects.create(**keys, why=why, placed_by=by, placed_at=at, until=until)


@action("lift")
def lift(hold: Hold, *, by: Person, at: datetime, why: str) -> None:
    """End a hold. Raises WrongStep when it has ended."""
    if not Hold.objects.filter(pk=hold.pk, lifted_at=None).update(lifted_by=by, lifted_at=at):
        raise WrongStep("lift", hold)


def _refuse_held(review: Review, verb: str, at: datetime) -> None:
    of_it = Q(record=review.record) | Q(about=review.about)  # a part of a record is spoken of by the whole
    if Hold.objects.standing(at.date()).filter(of_it).exists() or is_held(review):
        raise WrongStep(verb, review)
