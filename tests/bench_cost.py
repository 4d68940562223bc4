"""What walls and ledger cost whoever waits: a page and an act with both, against the same without, taken in turn.

    make bench                                          10,000 and 100,000 visits
    python -m tests.bench_cost 1000000

Without: as the owner, whom every policy lets pass, with nothing noted; the page's own filter stays, as somebody
without rules would have to write it. Aimed at: page 1.2, act 1.3, and no faster growth than the data's logarithm.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from math import log
from unittest.mock import patch
from uuid import uuid4

import django

django.setup()

from django.test import Client  # noqa: E402

from sightline.agencies.models import Account, Area, Grant, Person, Role  # noqa: E402
from sightline.kit import acting  # noqa: E402
from tests.bench import START, elapsed, filled  # noqa: E402
from tests.figures import record  # noqa: E402

AIMS = {"page": 1.2, "act": 1.3}
RUNS = 31
NOTED_BY = ("sightline.ledger.finding", "sightline.ledger.acts", "sightline.agencies.reader")
SLACK = 1.25  # a measure's own unrest


def main(sizes: list[int]) -> int:
    """Measure each size; 1 when it grows faster than the logarithm of the data."""
    found: dict[str, list[tuple[float, float]]] = {"page": [], "act": []}
    for rows in sizes:
        with filled(rows) as people:
            for what, ask in asked(people["commander"]).items():
                found[what].append(compared(ask))
                walled, plain = found[what][-1]
                print(
                    f"  {rows:>9,} visits  {what:5} {walled:8.2f} ms with, {plain:8.2f} without: {walled / plain:.2f}"
                )
    worst = {what: round(max(walled / plain for walled, plain in each), 2) for what, each in found.items()}
    growing = [what for what, each in found.items() if grows(sizes, [walled / plain for walled, plain in each])]
    print(f"Worst: {worst} (aims {AIMS}); growing faster than the logarithm of the data: {growing or 'nothing'}")
    record("cost", **worst, sizes=sizes)
    return int(bool(growing))


def asked(person: Person) -> dict[str, Callable[[], None]]:
    """The page of visits, and recording a place, by somebody who commands and analyses."""
    area = Area.objects.order_by("code").first()
    Grant.objects.create(person=person, role=Role.ANALYST, agency=person.agency, area=area, since=START)
    client, numbers = Client(), count()
    client.force_login(Account.objects.create(id=person.pk, name=f"bench-{uuid4()}"))

    def page() -> None:
        assert client.get("/visits/").status_code == 200

    def act() -> None:
        typed = {"kind": "car-wash", "name": f"Bench {next(numbers)}", "area": str(area.pk if area else "")}
        assert client.post("/places/record", typed).status_code == 302

    return {"page": page, "act": act}


def compared(ask: Callable[[], None]) -> tuple[float, float]:
    """Milliseconds with and without, medians of runs taken in turn."""
    times = []
    for _ in range(RUNS + 1):
        walled = elapsed(ask)
        with bare():
            times.append((walled, elapsed(ask)))
    return statistics.median(one for one, _ in times[1:]), statistics.median(other for _, other in times[1:])


@contextmanager
def bare() -> Iterator[None]:
    """No walls and no ledger."""
    enter = acting.enter
    with ExitStack() as stack:
        stack.enter_context(patch.object(acting, "enter", lambda role, context: enter("sl_owner", context)))
        for module in NOTED_BY:
            stack.enter_context(patch(f"{module}.note", lambda *given, **more: uuid4()))
        yield


def grows(sizes: list[int], ratios: list[float]) -> bool:
    """Whether the last ratio is beyond what the logarithm of the data allows from the first."""
    return ratios[-1] > ratios[0] * log(sizes[-1]) / log(sizes[0]) * SLACK


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [10_000, 100_000]))
