"""The desk at 10,000, 100,000 and 1,000,000 reports: each pause of a handler kept, triage, and search by words.

    make bench
    .venv/bin/python -m tests.bench_desk 10000

Prints the 95th percentile in milliseconds, whole answers of the staff front with walls, ledger and seals. Held: 100 ms for
each pause at 100,000, and for what triage and search ask of the database at every size.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from sightline.agencies.models import Account, Person  # noqa: E402
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, person_as  # noqa: E402
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

FILL = """
create temp table words as select array(select 'word' || n from generate_series(0, 1999) n) as w;
insert into reports_report select (jsonb_populate_record(t, jsonb_build_object(
    'id', gen_random_uuid(), 'ref', 'R-' || n, 'desk_id', (select id from desks where place = n %% {desks}),
    'state', case when n %% 100 = 0 then 'received' when n %% 5 = 0 then 'closed' else 'passed-on' end,
    'level', (array['red', 'amber', 'routine'])[1 + (n %% 37 + n %% 3) %% 3],
    'received_at', timestamptz '2018-10-17 16:00Z' - n * interval '20 seconds',
    'what', (
        select string_agg(w[1 + floor(power(random(), 3) * 2000)::int + 0 * g], ' ') from generate_series(1, 14) g where n > 0)
))).* from reports_report t, words, generate_series(%s, %s) n where t.id = %s
"""


def main(sizes: list[int]) -> int:
    """Measure each size, one after another in one database that grows; 1 when something is over what we hold."""
    broken, figures = [], {}
    with worlds.alone() as (cluster, name), databases.clone(cluster, name, "bench") as copy:
        worlds.point_at(copy)
        handler, seed = begun()
        print(f"\n{'':34}{''.join(f'{size:>12,}' for size in sizes)}")
        for before, size in zip([0, *sizes], sizes, strict=False):
            grow(seed, before + 1, size)
            figures[size] = measured(handler)
            broken += [(size, what) for what, took in figures[size].items() if took > HELD and is_held(what, size)]
        connection.close()
    for what in figures[sizes[0]]:
        print(f"  {what:32}{''.join(f'{figures[size][what]:12.1f}' for size in sizes)}")
    record(
        "desk",
        held=HELD,
        p95={str(size): {what: round(ms, 1) for what, ms in by.items()} for size, by in figures.items()},
    )
    print(f"  over {HELD} ms: {broken or 'none'}")
    return 1 if broken else 0


def is_held(what: str, size: int) -> bool:
    """Whether a measure is one that we promise at that size."""
    return what.startswith("ask") or (what == "pause kept" and size <= 100_000)


def begun() -> tuple[Person, Report]:
    """A desk with its handler, nine others, and the report of which all are copies."""
    agencies = [AgencyFactory(code=f"desk-{number}", area=AreaFactory()) for number in range(DESKS)]
    with connection.cursor() as cursor:
        cursor.execute(
            "create temp table desks as select id, (row_number() over ())::int - 1 as place from unnest(%s::uuid[]) id",
            [[agency.pk for agency in agencies]],
        )
    return person_as("call handler", agency=agencies[0]), ReportFactory(desk=agencies[0], received_at=NOW)


def grow(seed: Report, first: int, last: int) -> None:
    """More reports, from number to number; the words are indexed anew, which is quicker than row by row."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_indexdef('reports_by_words'::regclass)")
        (index,) = cursor.fetchone()
        cursor.execute("drop index reports_by_words; drop table if exists words")
        cursor.execute(FILL.replace("{desks}", str(DESKS)), [first, last, seed.pk])
        cursor.execute(index)
        cursor.execute("analyze reports_report")


def measured(handler: Person) -> dict[str, float]:
    """The 95th percentiles for the handler, by what was done."""
    client = Client()
    account, _new = Account.objects.get_or_create(id=handler.pk, defaults={"name": "bench"})
    client.force_login(account)
    found = {"pause kept": p95(pausing(client)), "page: queue": p95(lambda: client.get("/reports/"))}
    found |= {
        f"page: search, {how}": p95(lambda words=words: client.post("/reports/", {"q": words}))
        for how, words in ASKED.items()
    }
    found["ask: queue and its chips"] = p95(asking(handler, ""))
    found["ask: overdue"] = p95(asking(handler, "overdue"))
    found["ask: passed on, newest"] = p95(asking(handler, "passed-on"))
    return found | {f"ask: search, {how}": p95(searching(handler, words)) for how, words in ASKED.items()}


def pausing(client: Client) -> Callable[[], object]:
    """A handler who types on: each pause is kept, under one key."""
    key, turns = str(uuid4()), iter(range(1, 10_000))

    def pause() -> object:
        turn = next(turns)
        return client.post(
            "/reports/call/kept", {"key": key, "turn": turn, "line": "Four men " * turn, "danger": "soon"}
        )

    return pause


def asking(handler: Person, show: str) -> Callable[[], object]:
    """What the queue asks of the database for a chip, with the counts beside it."""

    def ask() -> object:
        with acting_as(handler):
            here = Report.objects.readable(by=handler).filter(desk__in=[handler.agency_id])
            return queue.wanted(here, show, NOW), queue.chips(here, show, NOW)

    return ask


def searching(handler: Person, words: str) -> Callable[[], object]:
    """What a search asks of the database: the keys, and then the rows through the wall."""

    def ask() -> object:
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
