"""Whether time tells what is hidden: 10,000 tries of each, in chance order.

    make bench

A record that may not be seen against one that is not there, as a whole answer; and a return code that a report has against
one that none has, as the work of the database. What comes back of a known code is more to carry and to draw, some 25
microseconds before its page even begins; that page tells by itself.
Prints Welch's t of each two. Held: less than 4.5 either way, as timing leaks are usually judged.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from math import sqrt

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from sightline.agencies.models import Account  # noqa: E402
from sightline.agencies.tests.factories import person_as  # noqa: E402
from sightline.kit.acting import acting_as  # noqa: E402
from sightline.kit.references import new_reference  # noqa: E402
from sightline.reports import receipts  # noqa: E402
from sightline.reports.models import Receipt  # noqa: E402
from sightline.reports.tests.factories import DeskMessageFactory, ReportFactory  # noqa: E402
from tests import databases, worlds  # noqa: E402
from tests.figures import record  # noqa: E402

TRIES = int(os.environ.get("TRIES", 10_000))
HELD = 4.5
REPORTS = 200  # with a return code each
WORK = "select priv.dialogue(%s) is null, (select count(*) from priv.wishes_of(%s))"
SLOWEST = 0.02  # the part of each that a busy machine made slow, left out alike


def main() -> int:
    """Measure and print; 1 when time would tell."""
    with worlds.alone() as (cluster, name), databases.clone(cluster, name, "bench") as copy:
        worlds.point_at(copy)
        told = [
            said("unseen in time", ("a hidden record", "one that is not there"), *records(TRIES)),
            said("codes in time", ("a known return code", "one that is unknown"), *codes(TRIES)),
        ]
        connection.close()
    return int(any(abs(t) >= HELD for t in told))


def said(run: str, names: tuple[str, str], one: list[float], other: list[float]) -> float:
    """Welch's t of two samples, printed and kept."""
    t = welch(one, other)
    record(run, tries=TRIES, t=round(t, 2), held=HELD)
    for name, times in zip(names, (one, other), strict=True):
        print(f"  {name:22}{statistics.fmean(times):8.3f} ms")
    print(f"  {TRIES:,} tries of each, t = {t:.2f} (held {HELD} either way)")
    return t


def records(tries: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each answer to a stranger: for a report that is there, and for ones that are not."""
    client, report = stranger(), ReportFactory()

    def ask(ref: str) -> None:
        assert client.get(f"/reports/{ref}").status_code == 404

    return measured(ask, [report.ref] * tries, [new_reference("R") for _ in range(tries)])


def codes(tries: int) -> tuple[list[float], list[float]]:
    """Milliseconds of what the page of a code asks: for codes of reports, some with questions, and for codes of none."""
    keys = [f"known {number}" for number in range(REPORTS)]
    for number, key in enumerate(keys):
        report = ReportFactory()
        Receipt.objects.create(report=report, code=receipts.kept(receipts.code_of(key)))
        if number % 3 == 0:
            DeskMessageFactory(report=report)

    def ask(code: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(WORK, [receipts.kept(code)] * 2)

    known = [receipts.code_of(keys[number % REPORTS]) for number in range(tries)]
    unknown = [receipts.code_of(f"unknown {number}") for number in range(tries)]
    with acting_as(None, role="sl_public"):
        assert receipts.dialogue_of(known[0])
        assert not receipts.dialogue_of(unknown[0])
        return measured(ask, known, unknown)


def measured(ask: Callable[[str], None], one: list[str], other: list[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of each, the two in chance order."""
    tries = [(0, each) for each in one] + [(1, each) for each in other]
    random.Random(7).shuffle(tries)
    times: tuple[list[float], list[float]] = ([], [])
    for each in other[:50]:
        ask(each)
    for which, each in tries:
        begun = time.perf_counter()
        ask(each)
        times[which].append((time.perf_counter() - begun) * 1000)
    return times


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
