"""What it costs to take reports in: at the public front, in a file of a partner, and beside what nobody could do without.

    make bench

Prints reports a second at 1, 8 and 32 clients, each on the disk before its code is shown, beside a bare insert of the
same row into the same database by as many, as durable; the 95th percentile; where the time of one report goes; what a
worker holds in memory; and 10,000 rows of a file with 3 % bad, sent twice. Held: none lost, none doubled, nothing changed
by sending again, 0.5 s at 8 clients.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from os import cpu_count, getloadavg
from typing import Any, NamedTuple

import django

django.setup()

import psutil  # noqa: E402
import psycopg  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from sightline.agencies.models import Agency  # noqa: E402
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, person_as  # noqa: E402
from sightline.config.embedded import Cluster  # noqa: E402
from sightline.config.server import Database  # noqa: E402
from sightline.kit.acting import acting_as  # noqa: E402
from sightline.reports import importing  # noqa: E402
from sightline.reports.models import Report  # noqa: E402
from tests import databases, figures, fronts, taken_apart, worlds  # noqa: E402
from tests.faults.ground import filled, own_cluster  # noqa: E402
from tests.faults.kills import as_stranger  # noqa: E402
from tests.people import Answer  # noqa: E402

CLIENTS = {1: 80, 8: 400, 32: 640}  # reports sent by so many at once
ROWS, BAD_ONE_IN = 10_000, 33
P95_AT_8 = 0.5  # seconds
MEMORY = 200  # megabytes a worker
BARE = (
    "insert into reports_report select (jsonb_populate_record(null::reports_report, to_jsonb(r) || "
    "jsonb_build_object('id', gen_random_uuid(), 'ref', left(gen_random_uuid()::text, 16), 'partner_reference', ''))).* "
    "from reports_report r where r.door = 'public' limit 1"
)
words = count()


class Stored(NamedTuple):
    """How many reports a second so many clients had stored, and how long the slowest twentieth waited, in seconds."""

    rate: float
    p95: float


def main() -> int:
    """Measure and print; 1 when something is not as we hold."""
    wrong = []
    with worlds.alone() as (cluster, template):
        with as_in_service(cluster, template) as running:
            desk()
            wrong += at_the_front(running.public, running.database)
            wrong += memory(running.database)
            for line in taken_apart.said():
                print(f"  {line}")
            connection.close()
        worlds.point_at(template, cluster)
        with databases.clone(cluster, template, "bench") as name:
            worlds.point_at(name)
            wrong += a_file()
            connection.close()
    print("".join(f"  not held: {each}\n" for each in wrong) or "  all held")
    return int(bool(wrong))


@contextmanager
def as_in_service(tests: Cluster, template: str) -> Iterator[fronts.Fronts]:
    """Both fronts on a database whose commits wait for the disk, as that of the tests does not."""
    with own_cluster("reports") as cluster:
        whole = filled(cluster, tests, template)
        with fronts.served(cluster, whole.name, "reports") as running:
            worlds.point_at(running.database.name, cluster)
            yield running


def desk() -> Agency:
    """An agency that reads reports."""
    return AgencyFactory(code=settings.REPORTS_FALLBACK_DESK, kind="police force", area=AreaFactory())


settings.REPORTS_FALLBACK_DESK = "modern-slavery-helpline"


def at_the_front(front: str, database: Database) -> Iterator[str]:
    """Reports of strangers, each client waiting for its code before it sends the next."""
    said, kept = [], {}
    for clients, number in CLIENTS.items():
        stored, sent = by_clients(front, clients, number)
        bare = bare_inserts(database, clients, number)
        said += sent
        load = getloadavg()[0]
        print(
            f"  {clients:3} clients: {stored.rate:7.1f} reports/s, p95 {stored.p95 * 1000:6.0f} ms; "
            f"bare insert {bare:7.1f}/s, {bare / stored.rate:5.1f} times that (load {load:.1f} on {cpu_count()} cores)"
        )
        kept |= {f"rate at {clients}": round(stored.rate, 1), f"bare at {clients}": round(bare, 1)}
        if clients == 8 and stored.p95 > P95_AT_8:
            yield f"p95 at 8 clients {stored.p95:.2f} s"
    figures.record("reports stored", **kept, load=getloadavg()[0])
    yield from lost_or_doubled(said)


def by_clients(front: str, clients: int, number: int) -> tuple[Stored, list[str]]:
    """So many reports by so many clients; what they wrote."""
    said, prepare = [f"bench {next(words)}" for _ in range(number)], as_stranger(front)
    with ThreadPoolExecutor(min(clients, 8)) as pool:
        sends = list(pool.map(prepare, said))
    began = time.monotonic()
    with ThreadPoolExecutor(clients) as pool:
        took = list(pool.map(sent, sends))
    rate = number / (time.monotonic() - began)
    return Stored(rate, statistics.quantiles(took, n=20)[-1]), said


def sent(send: Callable[[], Answer]) -> float:
    """Send the last page of a telling and wait for the code; the seconds it took."""
    began = time.monotonic()
    answer = send()
    if 'class="code"' not in answer.text:
        raise AssertionError(f"{answer.status}: {answer.text[:400]}")
    return time.monotonic() - began


def bare_inserts(database: Database, clients: int, number: int) -> float:
    """The same row, put in by as many connections and committed each time: how many a second."""
    lines = [psycopg.connect(database.server.keeper_url(database.name), autocommit=True) for _ in range(clients)]
    for line in lines:
        line.execute("set role sl_owner; set jit = off")
    began = time.monotonic()
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(lambda line: [line.execute(BARE) for _ in range(number // clients)], lines))
    took = time.monotonic() - began
    for line in lines:
        line.close()
    return number / took


def lost_or_doubled(said: list[str]) -> Iterator[str]:
    """Reports whose code was shown and that are not there once."""
    found = Report.objects.filter(what__in=said).order_by().values_list("ref", "what").distinct()
    held = [what for ref, what in found if ref.startswith("R-")]  # a bare copy has no reference of ours
    if len(set(held)) != len(said):
        yield f"{len(said) - len(set(held))} lost"
    if len(held) != len(set(held)):
        yield f"{len(held) - len(set(held))} doubled"


def memory(database: Database) -> Iterator[str]:
    """What the largest process of a front holds now, in megabytes."""
    mine = psutil.Process().children(recursive=True)
    serving = [each for each in mine if "postgres" not in each.name()]
    most = max(each.memory_info().rss for each in serving) / 2**20
    print(f"  the largest process of a front holds {most:.0f} MB (at most {MEMORY})")
    if most > MEMORY:
        yield f"{most:.0f} MB a worker"


def a_file() -> Iterator[str]:
    """10,000 rows with 3 % bad, and the same again."""
    desk()
    partner = AgencyFactory(code="bench-council", kind="council")
    officer = person_as("visiting partner", agency=partner)
    first, once = brought(officer, partner)
    again, twice = brought(officer, partner)
    took = f"{first:.1f} s, {ROWS / first:,.0f} rows/s; again {again:.1f} s (load {getloadavg()[0]:.1f})"
    print(f"  {ROWS:,} rows, 3 % bad: {took}")
    figures.record("a file of reports", seconds=round(first, 1), again=round(again, 1), **once)
    bad = len(range(0, ROWS, BAD_ONE_IN))
    if once != {"stored": ROWS - bad, "refused": bad} or Report.objects.count() != ROWS - bad:
        yield f"a file: {once}"
    if twice != {"here already": ROWS - bad, "refused": bad}:
        yield f"a file sent again: {twice}"


def brought(officer: Any, partner: Any) -> tuple[float, dict[str, int]]:
    """The file brought in once: seconds, and how many rows came out how."""
    rows = [row(number) for number in range(ROWS)]
    outcomes: dict[str, int] = {}
    began = time.monotonic()
    with acting_as(officer):
        for answer in importing.bring_in(rows, partner=partner, by=officer, at=timezone.now()):
            outcomes[answer.outcome] = outcomes.get(answer.outcome, 0) + 1
    return time.monotonic() - began, outcomes


def row(number: int) -> dict[str, str]:
    """One row of the file; one in 33 has no day."""
    day = "soon" if number % BAD_ONE_IN == 0 else "2018-10-01"
    told = f"Six beds behind shop {number}."
    return {"partner_reference": f"B-{number}", "observed_on": day, "place": "Carrick Road, NE4 6AN", "what": told}


if __name__ == "__main__":
    sys.exit(main())
