"""Whether time tells a record that may not be seen from one that is not there: 10,000 tries of each, in chance order.

    make bench

Prints Welch's t of the two. Held: less than 4.5 either way, as timing leaks are usually judged.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from math import sqrt

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from sightline.agencies.models import Account  # noqa: E402
from sightline.agencies.tests.factories import person_as  # noqa: E402
from sightline.kit.references import new_reference  # noqa: E402
from sightline.reports.tests.factories import ReportFactory  # noqa: E402
from tests import databases, worlds  # noqa: E402
from tests.figures import record  # noqa: E402

TRIES = int(os.environ.get("TRIES", 10_000))
HELD = 4.5
SLOWEST = 0.02  # the part of each that a busy machine made slow, left out alike


def main() -> int:
    """Measure and print; 1 when time would tell."""
    with worlds.alone() as (cluster, name), databases.clone(cluster, name, "bench") as copy:
        worlds.point_at(copy)
        hidden, absent = measured(TRIES)
        connection.close()
    t = welch(hidden, absent)
    record("unseen in time", tries=TRIES, t=round(t, 2), held=HELD)
    print(
        f"  a hidden record   {statistics.fmean(hidden):8.3f} ms\n  one that is not there {statistics.fmean(absent):4.3f} ms"
    )
    print(f"  {TRIES:,} tries of each, t = {t:.2f} (held {HELD} either way)")
    return 0 if abs(t) < HELD else 1


def measured(tries: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each answer to a stranger: for a report that is there, and for ones that are not."""
    client, report = stranger(), ReportFactory()
    asked = [report.ref] * tries + [new_reference("R") for _ in range(tries)]
    random.Random(7).shuffle(asked)
    times: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(50):
        client.get(f"/reports/{new_reference('R')}")
    for ref in asked:
        begun = time.perf_counter()
        answer = client.get(f"/reports/{ref}")
        times[ref == report.ref].append((time.perf_counter() - begun) * 1000)
        assert answer.status_code == 404
    return times[True], times[False]


def stranger() -> Client:
    """A browser of an analyst, who reads no report."""
    person, client = person_as("analyst"), Client()
    client.force_login(Account.objects.create(id=person.pk, name="stranger"))
    return client


def welch(one: list[float], other: list[float]) -> float:
    """Welch's t of two samples, the slowest part of each left out."""
    one, other = (sorted(each)[: int(len(each) * (1 - SLOWEST))] for each in (one, other))
    apart = statistics.fmean(one) - statistics.fmean(other)
    return apart / sqrt(statistics.variance(one) / len(one) + statistics.variance(other) / len(other))


if __name__ == "__main__":
    sys.exit(main())
