"""What staff declare, what auditors find and settle, and the decoys they plant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import connection

from sightline.agencies.models import Area, Person, Role
from sightline.kit.models import Notice, duty
from sightline.kit.refusals import Refused
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.ledger.notes import note
from sightline.trust.models import Declaration, Decoy, Unusual
from sightline.trust.references import keys_of
from sightline.trust.unusual import Finding, unusual_on


@action("declare", on=Declaration)
def declare(
    *, by: Person, at: datetime, surname: str, street: str, weekdays: Sequence[int], begins: time, ends: time
) -> Declaration:
    """Declare the own surname, home street and duty times. Name and street become marks that nobody can read back.

    weekdays: 0 is Monday. street: without the number; one that is given does not matter.
    """
    return Declaration.objects.create(
        person=by,
        surname_mark=_mark(surname),
        street_mark=_mark(street),
        weekdays=list(weekdays),
        begins=begins,
        ends=ends,
        declared_at=at,
    )


@action("find", on=Unusual)
def look_through(*, by: Person, at: datetime, day: date, area: Area) -> list[Unusual]:
    """Look a day of the ledger through and keep what stands out and is new; the auditors of the area are told.

    Whoever looks is not among what they find: another auditor finds them.
    """
    known = set(Unusual.objects.filter(day=day).values_list("person_id", "signal"))
    new = [each for each in unusual_on(day) if (each.person, each.signal) not in known and each.person != by.pk]
    made = Unusual.objects.bulk_create(_kept(each, at) for each in new)
    Notice.objects.bulk_create(Notice(duty=duty(Role.AUDITOR, area), subject=each.ref, sent_at=at) for each in made)
    note("consult", "look through", kind=Unusual._meta.label, asked="unusual use of a day", found=len(made))
    return made


@action("explain")
def explain(unusual: Unusual, *, by: Person, at: datetime, why: str) -> None:
    """There was a reason for it, and this is it."""
    advance(unusual, "explain", by=by, at=at, why=why)


@action("pass_on", act="disclose")
def pass_on(unusual: Unusual, *, by: Person, at: datetime, why: str) -> None:
    """Professional standards have it from here; the person's own line is not told."""
    advance(unusual, "pass_on", by=by, at=at, why=why)


@action("plant", on=Decoy)
def plant(*, by: Person, at: datetime, ref: str, area: Area) -> Decoy:
    """Make an ordinary record a decoy: opening it rings the auditors of the area. Nothing on the record tells.

    Raises Refused when no record has that reference.
    """
    found = keys_of(ref)
    if not found:
        raise Refused("plant", None, Decoy._meta.label)
    key = next(iter(found))
    return Decoy.objects.create(
        kind=found[key], record=key, planted_by=by, planted_at=at, duty=duty(Role.AUDITOR, area)
    )


def _mark(words: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("select priv.mark_of(%s)", [words])
        return bytes(cursor.fetchone()[0])


def _kept(found: Finding, at: datetime) -> Unusual:
    return Unusual(
        person_id=found.person,
        signal=found.signal,
        day=found.day,
        times=found.times,
        usual=found.usual,
        found_at=at,
    )
