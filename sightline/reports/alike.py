"""Reports that say nearly the same, side by side: so that one click answers a flood, and none is dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from uuid import UUID

from sightline.reports.models import Level, Report

ALIKE = 0.7  # of all pairs of words that either has
LEAST = 3  # words, before two texts can be alike
WORD = re.compile(r"\w+", re.UNICODE)
DIGITS = re.compile(r"\d+")


class Group(list[Report]):
    """Reports that tell of the same, in their order."""

    @property
    def at_once(self) -> list[Report]:
        """Those that may be answered together: danger now, and what somebody has in hand, are answered by themselves."""
        return [report for report in self if stands_with_others(report)]


def stands_with_others(report: Report) -> bool:
    """Whether one answer to several may also answer this one."""
    return report.state == Report.State.RECEIVED and report.level != Level.RED


def with_joined(groups: list[Group], pairs: Iterable[tuple[UUID, UUID]]) -> list[Group]:
    """The groups with those made one whose reports a person joined: each stands where its most urgent report stood.

    pairs: keys of reports, each with that to which it is joined.
    """
    place = {report.pk: at for at, group in enumerate(groups) for report in group}
    for one, other in pairs:
        if one in place and other in place and place[one] != place[other]:
            first, later = sorted((place[one], place[other]))
            groups[first] += groups[later]
            place |= {report.pk: first for report in groups[later]}
            groups[later] = Group()
    return [group for group in groups if group]


def grouped(reports: Sequence[Report]) -> list[Group]:
    """The reports in their order, each with those after it that say nearly the same; alone where none does.

    What speaks of danger now always stands alone, and so does what somebody has taken.
    """
    groups: list[Group] = []
    marks: list[frozenset[tuple[str, str]]] = []
    for report in reports:
        mark = mark_of(report)
        place = next((at for at, other in enumerate(marks) if mark and alike(mark, other)), None)
        if place is None:
            groups.append(Group([report]))
            marks.append(mark)
        else:
            groups[place].append(report)
    return groups


def differs(report: Report, other: Report) -> list[str]:
    """The words of a report that the other does not have, each once, in their order."""
    known = set(words_of(other))
    return [word for word in dict.fromkeys(words_of(report)) if word not in known]


def words_of(report: Report) -> list[str]:
    """What was told and where, as words."""
    return WORD.findall(f"{report.what} {report.place}".casefold())


def mark_of(report: Report) -> frozenset[tuple[str, str]]:
    """What a text is compared by: its pairs of words, each number made the same; nothing for what stands alone."""
    if not stands_with_others(report):
        return frozenset()
    words = [DIGITS.sub("0", word) for word in words_of(report)]
    return frozenset(pairwise(words)) if len(words) >= LEAST else frozenset()


def alike(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """Whether two marks have nearly all in common."""
    shared = len(one & other)
    return bool(shared) and shared >= ALIKE * len(one | other)
