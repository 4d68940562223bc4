"""What the ledger costs: writers beside each other, sealing a queue, one entry; and verifying all of it.

    python -m tests.bench_ledger             8 writers for 5 seconds each way, 20,000 entries to seal

Held: writers who append and are sealed afterwards write at least twice what writers who chain under a lock do; 20,000
entries are sealed within 5 seconds; an entry costs at most 2 ms.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, connections  # noqa: E402

from sightline.agencies.models import Person  # noqa: E402
from sightline.agencies.tests.factories import person_as  # noqa: E402
from sightline.kit.acting import acting_as  # noqa: E402
from sightline.ledger import sealing  # noqa: E402
from sightline.ledger.notes import note  # noqa: E402
from sightline.ledger.verifying import verify  # noqa: E402
from tests import databases, worlds  # noqa: E402

WRITERS, SECONDS, QUEUE, LOOKS = 8, 5, 20_000, 200
HELD = {"writers": 2.0, "sealing": 5.0, "an entry": 2.0}

CHAIN = """
create table chain (number bigint primary key, said text not null, hash bytea not null);
insert into chain values (0, '', '');
create function chained(said text) returns void language plpgsql as $$
declare last chain;
begin
    perform pg_advisory_xact_lock(4711);
    select * into last from chain order by number desc limit 1;
    insert into chain values (last.number + 1, said, sha256(last.hash || convert_to(said, 'UTF8')));
end $$;
grant select, insert on chain to sl_staff;
grant execute on function chained to sl_staff;
"""
FILL = """
insert into ledger_entry
select (jsonb_populate_record(null::ledger_entry, to_jsonb(e) || jsonb_build_object('id', gen_random_uuid()))).*
from (select * from ledger_entry limit 1) e, generate_series(1, %s) n where n > 0
"""


def main() -> int:
    """Measure and print; 1 when something is over what we hold."""
    with worlds.alone() as (cluster, name), databases.clone(cluster, name, "bench") as copy:
        worlds.point_at(copy)
        found = {name: measure() for name, measure in MEASURES.items()}
        connection.close()
    too_slow = found["writers"] < HELD["writers"] or any(found[name] > HELD[name] for name in ("sealing", "an entry"))
    return int(too_slow)


def writers() -> float:
    """Entries a second of writers beside each other: appending, against chaining each to the one before under a lock."""
    person = person_as("analyst")
    with connection.cursor() as cursor:
        cursor.execute(CHAIN)
    append, chain = a_second(person, look), a_second(person, chained)
    print(
        f"{WRITERS} writers: append and seal afterwards {append:,.0f}/s, lock and chain {chain:,.0f}/s, {append / chain:.1f}"
    )
    return append / chain


def a_second(person: Person, write: Callable[[], object]) -> float:
    """How often so many writers did it in a second, each in transactions of its own with a millisecond of other work."""
    until = time.monotonic() + SECONDS

    def writing(_: int) -> int:
        done = 0
        while time.monotonic() < until:
            with acting_as(person):
                write()
                wait_a_little()
            done += 1
        connections.close_all()
        return done

    with ThreadPoolExecutor(WRITERS) as pool:
        return sum(pool.map(writing, range(WRITERS))) / SECONDS


def look() -> None:
    """An entry by the ledger's own function."""
    note("consult", "list", kind="reports.Report", asked="reports")


def chained() -> None:
    """The same words, chained while others wait."""
    with connection.cursor() as cursor:
        cursor.execute("select chained(%s)", ["consult list reports.Report reports"])


def wait_a_little() -> None:
    """What else an act does before it ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_sleep(0.005)")


def sealing_a_queue() -> float:
    """Seconds to seal a queue, and to verify all that is there."""
    with connection.cursor() as cursor:
        cursor.execute(FILL, [QUEUE])
    sealing.MOST = QUEUE
    begun, made = time.perf_counter(), 0
    while signed := sealing.seal(settings.SEAL_KEY, datetime.now(UTC)):
        made = signed.head.size
    took, begun = time.perf_counter() - begun, time.perf_counter()
    with acting_as(None, "sl_auditor"):
        verify(datetime.now(UTC), ask=[])
    print(f"Sealing {made:,} entries: {took:.2f} s. Verifying them: {time.perf_counter() - begun:.2f} s.")
    return took * QUEUE / made


def an_entry() -> float:
    """Milliseconds that one entry takes of its transaction, the median of many."""
    person = person_as("analyst")
    with acting_as(person):
        times = []
        for _ in range(LOOKS):
            begun = time.perf_counter()
            look()
            times.append((time.perf_counter() - begun) * 1000)
    print(f"One entry: {statistics.median(times):.2f} ms.")
    return statistics.median(times)


MEASURES = {"writers": writers, "sealing": sealing_a_queue, "an entry": an_entry}

if __name__ == "__main__":
    sys.exit(main())
