"""Which use of the system is unusual: from the ledger and what staff declared, without any content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from sightline.kit.clocks.deadlines import LONDON
from sightline.ledger.models import Entry
from sightline.trust.models import Declaration, Unusual

Signal = Unusual.Signal

LEAST = 40  # records opened in a day, below which no volume is unusual
TIMES = 3  # so many times what colleagues in the same roles usually open
OFF_DUTY = 3  # looks off duty in a day, below which somebody merely stayed late
CASES = ("safeguarding.Case", "visits.Encounter", "justice.Custody", "justice.Investigation", "reports.Report")
BROWSED = 10  # different cases within one hour, and nothing done with any of them
HOUR = timedelta(hours=1)


class Look(NamedTuple):
    """One record opened by one person: keys, roles and the moment."""

    actor: UUID
    roles: tuple[str, ...]
    kind: str
    record: UUID
    at: datetime


class Finding(NamedTuple):
    """What stands out: whose, which signal, on which day, how often, and what is usual."""

    person: UUID
    signal: Unusual.Signal
    day: date
    times: int
    usual: int = 0


def unusual_on(day: date) -> list[Finding]:
    """Everything that stands out on one day, as London counts days; for who may read the ledger."""
    start = datetime.combine(day, time.min, LONDON)
    entries = Entry.objects.filter(at__gte=start, at__lt=start + timedelta(days=1), actor__isnull=False)
    looks = [*_looks(entries.filter(act="consult", verb="open", record__isnull=False).order_by("at"))]
    done = set(entries.exclude(act="consult").values_list("actor", "record"))
    return [*_volume(looks, day), *_off_duty(looks, day), *_browsing(looks, done, day), *_own(start, day)]


def _looks(entries: Any) -> Iterator[Look]:
    for actor, roles, kind, record, at in entries.values_list("actor", "roles", "kind", "record", "at"):
        yield Look(actor, tuple(roles), kind, record, at.astimezone(LONDON))


def _volume(looks: Iterable[Look], day: date) -> Iterator[Finding]:
    """Far more records than those in the same roles usually open in a day; alone in a role, than the least."""
    opened: dict[tuple[str, ...], dict[UUID, set[UUID]]] = defaultdict(lambda: defaultdict(set))
    for look in looks:
        opened[look.roles][look.actor].add(look.record)
    for people in opened.values():
        for person, records in people.items():
            others = [len(theirs) for other, theirs in people.items() if other != person]
            usual = int(median(others)) if others else 0
            if len(records) > max(LEAST, TIMES * usual):
                yield Finding(person, Signal.VOLUME, day, len(records), usual)


def _off_duty(looks: Iterable[Look], day: date) -> Iterator[Finding]:
    """Looks outside the duty times that the person declared; who declared none is not judged by them."""
    times: dict[UUID, int] = defaultdict(int)
    declared = _declarations()
    for look in looks:
        duty = declared.get(look.actor)
        if duty and not duty.on_duty(look.at.weekday(), look.at.time()):
            times[look.actor] += 1
    yield from (Finding(person, Signal.OFF_DUTY, day, number) for person, number in times.items() if number >= OFF_DUTY)


def _browsing(looks: Iterable[Look], done: set[tuple[UUID, UUID]], day: date) -> Iterator[Finding]:
    """Many different cases opened within an hour, none of which the person did anything with that day."""
    opened: dict[UUID, list[Look]] = defaultdict(list)
    for look in looks:
        if look.kind in CASES and (look.actor, look.record) not in done:
            opened[look.actor].append(look)
    for person, theirs in opened.items():
        most = max(_within_an_hour(theirs, number) for number in range(len(theirs)))
        if most >= BROWSED:
            yield Finding(person, Signal.BROWSING, day, most)


def _within_an_hour(looks: list[Look], first: int) -> int:
    until = looks[first].at + HOUR
    return len({look.record for look in looks[first:] if look.at < until})


def _own(start: datetime, day: date) -> Iterator[Finding]:
    """Records of the own street or of somebody of the own name: compared inside the database, mark by mark."""
    with connection.cursor() as cursor:
        cursor.execute("select actor, signal, times from priv.own_looks(%s, %s)", [start, start + timedelta(days=1)])
        for actor, signal, times in cursor.fetchall():
            yield Finding(actor, Signal(signal), day, times)


def _declarations() -> dict[UUID, Declaration]:
    newest = Declaration.objects.order_by("person", "-declared_at").distinct("person")
    return {declared.person_id: declared for declared in newest}
