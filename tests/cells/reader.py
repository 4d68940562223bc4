"""What is known of a reader, from rows in memory: no SQL, no rule, no filter."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tests.cells.sharing import Sharing

ROLE_OF_PART = {
    "coordinator": "safeguarding coordinator",
    "first responder": "safeguarding coordinator",
    "social worker": "safeguarding coordinator",
    "placement coordinator": "placement coordinator",
    "support worker": "support worker",
}


CONFLICTING = ("report", "to", "premises", "operation", "encounter", "investigation", "case")


def live(row: Any, now: datetime) -> bool:
    """Whether a grant, a part or a place on a team stands now."""
    return row.since <= now and (row.until is None or row.until > now)


def of_whom(row: Any) -> Any:
    """Whom a row of facts is about."""
    return row.asked_by if hasattr(row, "asked_by") else row.person


class Reader:
    """One person at one front, or nobody, with what the world's rows say of them; `about` a kind of record."""

    def __init__(
        self,
        person: Any,
        front: str,
        rows: dict[str, list[Any]],
        sharing: Sharing,
        now: datetime,
        *,
        confirmed: bool = True,
    ):
        self.person, self.front, self.confirmed = person, front, confirmed and person is not None
        self._key = person and person.pk
        self.sharing, self.kind, self.now = sharing, "", now
        mine = {
            name: [each for each in given if self.is_(of_whom(each))]
            for name, given in rows.items()
            if name not in ("cases", "investigations")
        }
        self._grants = [grant for grant in mine["grants"] if live(grant, now)]
        self.roles = {grant.role for grant in self._grants}
        self._assignments = [each for each in mine["assignments"] if live(each, now)]
        self._members = [each for each in mine["members"] if live(each, now)]
        self._investigators = [each for each in mine["investigators"] if live(each, now)]
        self._entrusted = [each for each in mine["entrusted"] if live(each, now)]
        self._reviewers = [each for each in mine["reviewers"] if live(each, now)]
        self._sights = {
            (each.part, each.record)
            for each in mine["sights"]
            if each.state == "open" and each.begins_at and each.ends_at and each.begins_at <= now < each.ends_at
        }
        self._conflicts = self._in_conflict_with(mine["conflicts"], rows["cases"])
        self._holdings = [each for each in mine["holdings"] if each.ended_at is None]
        self._in_care = rows["cases"]
        self._leads = {each.pk for each in rows["investigations"] if self.is_(each.lead) and each.state != "closed"}
        self.ties = sum(len(given) for given in mine.values())  # how much there is to know of them
        self._at = {(grant.role, grant.agency_id) for grant in self._grants}
        self._works_at = {grant.agency_id for grant in self._grants}
        self._acts_for = {person.agency_id, *self._works_at} if person else set()
        kinds = {sharing.agencies[agency].kind for agency in self._acts_for}
        self._for_immigration = "immigration" in kinds or self.has("immigration partner")
        self._stand_before("")

    @staticmethod
    def _in_conflict_with(conflicts: Iterable[Any], cases: Iterable[Any]) -> set[Any]:
        """The keys of what they have a conflict with; a person in care and the person who was met are one."""
        keys = {each.record for each in conflicts if each.state == "standing"}
        pairs = [(case.pk, case.encounter_id) for case in cases]
        return keys | {two for one, two in pairs if one in keys} | {one for one, two in pairs if two in keys}

    def about(self, kind: str) -> Reader:
        """The same person, in front of records of that kind."""
        other = copy.copy(self)
        other._stand_before(kind)
        return other

    def _stand_before(self, kind: str) -> None:
        """Say once, not for every record, what is open to them where agreements are asked about that kind."""
        self.kind, opens = kind, self.sharing.opens
        self._covered = {
            (each.role, each.area_id) for each in self._grants if opens(each.agency_id, each.area_id, kind)
        }
        self._parts = {(each.operation_id, each.part) for each in self._assignments if self._open(each.area_id)}
        self._operations = {operation for operation, _ in self._parts}
        self._teams = {each.team_id for each in self._members if self._open(each.area_id)}
        self._held = {(each.case_id, each.part) for each in self._holdings if self._may_hold(each)}
        self._cases = {case for case, _ in self._held}
        self._partners = set().union(*(self.sharing.partners(mine, kind) for mine in self._acts_for))

    def __repr__(self) -> str:
        lately = "" if self.confirmed or not self.person else ", not confirmed"
        return f"{self.person.name if self.person else 'nobody'} ({self.front}{lately})"

    @property
    def signed_in(self) -> bool:
        """Whether this is anybody at all."""
        return self.person is not None

    def is_(self, person: Any) -> bool:
        """Whether that is the reader themself."""
        return self._key is not None and person is not None and self._key == person.pk

    def has(self, *roles: str) -> bool:
        """Whether they hold one of these roles anywhere."""
        return not self.roles.isdisjoint(roles)

    def acts_for(self) -> set[Any]:
        """The keys of the agencies they act for: where they work, and where they hold a role."""
        return self._acts_for

    def covers(self, role: str, area: Any) -> bool:
        """Whether they hold that role in that very area, at an agency to which its records of the kind are open."""
        return area is not None and (role, area.pk) in self._covered

    def at(self, role: str, agency: Any) -> bool:
        """Whether they hold that role at that very agency."""
        return agency is not None and (role, agency.pk) in self._at

    def serves(self, role: str, area: Any) -> bool:
        """Whether they hold that role at an agency to which the records of that area are open."""
        return any(held == role and self.sharing.opens(agency, area.pk, self.kind) for held, agency in self._at)

    def works_at(self, agency: Any) -> bool:
        """Whether they hold any role at that agency."""
        return agency is not None and agency.pk in self._works_at

    def shares_with(self, agency: Any) -> bool:
        """Whether an agency they act for may read that agency's records of the kind."""
        return agency.pk in self._partners

    def signed(self, agreement: Any) -> bool:
        """Whether an agency they act for is a party to that agreement."""
        return not self._acts_for.isdisjoint(self.sharing.signed.get(agreement.pk, set()))

    def for_immigration(self) -> bool:
        """Whether they act for an immigration agency, or hold its role anywhere."""
        return self._for_immigration

    def duties(self) -> set[str]:
        """The duties that notices are addressed to."""
        return {f"{grant.role}@{grant.area_id}" for grant in self._grants if grant.area_id}

    def _open(self, area: Any) -> bool:
        return self.sharing.opens(self.person.agency_id, area, self.kind)

    def in_(self, operation: Any, *parts: str) -> bool:
        """Whether they have a part in that operation; with parts, one of those."""
        if operation is None:
            return False
        key = operation.pk
        return any((key, part) in self._parts for part in parts) if parts else key in self._operations

    def on(self, team: Any) -> bool:
        """Whether they are on that team."""
        return team.pk in self._teams

    def _may_hold(self, holding: Any) -> bool:
        """Whether they have the role that this part in somebody's care is for, where its area is open."""
        role, open_to = ROLE_OF_PART[holding.part], self.sharing.opens
        return any(held == role and open_to(agency, holding.area_id, self.kind) for held, agency in self._at)

    def holds(self, case: Any, parts: Iterable[str] = ()) -> bool:
        """Whether they hold that person in care; with parts, in one of those."""
        key = case.pk
        return any((key, part) in self._held for part in parts) if parts else key in self._cases

    def on_duty_desk(self, relay: Any) -> bool:
        """Whether they work at the desk to which that relay is open, where a life is in danger."""
        return any(("support worker", desk) in self._at for desk in self.sharing.answering.get(relay.pk, ()))

    def entrusted(self, report: Any) -> bool:
        """Whether a desk entrusted them with the files of that report."""
        return any(each.report_id == report.pk for each in self._entrusted)

    def sights(self, part: str, record: Any) -> bool:
        """Whether two people opened that part of the record to them for an hour that is not over."""
        asks = ("auditor", "investigator") if part == "contact" else ("auditor",)
        return record is not None and (part, record.pk) in self._sights and self.has(*asks)

    def holds_in_conflict(self, conflict: Any) -> bool:
        """Whether that conflict of theirs stands, with somebody whom they hold or an investigation that they lead."""
        held = {each.case_id for each in self._holdings}
        with_it = {key for case in self._in_care if case.pk in held for key in (case.pk, case.encounter_id)}
        mine = self.is_(conflict.person) and conflict.state == "standing"
        return mine and conflict.record in with_it | self._leads

    def in_conflict(self, row: Any) -> bool:
        """Whether they have a conflict of interest with the record itself, or with what it names."""
        if not self._conflicts:
            return False
        named = {getattr(row, f"{name}_id", None) for name in CONFLICTING} | {row.pk}
        return not self._conflicts.isdisjoint(named)

    def reviews(self, language: str) -> bool:
        """Whether an administrator named them to check that language."""
        return any(each.language == language for each in self._reviewers)

    def investigates(self, investigation: Any) -> bool:
        """Whether they work on that investigation."""
        mine = {each.investigation_id for each in self._investigators}
        return investigation.pk in mine and self.shares_with(investigation.agency)
