"""What the desk does, in numbers: how soon it reads, what it passes on and to whom, what it closes as what.

Small numbers are hidden, since they could tell that somebody was there: under five, and where one alone is hidden in a
list, the next smallest with it, so that nobody gets it back by taking away from the whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import compress
from typing import Any, NamedTuple

from django.conf.locale import LANG_INFO
from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _

from sightline.kit.vocabulary import load
from sightline.reports.models import Level, Report, SanitisedReport
from sightline.reports.soonness import Median, in_time, percent, replied, rows_with_deadline

FEW = 5
BY: dict[str, Promise] = {
    "level": gettext_lazy("By how urgent it was"),
    "door": gettext_lazy("By the way it came"),
    "area__name": gettext_lazy("By area"),
    "language": gettext_lazy("By language"),
    "sector": gettext_lazy("By kind of work or place"),
}
COLUMNS: dict[str, Promise] = {
    "all": gettext_lazy("All"),
    "read": gettext_lazy("Read"),
    "in_time": gettext_lazy("In time"),
    "median": gettext_lazy("Half read within"),
    "replied": gettext_lazy("Replied in time"),
    "passed_on": gettext_lazy("Passed on"),
    "closed": gettext_lazy("Closed"),
}
SHARES = ("in_time", "replied", "passed_on", "closed")  # shown with a share of all beside them
PARTS = ("read", "in_time", "replied", "passed_on", "closed")
READ = ~Q(state=Report.State.RECEIVED)
PASSED_ON = Q(state=Report.State.PASSED_ON)
CLOSED = Q(state=Report.State.CLOSED)


class Cell(NamedTuple):
    """One number of a line under its column's words, None where it is hidden, and its share of all where one is shown."""

    says: Promise
    number: int | timedelta | None
    share: str = ""

    @property
    def is_time(self) -> bool:
        """Whether it is how long something took."""
        return isinstance(self.number, timedelta)


@dataclass(frozen=True)
class Row:
    """One line of a count. The numbers are None where they are hidden."""

    says: Any
    all: int | None = None
    read: int | None = None
    in_time: int | None = None
    replied: int | None = None
    passed_on: int | None = None
    closed: int | None = None
    median: timedelta | None = None

    @property
    def cells(self) -> list[Cell]:
        """What a line shows, in the order of the columns."""
        shares = self.shares
        return [
            Cell(says, getattr(self, name), shares[name] if name in SHARES else "") for name, says in COLUMNS.items()
        ]

    @property
    def hides(self) -> bool:
        """Whether one of its numbers may not be told."""
        return any(cell.number is None for cell in self.cells)

    @property
    def shares(self) -> dict[str, str]:
        """Each part as a share of all, "40%"; empty where it is hidden."""
        return {part: percent(getattr(self, part), self.all) for part in PARTS}


def whole(reports: QuerySet) -> Row:
    """All of them on one line."""
    return _row(_("All"), rows_with_deadline(reports).aggregate(**_counted()))


def by(reports: QuerySet, name: str) -> list[Row]:
    """One line for each answer to a question of BY, the largest first; small ones without their number."""
    found = rows_with_deadline(reports).values(name).annotate(**_counted()).order_by("-all", name)
    rows = [(_says(name, each[name]), each) for each in found]
    hidden = hide([each["all"] for _says_it, each in rows])
    shown = [{} if few else _told(each) for (_says_it, each), few in zip(rows, hidden, strict=True)]
    for part in PARTS:
        _hide_a_second(shown, part)
    return [Row(says, **numbers) for (says, _each), numbers in zip(rows, shown, strict=True)]


def closed_as(reports: QuerySet) -> list[Row]:
    """What was closed, as what."""
    found = reports.filter(CLOSED).values("closed_as").annotate(all=Count("pk")).order_by("-all", "closed_as")
    words = dict(Report.ClosedAs.choices)
    return _alone((words.get(each["closed_as"], _("Not said")), each["all"]) for each in found)


def sent_to(sanitised: QuerySet) -> list[Row]:
    """What left the desk, to whose analysts."""
    found = sanitised.filter(left_at__isnull=False).exclude(state=SanitisedReport.State.REPLACED)
    counted = found.values("area__name").annotate(all=Count("pk")).order_by("-all", "area__name")
    return _alone((_("The analysts of %(area)s") % {"area": each["area__name"]}, each["all"]) for each in counted)


def hide(numbers: list[int]) -> list[bool]:
    """For each number of a list whether it is hidden: small ones, and more until they cannot be told from the rest."""
    hidden = [is_small(number) for number in numbers]
    larger = sorted((number, place) for place, number in enumerate(numbers) if number >= FEW)
    while any(hidden) and larger and (hidden.count(True) == 1 or sum(compress(numbers, hidden)) < FEW):
        hidden[larger.pop(0)[1]] = True
    return hidden


def _alone(found: Iterable[tuple[Any, int]]) -> list[Row]:
    rows = list(found)
    hidden = hide([number for _says_it, number in rows])
    return [Row(says, None if few else number) for (says, number), few in zip(rows, hidden, strict=True)]


def is_small(number: int) -> bool:
    """Whether a number could tell that somebody was there. None at all tells of nobody."""
    return 0 < number < FEW


def _row(says: Any, found: dict[str, Any]) -> Row:
    return Row(says, **({} if is_small(found["all"]) else _told(found)))


def _told(found: dict[str, Any]) -> dict[str, Any]:
    """What may be told of a line: never what is small, nor what leaves only few when it is taken from the rest."""
    of, read = found["all"], found["read"]
    ends = {"passed_on": found["passed_on"], "closed": found["closed"]}
    hidden = hide([*ends.values(), of - sum(ends.values())])
    told = {"all": of} | {name: ends[name] for name, few in zip(ends, hidden, strict=False) if not few}
    in_hand = read - sum(ends.values())
    if not any(map(is_small, (read, of - read))) and not (len(told) == len(ends) + 1 and is_small(in_hand)):
        told["read"] = read
    for part in ("in_time", "replied"):
        others = [abs(found[part] - told["in_time"])] if "in_time" in told else []
        late = of - found[part], max(read - found[part], 0)
        if not any(map(is_small, (found[part], *late, *others))):
            told[part] = found[part]
    if "read" in told and read >= FEW:
        told["median"] = found["median"]
    return told


def _hide_a_second(shown: list[dict[str, Any]], part: str) -> None:
    """Where one line alone hides a part, another hides it too: the whole would give it back."""
    told = [numbers for numbers in shown if part in numbers]
    if len(told) == len(shown) - 1 and told:
        del min(told, key=lambda numbers: numbers[part])[part]


def _counted() -> dict[str, Any]:
    return {
        "all": Count("pk"),
        "read": Count("pk", filter=READ),
        "in_time": Count("pk", filter=in_time()),
        "replied": Count("pk", filter=replied()),
        "median": Median(F("read_at") - F("received_at"), filter=Q(read_at__isnull=False)),
        "passed_on": Count("pk", filter=PASSED_ON),
        "closed": Count("pk", filter=CLOSED),
    }


def _says(name: str, code: str | None) -> Any:
    """A code in words."""
    if name == "sector" and code:
        words = {option.code: option.label for option in load("reports/questions")["W2"].options}
        return words.get(code, code)
    if name == "language" and code in LANG_INFO:
        return gettext(LANG_INFO[code]["name"])
    choices: dict[str, dict[str, Any]] = {"level": dict(Level.choices), "door": dict(Report.Door.choices)}
    return choices.get(name, {}).get(str(code), code) or _("Not said")
