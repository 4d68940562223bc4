"""What is known of a reader, from rows in memory: no SQL, no rule, no filter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

ROLE_OF_PART = {
    "coordinator": "safeguarding coordinator",
    "first responder": "safeguarding coordinator",
    "social worker": "safeguarding coordinator",
    "placement coordinator": "placement coordinator",
    "support worker": "support worker",
}


def live(row: Any, now: datetime) -> bool:
    """Whether a grant, a part or a place on a team stands now."""
    return row.since <= now and (row.until is None or row.until > now)


class Reader:
    """One person at one front, or nobody, with what the world's rows say of them."""

    def __init__(self, person: Any, front: str, rows: dict[str, list[Any]], now: datetime, *, confirmed: bool = True):
        self.person, self.front, self.confirmed = person, front, confirmed and person is not None
        mine = {name: [each for each in given if self.is_(each.person)] for name, given in rows.items()}
        grants = [grant for grant in mine["grants"] if live(grant, now)]
        self.roles = {grant.role for grant in grants}
        self._areas = {(grant.role, grant.area_id) for grant in grants if grant.area_id}
        self._agencies = {(grant.role, grant.agency_id) for grant in grants}
        self._parts = {(each.operation_id, each.part) for each in mine["assignments"] if live(each, now)}
        self._teams = {each.team_id for each in mine["members"] if live(each, now)}
        self._investigations = {each.investigation_id for each in mine["investigators"] if live(each, now)}
        held = [each for each in mine["holdings"] if each.ended_at is None and ROLE_OF_PART[each.part] in self.roles]
        self._cases = {(each.case_id, each.part) for each in held}
        self._any_case = {each.case_id for each in held}
        self._any_part = {operation for operation, _ in self._parts}
        self._any_agency = {agency for _, agency in self._agencies}
        self.ties = sum(len(given) for given in mine.values())  # how much there is to know of them

    def __repr__(self) -> str:
        lately = "" if self.confirmed or not self.person else ", not confirmed"
        return f"{self.person.name if self.person else 'nobody'} ({self.front}{lately})"

    @property
    def signed_in(self) -> bool:
        """Whether this is anybody at all."""
        return self.person is not None

    def is_(self, person: Any) -> bool:
        """Whether that is the reader themself."""
        return self.person is not None and person is not None and self.person.pk == person.pk

    def has(self, *roles: str) -> bool:
        """Whether they hold one of these roles anywhere."""
        return not self.roles.isdisjoint(roles)

    def covers(self, role: str, area: Any) -> bool:
        """Whether they hold that role in that very area."""
        return area is not None and (role, area.pk) in self._areas

    def at(self, role: str, agency: Any) -> bool:
        """Whether they hold that role at that very agency."""
        return agency is not None and (role, agency.pk) in self._agencies

    def works_at(self, agency: Any) -> bool:
        """Whether they hold any role at that agency."""
        return agency is not None and agency.pk in self._any_agency

    def duties(self) -> set[str]:
        """The duties that notices are addressed to."""
        return {f"{role}@{area}" for role, area in self._areas}

    def in_(self, operation: Any, *parts: str) -> bool:
        """Whether they have a part in that operation; with parts, one of those."""
        if operation is None:
            return False
        return any((operation.pk, part) in self._parts for part in parts) if parts else operation.pk in self._any_part

    def on(self, team: Any) -> bool:
        """Whether they are on that team."""
        return team.pk in self._teams

    def holds(self, case: Any, parts: Iterable[str] = ()) -> bool:
        """Whether they hold that person in care; with parts, in one of those."""
        return any((case.pk, part) in self._cases for part in parts) if parts else case.pk in self._any_case

    def investigates(self, investigation: Any) -> bool:
        """Whether they work on that investigation."""
        return investigation.pk in self._investigations
