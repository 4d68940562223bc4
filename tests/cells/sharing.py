"""Which agencies share which kinds of record, from rows in memory: at home always, elsewhere under an agreement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

FORCES = ("police force", "police service")


class Sharing:
    """The agreements that hold on a day, beside the areas that agencies keep themselves."""

    def __init__(self, agencies: Iterable[Any], parties: Iterable[Any], day: date):
        self.agencies = {agency.pk: agency for agency in agencies}
        self.signed: dict[UUID, set[UUID]] = {}
        self.answering: dict[UUID, set[UUID]] = {}  # relays open to a duty desk, and the agencies of the desk
        self._live: dict[UUID, Any] = {}
        self._known: dict[tuple[UUID, str], set[UUID]] = {}
        self._open: dict[tuple[UUID, UUID, str], bool] = {}
        for party in parties:
            self.signed.setdefault(party.agreement_id, set()).add(party.agency_id)
            agreement = party.agreement
            if agreement.state == "in-force" and agreement.starts_on <= day <= agreement.ends_on:
                self._live[agreement.pk] = agreement

    def open_relays(self, urgents: Iterable[Any], placements: Iterable[Any], now: datetime) -> None:
        """Which relays are open now to the duty desk of which providers."""
        homes = [each for each in placements if each.state == "accepted"]
        for urgent in urgents:
            if urgent.state == "open" and urgent.ends_at and urgent.ends_at > now:
                desks = {home.provider_id for home in homes if home.case_id == urgent.case_id}
                self.answering.setdefault(urgent.relay_id, set()).update(desks)

    def partners(self, agency: UUID, kind: str) -> set[UUID]:
        """The agencies whose records of a kind this one may read: itself, and those beside it in an agreement."""
        if (agency, kind) not in self._known:
            found = {agency}
            for key, agreement in self._live.items():
                if kind in agreement.kinds and agency in self.signed[key]:
                    found |= self.signed[key]
            self._known[agency, kind] = found
        return self._known[agency, kind]

    def opens(self, agency: UUID, area: UUID | None, kind: str) -> bool:
        """Whether this agency may read records of a kind that are placed in an area."""
        if area is None:
            return False
        asked = (agency, area, kind)
        if asked not in self._open:
            partners = [self.agencies[key] for key in self.partners(agency, kind)]
            self._open[asked] = any(each.kind in FORCES and each.area_id == area for each in partners)
        return self._open[asked]
