"""A storm: many clients send reports at once while the public front and the database are killed at random.

    python -m tests.faults.storm              10,000 reports from 32 clients, seeded
    python -m tests.faults.storm 500 7        500 reports with the seed 7

Each client repeats its own form until it is answered. At the end every report whose code was shown is there once.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from contextlib import ExitStack
from threading import Event, Thread
from time import sleep

from sightline.config.server import Database
from tests.faults.kills import REPORT, Served, Writer, acts_of, as_stranger, found_wrong

CLIENTS = 32
BETWEEN = (2.0, 12.0)  # seconds from one kill to the next
KILLED = ("public", "public", "database", "connection", "connection")


def weathered(
    database: Database, reports: int, seed: int, say: Callable[[str], None] = lambda said: None
) -> dict[str, int]:
    """Send so many while things are killed; how many were answered, and what of them was lost or doubled."""
    chance, stop, kills = random.Random(seed), Event(), 0
    with ExitStack() as stack:
        served = Served(database, stack)
        front = served.address("public")
        writers = [Writer(number, REPORT, as_stranger(front), stop) for number in range(CLIENTS)]
        threads = [Thread(target=writer.write, daemon=True) for writer in writers]
        for thread in threads:
            thread.start()
        while acts_of(writers) < reports and not any(writer.wrong for writer in writers):
            sleep(chance.uniform(*BETWEEN))
            served.kill(chance.choice(KILLED))
            kills += 1
            say(f"{kills} kills, {acts_of(writers)} reports")
        stop.set()
        for thread in threads:
            thread.join(700)
    if wrong := [said for writer in writers for said in writer.wrong]:
        raise AssertionError("; ".join(wrong))
    sums = {"reports": acts_of(writers), "kills": kills, "tries": sum(each.tries for each in writers)}
    return sums | found_wrong(database, writers)


def main(reports: int, seed: int) -> int:
    """Send, print what was found, and keep it for the page of figures."""
    from tests.faults.alone import demonstration
    from tests.figures import record

    with demonstration("storm") as database:
        found = weathered(database, reports, seed, say=lambda said: print(said, flush=True))
    print(", ".join(f"{number:,} {what}" for what, number in found.items()))
    record("storm", **found, seed=seed)
    return int(any(found[what] for what in ("lost", "doubled", "acts without audit", "audits without act")))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
