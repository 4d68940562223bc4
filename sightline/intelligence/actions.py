"""What analysts do: grade, send back, submit, mention, link, raise a concern, assess a sector."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.db.models import Model

from sightline.agencies.models import Agency, Area, Person
from sightline.intelligence.keys import key_of
from sightline.intelligence.models import Concern, Handling, Item, Link, Mention, SectorAssessment
from sightline.kit.refusals import Refused
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.places.models import Premises
from sightline.reports import actions as reports
from sightline.reports.models import SanitisedReport


class Graded(TypedDict, total=False):
    """What a grader may add to the three boxes.

    conditions: needed with handling C. source_reason: why the source is not simply untested. corroboration: what
    supports a B, by another person and another way. exploitation, control: codes of the vocabularies.
    """

    conditions: str
    source_reason: str
    corroboration: str
    exploitation: Sequence[str]
    control: Sequence[str]
    premises: Premises | None
    seen_from: date | None
    seen_to: date | None


@action("grade")
def grade(
    sanitised: SanitisedReport,
    *,
    agency: Agency,
    source: str,
    assessment: str,
    handling: str,
    by: Person,
    at: datetime,
    text: str = "",
    **more: Unpack[Graded],
) -> Item:
    """Make one graded item of a sanitised report; nothing in it leads back to who reported.

    source 1 to 3, assessment A to E, handling P or C, as the 3x5x2 has them. text: the desk's words unless given.
    Raises WrongStep when somebody has graded it or sent it back.
    """
    reports.mark_graded(sanitised, by=by, at=at)
    said = {"text": text or sanitised.text, "provenance": sanitised.provenance}
    boxes = {"source": source, "assessment": assessment, "handling": handling}
    return _item(sanitised=sanitised, agency=agency, area_id=sanitised.area_id, by=by, at=at, **said, **boxes, **more)


@action("send_back")
def send_back(sanitised: SanitisedReport, *, why: str, by: Person, at: datetime) -> None:
    """Return a sanitised report to its desk: it says too much, or too little to grade."""
    reports.mark_sent_back(sanitised, why=why, by=by, at=at)


@action("submit", on=Item)
def submit(
    *,
    agency: Agency,
    area: Area,
    text: str,
    provenance: str,
    source: str,
    assessment: str,
    handling: str,
    by: Person,
    at: datetime,
    **more: Unpack[Graded],
) -> Item:
    """Put in intelligence that did not come as a report. provenance: how the source knows, without naming it."""
    boxes = {"source": source, "assessment": assessment, "handling": handling}
    return _item(agency=agency, area=area, text=text, provenance=provenance, by=by, at=at, **boxes, **more)


@action("withdraw")
def withdraw(item: Item, *, why: str, by: Person, at: datetime) -> None:
    """Withdraw an item that should not be relied on any more; it stays, and says why."""
    advance(item, "withdraw", by=by, at=at, why=why)


@action("place", act="combine")
def place(item: Item, *, premises: Premises, by: Person, at: datetime) -> None:
    """Say which place an item is about."""
    _must_see(premises, "place")
    Item.objects.filter(pk=item.pk).update(premises=premises)


@action("mention")
def mention(item: Item, *, kind: str, says: str, by: Person, at: datetime) -> Mention:
    """Note a person, vehicle or phone that an item speaks of, as it speaks of it."""
    carried = {"agency_id": item.agency_id, "area_id": item.area_id, "handling": item.handling}
    return Mention.objects.create(
        item=item, kind=kind, says=says, key=key_of(kind, says), recorded_by=by, recorded_at=at, **carried
    )


@action("link", act="combine")
def link(one: Mention, *, other: Mention, relation: str, why: str, by: Person, at: datetime) -> Link:
    """Link two mentions by hand, handled as strictly as the stricter of them.

    Raises Refused when `by` may not see both, or when two agencies each share their end only with conditions.
    """
    _must_see(other, "link")
    return Link.objects.create(
        one=one, other=other, relation=relation, why=why, linked_by=by, linked_at=at, **_stricter(one, other, by)
    )


@action("raise_concern")
def raise_concern(
    premises: Premises,
    *,
    exploitation: Sequence[str],
    control: Sequence[str],
    reason: str,
    confidence: str,
    by: Person,
    at: datetime,
    review_on: date | None = None,
) -> Concern:
    """Say why a place is a concern, for those who plan; an earlier concern that is still open ends with this one.

    confidence: a code of intelligence/confidence, of either list. reason: commanders read it.
    """
    for earlier in Concern.objects.about(premises).waiting():
        advance(earlier, "end", by=by, at=at, why="Assessed anew")
    return Concern.objects.create(
        premises=premises,
        area_id=premises.area_id,
        exploitation=list(exploitation),
        control=list(control),
        reason=reason,
        confidence=confidence,
        items=Item.objects.standing().about(premises).shared().count(),
        raised_by=by,
        raised_at=at,
        review_on=review_on,
    )


@action("end")
def end_concern(concern: Concern, *, why: str, by: Person, at: datetime) -> None:
    """End a concern: nothing was found, it has stopped, or it was mistaken."""
    advance(concern, "end", by=by, at=at, why=why)


@action("assess", on=SectorAssessment)
def assess_sector(
    *, area: Area, premises_kinds: Sequence[str], says: str, confidence: str, by: Person, at: datetime
) -> SectorAssessment:
    """Say what intelligence suggests of kinds of premises in an area. It names no place."""
    return SectorAssessment.objects.create(
        area=area,
        premises_kinds=list(premises_kinds),
        says=says,
        confidence=confidence,
        assessed_by=by,
        assessed_at=at,
    )


def _item(*, by: Person, at: datetime, **given: Any) -> Item:
    if given.get("premises"):
        _must_see(given["premises"], "place")
    for codes in ("exploitation", "control"):
        given[codes] = list(given.get(codes) or ())
    return Item.objects.create(graded_by=by, graded_at=at, **given)


def _must_see(record: Model, verb: str) -> None:
    """A foreign key would accept a row that its writer may not read."""
    if not type(record)._default_manager.filter(pk=record.pk).exists():
        raise Refused(verb, record)


def _stricter(one: Mention, other: Mention, by: Person) -> dict[str, Any]:
    """Whose a link is and how it is handled; between two areas only its own agency reads it."""
    closed = [end for end in (one, other) if end.handling == Handling.CONDITIONS]
    holders = {end.agency_id for end in closed} or {by.agency_id}
    if len(holders) > 1:
        raise Refused("link", other)
    apart = bool(closed) or one.area_id != other.area_id
    handling = Handling.CONDITIONS if apart else Handling.SHARED
    return {"agency_id": holders.pop(), "area_id": one.area_id, "handling": handling}
