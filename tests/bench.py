"""What the walls cost: the policy's lists, look-ups and counts against the same filter typed by hand, in one run.

    make bench                     10,000 and 100,000 visits
    make bench ARGS="1000000"      more of them

Prints medians of 21 in milliseconds and the ratio (policy / hand); under a millisecond by hand, what shows is the cost
of asking for the facts, and no ratio is held. Held: open one 1.2, count 1.2, newest 50 1.7.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import django

django.setup()

from django.db import connection  # noqa: E402
from django.db.models import Q, QuerySet  # noqa: E402

from sightline.agencies.models import Agency, Area, Grant, Person, Role  # noqa: E402
from sightline.kit.acting import acting_as  # noqa: E402
from sightline.operations.models import Assignment, Operation, Team, TeamMember  # noqa: E402
from sightline.sharing.tests.factories import signed  # noqa: E402
from sightline.visits.models import Visit  # noqa: E402
from tests import databases, worlds  # noqa: E402

HELD = {"open one": 1.2, "count": 1.2, "newest 50": 1.7}
OPERATIONS = 2_000
AREAS = 43
START = datetime(2016, 10, 17, 9, tzinfo=UTC)
RUNS = 21

FILL = """
insert into operations_operation (id, ref, state, name, kind, lead_id, area_id, place, aims, concerns, starts_on, ends_on,
    commander_id, proposed_at)
  select gen_random_uuid(), 'O-' || n, 'live', 'Operation ' || n, 'days', %(agency)s, a.id, '', '{}', '{}',
    '2016-10-17', '2016-10-21', %(person)s, %(start)s from generate_series(1, %(operations)s) n
  join (select id, row_number() over (order by code) - 1 as place from agencies_area) a on a.place = n %% %(areas)s;
insert into operations_team (id, ref, name, agency_id, base, operation_id, area_id)
  select gen_random_uuid(), 'G-' || row_number() over (), 'Team', %(agency)s, '', id, area_id from operations_operation;
insert into visits_visit (id, ref, state, operation_id, area_id, team_id, premises_kind, place, address, type_planned,
    type_actual, purpose, arrived_at, outcome, visit_again, note, begun_by_id)
  select gen_random_uuid(), 'V-' || n, 'open', t.operation_id, t.area_id, t.id, 'car-wash', 'Car wash', '', 'soft', 'soft', '',
    %(start)s::timestamptz + n * interval '7 seconds', '', false, '', %(person)s
  from generate_series(1, %(rows)s) n
  join (select *, row_number() over (order by id) - 1 as place from operations_team) t on t.place = n %% %(operations)s;
"""


def main(sizes: list[int]) -> int:
    """Measure each size; 1 when a ratio is over what we hold."""
    worst: dict[str, float] = {}
    for rows in sizes:
        with filled(rows) as people:
            for measure, ratio in measured(rows, people):
                worst[measure] = max(worst.get(measure, 0), ratio)
    broken = [measure for measure, ratio in worst.items() if ratio > HELD[measure]]
    print(f"\nWorst ratios: {', '.join(f'{name} {ratio:.2f} (held {HELD[name]})' for name, ratio in worst.items())}")
    return 1 if broken else 0


@contextmanager
def filled(rows: int) -> Iterator[dict[str, Person]]:
    """A database of its own with so many visits, and its three readers."""
    with worlds.alone() as (cluster, name), databases.clone(cluster, name, "bench") as copy:
        worlds.point_at(copy)
        yield _fill(rows)
        connection.close()


def measured(rows: int, people: dict[str, Person]) -> Iterator[tuple[str, float]]:
    """Each measure for each reader: prints a line and gives the ratio."""
    print(f"\n{rows:,} visits{'':24}policy     hand    ratio")
    for reader, person in people.items():
        hand = _by_hand(person)
        _refuse_unlike(person, hand)
        for measure, ask in questions(hand.first() or Visit.objects.first()).items():
            walled, plain = side_by_side(
                person,
                lambda ask=ask, person=person: ask(lambda: Visit.objects.readable(by=person), Visit.objects.all()),
                lambda ask=ask, hand=hand: ask(lambda: hand, hand),
            )
            print(f"  {reader:10} {measure:12}       {walled:9.2f} {plain:8.2f} {walled / plain:8.2f}")
            yield measure, walled / plain if plain > 1 else 1.0


def _refuse_unlike(person: Person, hand: QuerySet) -> None:
    """Raises ValueError unless the reader sees what the filter by hand finds, by both ways in, and somebody sees something."""
    with acting_as(person):
        seen = (Visit.objects.count(), Visit.objects.readable(by=person).count())
    found = hand.count()
    if seen != (found, found) or (person.name != "nobody" and not found):
        raise ValueError(f"{person.name} sees {seen} visits, and by hand there are {found}: nothing is compared")


def side_by_side(person: Person, walled: Callable[[], object], plain: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of both, medians of runs taken in turn: what the disk and the machine do meanwhile is done to both."""
    times: list[tuple[float, float]] = []
    for _ in range(RUNS + 1):
        with acting_as(person):
            first = elapsed(walled)
        times.append((first, elapsed(plain)))
    return statistics.median(one for one, _ in times[1:]), statistics.median(other for _, other in times[1:])


def elapsed(ask: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    begun = time.perf_counter()
    ask()
    return (time.perf_counter() - begun) * 1000


def questions(one: Visit) -> dict[str, Callable[[Callable[[], QuerySet], QuerySet], object]]:
    """What is asked: of the list for this reader, whose making asks for their facts, and of the bare table behind its policy."""
    return {
        "open one": lambda mine, bare: list(bare.filter(pk=one.pk)),
        "count": lambda mine, bare: bare.count(),
        "newest 50": lambda mine, bare: list(mine().order_by("-arrived_at")[:50]),
    }


def median(ask: Callable[[], object]) -> float:
    """Milliseconds, the median of the runs after a first one that is not counted."""
    ask()
    return statistics.median(elapsed(ask) for _ in range(RUNS))


def _by_hand(person: Person) -> QuerySet:
    """The same filter with its values typed, as somebody without rules would write it."""
    operations = list(Assignment.objects.filter(person=person).values_list("operation_id", flat=True))
    teams = list(TeamMember.objects.filter(person=person).values_list("team_id", flat=True))
    return Visit.objects.filter(Q(team__in=teams) | Q(operation__in=operations))


def _fill(rows: int) -> dict[str, Person]:
    area, *_ = Area.objects.bulk_create(
        Area(code=f"bench-{number}", name=f"Bench {number}", nation="england") for number in range(AREAS)
    )
    agency = Agency.objects.create(code="bench", name="Bench Police", kind="police force", area=area)
    signed(agency, *_other_forces())
    people = {name: Person.objects.create(name=name, agency=agency) for name in ("officer", "commander", "nobody")}
    given = {"agency": agency.pk, "person": people["nobody"].pk, "start": START, "rows": rows}
    with connection.cursor() as cursor:
        cursor.execute(FILL, given | {"operations": OPERATIONS, "areas": AREAS})
    for operation in Operation.objects.all()[:133]:
        _assign(operation, people["commander"])
    for operation in Operation.objects.all()[:2]:
        _join(operation, people["officer"])
    Grant.objects.create(person=people["officer"], role=Role.VISITING_OFFICER, agency=agency, area=area, since=START)
    with connection.cursor() as cursor:
        cursor.execute("analyze visits_visit")
    return people


def _other_forces() -> list[Agency]:
    """The forces of the other areas, which share with the bench's: without an agreement no reader would see a row."""
    areas = Area.objects.filter(code__startswith="bench-").exclude(code="bench-0")
    return Agency.objects.bulk_create(
        Agency(code=f"force-{area.code}", name=area.name, kind="police force", area=area) for area in areas
    )


def _assign(operation: Operation, person: Person) -> None:
    Assignment.objects.create(
        operation=operation, area=operation.area, person=person, part="commander", since=START, assigned_by=person
    )


def _join(operation: Operation, person: Person) -> None:
    team = Team.objects.get(operation=operation)
    TeamMember.objects.create(team=team, operation=operation, area=operation.area, person=person, since=START)


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [10_000, 100_000]))
