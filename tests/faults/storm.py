"""A storm: many clients send reports at once while the public front and the database are killed at random.

    python -m tests.faults.storm              10,000 reports from 32 clients, seeded
    python -m tests.faults.storm 500 7        500 reports with the seed 7

Each client repeats its own form until it is answered. At the end every report whose code was shown is there once.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from threading import Event, Thread
from time import monotonic, sleep

from sightline.config import running
from sightline.config.server import Database
from tests.faults.kills import REPORT, Served, Writer, acts_of, as_stranger, connected, found_wrong

CLIENTS = 32
BETWEEN = (2.0, 12.0)  # seconds from one kill to the next
TOLD_EVERY = 5.0  # seconds
KILLED = ("public", "public", "database", "connection", "connection")


def weathered(
    database: Database, reports: int, seed: int, say: Callable[[str], None] = lambda said: None
) -> dict[str, int]:
    """Send so many while things are killed: how many were acknowledged and are stored, what was lost or doubled, the kills."""
    chance, stop, began = random.Random(seed), Event(), monotonic()
    with ExitStack() as stack:
        served = Served(database, stack)
        front = served.address("public")
        writers = [Writer(number, REPORT, as_stranger(front), stop) for number in range(CLIENTS)]
        threads = [Thread(target=writer.write, daemon=True) for writer in writers]
        for thread in threads:
            thread.start()
        killed = killed_meanwhile(served, writers, reports, chance, say)
        stop.set()
        say("enough; whoever has begun goes on until they are answered")
        for thread in threads:
            thread.join(700)
    if wrong := [said for writer in writers for said in writer.wrong]:
        raise AssertionError("; ".join(wrong))
    sums = {"acknowledged": acts_of(writers), "stored": stored(database, writers), "kills": sum(killed.values())}
    sums |= {f"kills of {what}": number for what, number in sorted(killed.items())}
    sums |= {"tries": sum(each.tries for each in writers), "seconds": round(monotonic() - began)}
    return sums | found_wrong(database, writers)


def killed_meanwhile(
    served: Served, writers: list[Writer], reports: int, chance: random.Random, say: Callable[[str], None]
) -> Counter[str]:
    """Kill at random moments until so many reports are acknowledged; how often each. Says every few seconds how far it is."""
    killed: Counter[str] = Counter()
    began = told = monotonic()
    due = began + chance.uniform(*BETWEEN)
    while (done := acts_of(writers)) < reports and not any(writer.wrong for writer in writers):
        sleep(0.2)
        if monotonic() >= due:
            what = chance.choice(KILLED)
            served.kill(what)
            killed[what] += 1
            due = monotonic() + chance.uniform(*BETWEEN)
        if monotonic() >= told + TOLD_EVERY:
            told = monotonic()
            say(f"{told - began:4.0f} s: {done:,} of {reports:,} acknowledged, {sum(killed.values())} kills")
    return killed


def stored(database: Database, writers: list[Writer]) -> int:
    """How many of the reports that were acknowledged are there, each counted as often as it stands."""
    words = [word for writer in writers for word in writer.answered]
    with connected(database) as connection:
        asked = "select count(*) from reports_report where what = any(%s)"
        return int(connection.execute(asked, [words]).fetchall()[0][0])


def main(reports: int, seed: int) -> int:
    """Send, print what was found, and keep it for the page of figures."""
    from tests.faults.alone import demonstration
    from tests.figures import record

    running.hear()
    with demonstration("storm") as database:
        found = weathered(database, reports, seed, say=lambda said: print(said, flush=True))
    print(", ".join(f"{number:,} {what}" for what, number in found.items()))
    record("storm", **found, seed=seed)
    return int(any(found[what] for what in ("lost", "doubled", "acts without audit", "audits without act")))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
