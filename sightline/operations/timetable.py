"""One day of an operation drawn by hand: teams as rows, half hours as columns, and the places that no team has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import combinations, pairwise
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sightline.operations.capabilities import in_short, in_words
from sightline.operations.models import Target, Tasking, Team, TeamMember, VisitType

HALF_HOUR = timedelta(minutes=30)
SHORT_VISIT = timedelta(minutes=90)
WORDS = {
    VisitType.AWARENESS: gettext_lazy("Awareness"),
    VisitType.SOFT: gettext_lazy("Soft"),
    VisitType.COMPLIANCE: gettext_lazy("Compliance"),
    VisitType.ENFORCED: gettext_lazy("Enforced"),
}
USUAL = (8, 16)  # the hours shown when nothing asks for more


def span(day: date) -> tuple[datetime, datetime]:
    """A day's first moment and the next day's, as the clock on the wall has them."""
    first = timezone.make_aware(datetime.combine(day, time()))
    return first, timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


@dataclass(frozen=True)
class Unserved:
    """A chosen place that no team has, why, and what would help."""

    target: Target
    why: str
    help: str


@dataclass
class Day:
    """What the teams do on one day. Everything is handed in: it asks the database nothing.

    taskings: those of the whole operation that stand. can: what each team can do on that day.
    """

    on: date
    teams: Sequence[Team]
    taskings: Sequence[Tasking]
    members: Sequence[TeamMember] = ()
    can: dict[UUID, set[str]] = field(default_factory=dict)

    @cached_property
    def today(self) -> list[Tasking]:
        """The taskings of this day, in order."""
        first, last = span(self.on)
        mine = [tasking for tasking in self.taskings if first <= tasking.starts_at < last]
        return sorted(mine, key=lambda tasking: (tasking.starts_at, tasking.place))

    @cached_property
    def first_hour(self) -> int:
        """The hour at which the picture begins."""
        return min([USUAL[0], *(timezone.localtime(tasking.starts_at).hour for tasking in self.today)])

    @cached_property
    def last_hour(self) -> int:
        """The hour at which it ends, 24 at most."""
        return max([USUAL[1], *(self._end_hour(tasking) for tasking in self.today)])

    @property
    def hours(self) -> list[str]:
        """The heads of the columns."""
        return [f"{hour}:00" for hour in range(self.first_hour, self.last_hour)]

    @cached_property
    def order(self) -> list[Team]:
        """The teams as rows: who goes out first stands first, so that linked visits stand together."""
        starts = {
            tasking.team_id: (tasking.starts_at, tasking.linked_start not in self.linked)
            for tasking in reversed(self.today)
        }
        last = (span(self.on)[1], True)
        return sorted(self.teams, key=lambda team: (*starts.get(team.pk, last), team.name))

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The teams with their visits, as the week component takes them."""
        return [
            {
                "name": team.name,
                "about": self.about(team),
                "visits": [self._block(tasking) for tasking in self.today if tasking.team_id == team.pk],
            }
            for team in self.order
        ]

    @property
    def joins(self) -> list[dict[str, int]]:
        """The lines between visits that start in the same minute."""
        order = [team.pk for team in self.order]
        return [join for group in self.linked.values() for join in self._joins(group, order)]

    @cached_property
    def linked(self) -> dict[str, list[Tasking]]:
        """The visits of the day that start in the same minute, by the name that links them."""
        groups: dict[str, list[Tasking]] = {}
        for tasking in self.today:
            groups.setdefault(tasking.linked_start, []).append(tasking)
        return {name: group for name, group in groups.items() if name and len(group) > 1}

    def about(self, team: Team) -> str:
        """What a team can do and how many they are, in one short line."""
        people = sum(1 for member in self.members if member.team_id == team.pk)
        words = in_short(self.can.get(team.pk, ()))
        many = ngettext("%(n)s person", "%(n)s people", people) % {"n": people}
        return "; ".join(part for part in (words, many) if part)

    def unserved(self, targets: Iterable[Target]) -> list[Unserved]:
        """Of the chosen places, those that no team has on any day, the most urgent first."""
        served = {tasking.target_id for tasking in self.taskings}
        left = [target for target in targets if target.pk not in served]
        return [Unserved(target, *self._reason(target)) for target in sorted(left, key=lambda one: -one.priority)]

    def in_two_places(self) -> list[tuple[UUID, Tasking, Tasking]]:
        """People who are on two teams that are out at the same time, with both visits."""
        teams: dict[UUID, set[UUID]] = {}
        for member in self.members:
            teams.setdefault(member.person_id, set()).add(member.team_id)
        pairs = [(one, two) for one, two in combinations(self.today, 2) if two.starts_at < one.ends_at]
        return [
            (person, one, two)
            for person, on in teams.items()
            for one, two in pairs
            if one.team_id != two.team_id and {one.team_id, two.team_id} <= on
        ]

    def free_from(self, team: Team) -> datetime | None:
        """The first moment of the usual hours when a team has room for a short visit."""
        free = timezone.make_aware(datetime.combine(self.on, time(USUAL[0])))
        ends = timezone.make_aware(datetime.combine(self.on, time(USUAL[1])))
        for tasking in self.today:
            if tasking.team_id == team.pk and tasking.starts_at - free < SHORT_VISIT:
                free = max(free, tasking.ends_at)
        return free if free + SHORT_VISIT <= ends else None

    def _reason(self, target: Target) -> tuple[str, str]:
        needs = set(target.needs)
        lacking = needs - set().union(*self.can.values())
        if not self.teams:
            return _("There is no team yet."), _("Form one.")
        if lacking:
            return _("No team brings: %(needs)s") % {"needs": in_words(lacking)}, _("Put someone on a team who does.")
        able = [team for team in self.teams if needs <= self.can.get(team.pk, set())]
        if not able:
            return _("No one team brings all of: %(needs)s") % {"needs": in_words(needs)}, _(
                "Bring them into one team."
            )
        return self._room(able)

    def _room(self, able: list[Team]) -> tuple[str, str]:
        free = [(when, team) for team in able if (when := self.free_from(team))]
        if not free:
            return _("Every team that could go is out all day."), _("Another day, or another team.")
        when, team = min(free, key=lambda pair: pair[0])
        at = timezone.localtime(when).strftime("%H:%M")
        return _("Nobody has been sent yet."), _("%(team)s has room at %(time)s") % {"team": team.name, "time": at}

    def _block(self, tasking: Tasking) -> dict[str, Any]:
        start = timezone.localtime(tasking.starts_at)
        column = (start.hour - self.first_hour) * 2 + start.minute // 30 + 1
        ends = min(tasking.ends_at, span(self.on)[1])
        words = WORDS[VisitType(tasking.visit_type)]
        return {
            "col": column,
            "span": max(1, -(-(ends - self._half_hour(tasking.starts_at)) // HALF_HOUR)),
            "kind": tasking.visit_type,
            "word": _("%(type)s, linked") % {"type": words} if tasking.linked_start in self.linked else str(words),
            "place": tasking.place,
            "at": f"{start:%H:%M}",
            "url": reverse("operations:tasking", args=[tasking.ref]),
        }

    def _joins(self, group: list[Tasking], order: list[UUID]) -> list[dict[str, int]]:
        rows = sorted(order.index(tasking.team_id) + 1 for tasking in group)
        column = self._block(group[0])["col"]
        return [{"col": column, "row": row, "rows": below - row + 1} for row, below in pairwise(rows)]

    def _end_hour(self, tasking: Tasking) -> int:
        end = timezone.localtime(min(tasking.ends_at, span(self.on)[1]))
        return 24 if end.date() > self.on else end.hour + (end.minute > 0)

    def _half_hour(self, at: datetime) -> datetime:
        return at - timedelta(minutes=at.minute % 30, seconds=at.second)
