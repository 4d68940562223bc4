"""The desk at 10,000, 100,000 and 1,000,000 reports: each pause of a handler kept, triage, and search by words.

    make bench
    .venv/bin/python -m tests.bench_desk 10000

Prints the 95th percentile in milliseconds as it is measured, whole answers of the staff front with walls, ledger and seals.
Held: 100 ms for each of them at every size, and for what triage and search ask of the database alone. Told to stop, it ends
what it had begun in the database.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import uuid4

import django

django.setup()

import psycopg  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from psycopg import sql  # noqa: E402

from sightline.agencies.models import Account, Person  # noqa: E402
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, person_as  # noqa: E402
from sightline.config import running  # noqa: E402
from sightline.kit.acting import acting_as  # noqa: E402
from sightline.reports.models import Report  # noqa: E402
from sightline.reports.tests.factories import ReportFactory  # noqa: E402
from sightline.reports.views import queue  # noqa: E402
from tests import databases, worlds  # noqa: E402
from tests.figures import record  # noqa: E402

SIZES = [10_000, 100_000, 1_000_000]
HELD = 100  # milliseconds
DESKS = 10  # the reader's is one of them
RUNS = 60
NOW = datetime(2018, 10, 17, 16, 36, tzinfo=UTC)
ASKED = {"rare": "word1990", "middling": "word700", "common": "word3", "two": "word3 word120", "beginning": "word19"}

INDEXES = """
select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
where indrelid = 'reports_report'::regclass and not indisunique and not indisprimary
"""
FILLED = {  # the columns in which one differs from another
    "id": "gen_random_uuid()",
    "ref": "'R-' || n",
    "desk_id": "desks[1 + n %% array_length(desks, 1)]",
    "state": "case when n %% 100 = 0 then 'received' when n %% 5 = 0 then 'closed' else 'passed-on' end",
    "level": "(array['red', 'amber', 'routine'])[1 + (n %% 37 + n %% 3) %% 3]",
    "received_at": "timestamptz '2018-10-17 16:00Z' - n * interval '20 seconds'",
    "what": "concat_ws(' ', " + ", ".join(["words[1 + floor(power(random(), 3) * 2000)::int]"] * 14) + ")",
}
FILL = """
insert into reports_report ({columns}) select {values} from reports_report t, generate_series(%s::int, %s::int) n,
    (select array(select 'word' || w from generate_series(0, 1999) w) words, %s::uuid[] desks offset 0) given
where t.id = %s
"""


def main(sizes: list[int]) -> int:
    """Measure each size, one after another in one database that grows; 1 when something is over what we hold."""
    broken, figures = [], {}
    running.hear()
    with worlds.alone() as (cluster, name), databases.clone(cluster, name, "clone_bench") as copy:
        worlds.point_at(copy)
        handler, seed, desks = begun()
        for before, size in zip([0, *sizes], sizes, strict=False):
            began = time.monotonic()
            with psycopg.connect(cluster.keeper_url(copy), autocommit=True) as keeper:
                grow(keeper, [before + 1, size, desks, seed.pk])
            say(f"\n  {size:,} reports, filled in {time.monotonic() - began:.0f} s; 95th percentiles in ms:")
            figures[size] = {}
            for what, took in measured(handler):
                figures[size][what] = took
                say(f"    {what:32}{took:10.1f}")
            broken += [(size, what) for what, took in figures[size].items() if took > HELD]
        connection.close()
    told = {str(size): {what: round(ms, 1) for what, ms in by.items()} for size, by in figures.items()}
    record("desk", held=HELD, p95=told)
    say(f"  over {HELD} ms: {broken or 'none'}")
    return 1 if broken else 0


def say(line: str) -> None:
    """Print it now."""
    print(line, flush=True)


def begun() -> tuple[Person, Report, list]:
    """A desk with its handler, the report of which all are copies, and all the desks."""
    agencies = [AgencyFactory(code=f"desk-{number}", area=AreaFactory()) for number in range(DESKS)]
    seed = ReportFactory(desk=agencies[0], received_at=NOW)
    return person_as("call handler", agency=agencies[0]), seed, [agency.pk for agency in agencies]


def grow(keeper: psycopg.Connection, given: list) -> None:
    """More reports, from number to number, in one statement that asks no trigger; indexes are made anew afterwards."""
    columns = [field.column for field in Report._meta.concrete_fields]
    values = ", ".join(FILLED.get(column, f't."{column}"') for column in columns)
    with without_indexes(keeper), keeper.transaction():
        keeper.execute("set local session_replication_role = replica; set local jit = off; select setseed(0.5)")
        keeper.execute(FILL.format(columns=", ".join(f'"{column}"' for column in columns), values=values), given)
    keeper.execute("vacuum analyze reports_report")


@contextmanager
def without_indexes(keeper: psycopg.Connection) -> Iterator[None]:
    """Drop every index that holds nothing true, and make each again."""
    indexes = keeper.execute(INDEXES).fetchall()
    for name, _ in indexes:
        keeper.execute(sql.SQL("drop index {}").format(sql.Identifier(name)))
    yield
    keeper.execute("set maintenance_work_mem = '256MB'")
    for _, index in indexes:
        keeper.execute(index)


def measured(handler: Person) -> Iterator[tuple[str, float]]:
    """The 95th percentiles for the handler, one after another, with what was done."""
    client = Client()
    account, _new = Account.objects.get_or_create(id=handler.pk, defaults={"name": "bench"})
    client.force_login(account)
    refuse_empty(client, handler)
    yield "pause kept", p95(pausing(client))
    yield "page: queue", p95(lambda: client.get("/reports/"))
    for how, words in ASKED.items():
        yield f"page: search, {how}", p95(lambda words=words: client.post("/reports/", {"q": words}))
    yield "ask: queue and its chips", p95(asking(handler, ""))
    yield "ask: overdue", p95(asking(handler, "overdue"))
    yield "ask: passed on, newest", p95(asking(handler, "passed-on"))
    for how, words in ASKED.items():
        yield f"ask: search, {how}", p95(searching(handler, words))


def refuse_empty(client: Client, handler: Person) -> None:
    """Raises ValueError when a page does not answer or a question finds nothing: there would be nothing to measure."""
    pages = [client.get("/reports/"), client.post("/reports/", {"q": "word3"}), pausing(client)()]
    found = [searching(handler, words)() for words in ASKED.values()]
    if any(page.status_code != 200 for page in pages) or not all([asking(handler, "")()[0], *found]):
        raise ValueError(f"the pages answer {[page.status_code for page in pages]} and find {list(map(len, found))}")


def pausing(client: Client) -> Callable[[], HttpResponse]:
    """A handler who types on: each pause is kept, under one key."""
    key, turns = str(uuid4()), iter(range(1, 10_000))

    def pause() -> HttpResponse:
        turn = next(turns)
        return client.post(
            "/reports/call/kept", {"key": key, "turn": turn, "line": "Four men " * turn, "danger": "soon"}
        )

    return pause


def asking(handler: Person, show: str) -> Callable[[], tuple[list, list]]:
    """What the queue asks of the database for a chip, with the counts beside it."""

    def ask() -> tuple[list, list]:
        with acting_as(handler):
            here = Report.objects.readable(by=handler).filter(desk__in=[handler.agency_id])
            return queue.wanted(here, show, NOW), queue.counted(here, NOW)

    return ask


def searching(handler: Person, words: str) -> Callable[[], list]:
    """What a search asks of the database: the keys, and then the rows through the wall."""

    def ask() -> list:
        with acting_as(handler):
            return queue.matching(Report.objects.readable(by=handler), words, [handler.agency_id])

    return ask


def p95(act: Callable[[], object]) -> float:
    """Milliseconds that 95 of 100 runs do not pass, after three that are not counted."""
    times = []
    for _ in range(RUNS + 3):
        begun = time.perf_counter()
        act()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.quantiles(times[3:], n=100, method="inclusive")[94]


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or SIZES))
